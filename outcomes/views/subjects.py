"""Subjects that schools worked on with partners: by subject, by place, school by school, and who did nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.pages import page_of
from institutions.acting import MemberRequest
from institutions.models import Area, SupportArea
from outcomes.forms import SubjectsForm
from outcomes.kept import kept
from outcomes.open_data import FORMATS, TOTAL
from outcomes.reports import coverage as coverage_report
from outcomes.reports import subjects as report
from outcomes.reports.subjects import ANY
from outcomes.subjects_table import subjects_table
from outcomes.tables import areas_above, places_by_name, school_table, whole
from outcomes.views.asked import SCHOOLS_PER_PAGE, area_of
from outcomes.views.downloads import download


@require_safe
def subjects(request: HttpRequest, code: str = Area.ENGLAND) -> HttpResponse:
    """One area by subject; then its places for one subject, or in an authority its schools for all of them."""
    area, form = _asked(request, code)
    asked: dict[str, Any] = {"area": area, "year": form.school_year, "filters": form.filters}
    found = kept(report.by_subject, **asked)
    context = _frame(area, form) | {
        "total": found[ANY],
        "lines": [(each, found[each.pk], whole(found[each.pk].share)) for each in form.subjects],
    }
    if area.kind == Area.Kind.LOCAL_AUTHORITY:
        context |= _schools(request, area, form)
    else:
        context["places"] = places_by_name(kept(report.by_place, **asked, subject=form.key))
    return render(request, "outcomes/subjects.html", context)


@require_safe
def without_subject(request: HttpRequest, code: str) -> HttpResponse:
    """The schools behind a number: those that did nothing in a subject."""
    area, form = _asked(request, code)
    rows = report.without(area=area, year=form.school_year, filters=form.filters, subject=form.key)
    page = page_of(request, rows, size=SCHOOLS_PER_PAGE)
    context = _frame(area, form) | {
        "areas": list(SupportArea),
        "page": page,
        "schools": school_table(page.object_list),
    }
    return render(request, "outcomes/without_subject.html", context)


@require_safe
def subjects_file(request: MemberRequest, code: str, file_format: str) -> HttpResponse:
    area, form = _asked(request, code)
    asked: dict[str, Any] = {"area": area, "year": form.school_year, "filters": form.filters}
    found = kept(report.by_subject, **asked)
    named = {TOTAL: found[ANY]} | {each.label: found[each.pk] for each in form.subjects}
    is_authority = area.kind == Area.Kind.LOCAL_AUTHORITY
    places = {} if is_authority else kept(report.by_place, **asked, subject=form.key)
    table = subjects_table(area, form.school_year, named, form.chosen, places)
    return download(request, table, area, file_format)


def _asked(request: HttpRequest, code: str) -> tuple[Area, SubjectsForm]:
    area = area_of(code)
    form = SubjectsForm(request.GET or None)
    form.is_valid()
    return area, form


def _frame(area: Area, form: SubjectsForm) -> dict[str, Any]:
    chosen = form.chosen.code if form.chosen else ""
    phase = form.filters.phase
    return {
        "area": area,
        "above": areas_above(area),
        "form": form,
        "year": form.school_year,
        "query": f"?year={form.school_year}&phase={phase}&subject={chosen}",
        "narrowed": f"?year={form.school_year}&phase={phase}",
        "formats": FORMATS,
    }


def _schools(request: HttpRequest, area: Area, form: SubjectsForm) -> dict[str, Any]:
    """Each school with the subjects in which it did something."""
    rows = coverage_report.schools_counted(form.filters, area=area)
    rows = coverage_report.with_names(rows).order_by("school__name", "school")
    page = page_of(request, rows, size=SCHOOLS_PER_PAGE)
    did = report.of_schools([row.pk for row in page.object_list], year=form.school_year)
    grid = [
        (row.school, [each.label for each in form.subjects if each.pk in did.get(row.pk, ())])
        for row in page.object_list
    ]
    return {"page": page, "grid": grid}
