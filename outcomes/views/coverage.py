"""Coverage from England down to an authority: figures, map, table, and the schools with nothing."""

from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.pages import page_of
from institutions import access
from institutions.access import Permission
from institutions.models import Area, SupportArea
from institutions.queries.designations import belongs_to, designations_of_area
from outcomes.forms import CoverageForm, NothingForm
from outcomes.groups import group_table
from outcomes.models import RollupRun
from outcomes.open_data import FORMATS
from outcomes.reports import coverage as report
from outcomes.tables import areas_above, query, school_table
from outcomes.views.asked import SCHOOLS_PER_PAGE, area_of
from outcomes.views.coverage_figures import figures_drawn

FILES = {
    "coverage": "By area of support",
    "headlines": "Headline figures",
    "trusts": "Trusts, by area of support",
    "schools": "Every school",
    "nothing": "Schools with nothing in any area",
}
F = TypeVar("F", bound=CoverageForm)


@require_safe
def coverage(request: HttpRequest, code: str = Area.ENGLAND) -> HttpResponse:
    """One area: its own figures, then the places or schools it is made of."""
    area, form, run = _asked(request, code, CoverageForm)
    context = _frame(request, area, form, run)
    drawn = figures_drawn(request, area, form, run, context)
    return render(request, "outcomes/coverage.html", context | drawn | _told_of(request, area))


@require_safe
def coverage_by_group(request: HttpRequest, code: str) -> HttpResponse:
    """The same figures side by side for groups of schools: is anybody left out?"""
    area, form, run = _asked(request, code, CoverageForm)
    context = _frame(request, area, form, run) | {"groups": group_table(area, form)}
    return render(request, "outcomes/coverage_by_group.html", context)


@require_safe
def nothing(request: HttpRequest, code: str) -> HttpResponse:
    """The schools behind a number: those with nothing, priority schools first."""
    area, form, run = _asked(request, code, NothingForm)
    page = page_of(request, form.schools_listed(area), size=SCHOOLS_PER_PAGE)
    context = _frame(request, area, form, run) | {
        "page": page,
        "words": form.words,
        "schools": school_table(page.object_list),
    }
    return render(request, "outcomes/nothing.html", context)


def _asked(request: HttpRequest, code: str, form_class: type[F]) -> tuple[Area, F, RollupRun | None]:
    """The area, the filters and the run that the figures are as at."""
    area = area_of(code)
    form = form_class(request.GET)
    form.is_valid()
    return area, form, report.latest_run(on=form.filters.on)


def _frame(request: HttpRequest, area: Area, form: CoverageForm, run: RollupRun | None) -> dict[str, Any]:
    return {
        "area": area,
        "above": areas_above(area),
        "areas": list(SupportArea),
        "form": form,
        "query": query(request.GET),
        "run": run,
        "formats": FORMATS,
        "tables": FILES,
    }


def _told_of(request: HttpRequest, area: Area) -> dict[str, Any]:
    return {
        "designations": list(designations_of_area(area)),
        "belongs_to": list(belongs_to(area)),
        "may_designate": access.can(request.user, Permission.DESIGNATE, area),
    }
