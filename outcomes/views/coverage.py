"""Coverage from England down to an authority: figures, map, table, and the schools with nothing."""

from typing import Any, TypeVar, cast

from django.core.cache import cache
from django.core.cache.utils import make_template_fragment_key
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
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
from outcomes.reports.brokerage import accredited_brokers
from outcomes.reports.coverage import MADE_OF_AREAS, CoverageRow, Places
from outcomes.reports.map import HEIGHT, WIDTH, authority_map
from outcomes.reports.trends import trend_of, trends_of_areas
from outcomes.tables import (
    BANDS,
    area_table,
    map_regions,
    query,
    school_table,
    shape_tiles,
    trend_context,
    whole,
)

SCHOOLS_PER_PAGE = 50
KEPT_FOR = 60  # seconds
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
    context = _frame(request, area, form, run) | _trend(area, run) | _told_of(request, area)
    if area.kind in MADE_OF_AREAS:
        places = Places(form.filters, area=area)
        context |= _headline(request, form, area, places.whole) | _below(request, form, area, places.below())
        if area.kind == Area.Kind.COUNTRY:
            context["map"] = _map(request, form, run, places)
    else:
        context |= _headline(request, form, area, report.total(form.filters, area=area))
        context |= _inside(request, form, area)
    return render(request, "outcomes/coverage.html", context)


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
    area = get_object_or_404(Area.objects.select_related("parent__parent"), code=code)
    form = form_class(request.GET)
    form.is_valid()
    return area, form, report.latest_run(on=form.filters.on)


def _frame(request: HttpRequest, area: Area, form: CoverageForm, run: RollupRun | None) -> dict[str, Any]:
    above = [area.parent.parent, area.parent] if area.parent else []
    return {
        "area": area,
        "above": [each for each in above if each],
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


def _headline(request: HttpRequest, form: CoverageForm, area: Area, total: CoverageRow) -> dict[str, Any]:
    is_effective = form.is_effective
    share = total.effective_share if is_effective else total.working_share
    alone = query(request.GET, area=NothingForm.PARTNERSHIP)
    isolated = reverse("outcomes:nothing", args=[area.code]) + alone
    return {
        "total": total,
        "headline": whole(share),
        "measure_words": "An effective relationship" if is_effective else "Active",
        "both_roles": whole(total.both_roles_share),
        "shape": shape_tiles(total, without_partnership=isolated),
    }


def _trend(area: Area, run: RollupRun | None) -> dict[str, Any]:
    """Of all schools, whatever the filters: figures are kept for whole places."""
    if area.kind not in (*MADE_OF_AREAS, Area.Kind.LOCAL_AUTHORITY) or run is None:
        return {}
    points = trend_of(area, until=run.as_at)
    return {
        "chart_title": f"Schools with a partner in a framework area, {area.name}",
        **trend_context(points),
    }


def _map(request: HttpRequest, form: CoverageForm, run: RollupRun | None, places: Places) -> SafeString:
    """Drawn once for a run and a choice of schools: it is most of the page, and the same for everybody.

    Designations, which schools can be chosen by, change without a run: a drawing is kept for a minute.
    """
    key = make_template_fragment_key("coverage-map", [run and run.pk, query(request.GET)])
    return cast(SafeString, cache.get_or_set(key, lambda: _draw_map(request, form, places), KEPT_FOR))


def _draw_map(request: HttpRequest, form: CoverageForm, places: Places) -> SafeString:
    drawn = authority_map()
    regions = map_regions(drawn.shapes, places.authorities(), form.is_effective, request.GET)
    what = "an effective relationship" if form.is_effective else "an activity in the last year"
    context = {
        "map": regions,
        "map_list": sorted(regions, key=lambda region: region.name),
        "map_title": f"Schools with {what} in a framework area, by local authority",
        "map_width": WIDTH,
        "map_height": HEIGHT,
        "is_cartogram": drawn.is_cartogram,
        "bands": [words for _, words in BANDS],
    }
    return render_to_string("outcomes/_map.html", context)


def _below(request: HttpRequest, form: CoverageForm, area: Area, rows: list[CoverageRow]) -> dict[str, Any]:
    """The regions of England or the authorities of a region."""
    is_region = area.kind == Area.Kind.REGION
    until = form.filters.on or timezone.localdate()
    trends = trends_of_areas([row.pk for row in rows if row.pk], until=until)
    brokers = accredited_brokers() if is_region else None
    return {
        "places": area_table(rows, form.is_effective, brokers, request.GET, trends=trends),
        "places_caption": "Local authorities" if is_region else "Regions",
        "places_heading": "Local authority" if is_region else "Region",
        "with_brokers": is_region,
    }


def _inside(request: HttpRequest, form: CoverageForm, area: Area) -> dict[str, Any]:
    """The trusts and the schools of one authority (or of a smaller or crossing area)."""
    rows = report.with_names(report.schools_counted(form.filters, area=area))
    rows = rows.order_by("school__name", "school")
    page = page_of(request, rows, size=SCHOOLS_PER_PAGE)
    trusts = report.by_trust(form.filters, area=area)
    return {
        "trusts": area_table(trusts, form.is_effective, None, request.GET),
        "brokers": accredited_brokers().get(area.pk, 0) if area.kind == Area.Kind.LOCAL_AUTHORITY else None,
        "page": page,
        "schools": school_table(page.object_list),
    }
