"""Support in science, technology, engineering and maths, school by school, with the barriers that were named."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.pages import page_of
from institutions.acting import MemberRequest
from institutions.models import Area
from outcomes.coverage_tables import stem_table
from outcomes.forms import StemForm
from outcomes.models import Level
from outcomes.open_data import FORMATS
from outcomes.reports import stem as report
from outcomes.reports.coverage import latest_run
from outcomes.tables import areas_above
from outcomes.views.asked import SCHOOLS_PER_PAGE, area_of
from outcomes.views.downloads import download


@require_safe
def stem(request: HttpRequest, code: str = Area.ENGLAND) -> HttpResponse:
    """Schools with least first; above them how many schools each barrier concerns."""
    area, form = _asked(request, code)
    rows = report.listed(area=area, filters=form.filters, barrier=form.chosen)
    page = page_of(request, rows, size=SCHOOLS_PER_PAGE)
    context: dict[str, Any] = {
        "area": area,
        "above": areas_above(area),
        "form": form,
        "run": latest_run(),
        "query": f"?phase={form.filters.phase}&barrier={form.chosen.code if form.chosen else ''}",
        "phase": form.filters.phase,
        "named": report.named(area=area, filters=form.filters),
        "page": page,
        "schools": _with_barriers(list(page.object_list), form),
        "formats": FORMATS,
    }
    return render(request, "outcomes/stem.html", context)


@require_safe
def stem_file(request: MemberRequest, code: str, file_format: str) -> HttpResponse:
    area, form = _asked(request, code)
    rows = report.listed(area=area, filters=form.filters, barrier=form.chosen)
    words = {each.pk: each.label for each in form.kinds}
    found: dict[int, list[str]] = {}
    for school, kind in sorted(report.barriers_of()):
        found.setdefault(school, []).append(words[kind])
    return download(request, stem_table(area, rows, found), area, file_format)


def _asked(request: HttpRequest, code: str) -> tuple[Area, StemForm]:
    area = area_of(code)
    form = StemForm(request.GET or None)
    form.is_valid()
    return area, form


def _with_barriers(rows: list[Any], form: StemForm) -> list[tuple[Any, Level, list[str]]]:
    pairs = report.barriers_of([row.pk for row in rows])
    return [
        (row, Level(row.stem), [each.label for each in form.kinds if (row.pk, each.pk) in pairs])
        for row in rows
    ]
