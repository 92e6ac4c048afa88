"""How early higher education reaches pupils: by place, and by university."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from institutions import access
from institutions.acting import MemberRequest
from institutions.models import Area, Institution, Phase, SupportArea
from outcomes.forms import SchoolYearForm
from outcomes.open_data import FORMATS
from outcomes.reports import coverage as coverage_report
from outcomes.reports.campus_visits import KeyStage, Row, by_place, of_area, of_university
from outcomes.reports.coverage import Filters
from outcomes.tables import whole
from outcomes.views.downloads import download
from outcomes.visits_table import visits_table

# Kind of area: what it is made of.
LEVELS = {
    Area.Kind.COUNTRY: ("region", "Region"),
    Area.Kind.REGION: ("authority", "Local authority"),
    Area.Kind.LOCAL_AUTHORITY: ("school", "School"),
}
Line = dict[str, Any]


@require_safe
def campus_visits(request: HttpRequest, code: str = Area.ENGLAND) -> HttpResponse:
    """One area, then the places or schools that it is made of."""
    area, form = _area(code), _form(request)
    whole_area = of_area(area=area, year=form.school_year)
    context = {
        "area": area,
        "above": [each for each in ([area.parent.parent, area.parent] if area.parent else []) if each],
        "form": form,
        "query": f"?year={form.school_year}",
        "total": _line(whole_area, area.name),
        "stages": whole_area.early.stages,
        "lines": _lines(request, area, form.school_year),
        "heading": LEVELS[Area.Kind(area.kind)][1],
        "is_schools": area.kind == Area.Kind.LOCAL_AUTHORITY,
        "formats": FORMATS,
    }
    return render(request, "outcomes/campus_visits.html", context)


@require_safe
def campus_visits_file(request: MemberRequest, code: str, file_format: str) -> HttpResponse:
    """The same figures, one row for each place; schools in a file of their own."""
    area, form = _area(code), _form(request)
    whole_area = of_area(area=area, year=form.school_year)
    level, _ = LEVELS[Area.Kind(area.kind)]
    below = by_place(area=area, level=level, year=form.school_year)
    rows = below if level == "school" else [whole_area, *below]
    table = visits_table(area, rows, form.school_year, is_schools=level == "school")
    return download(request, table, area, file_format)


@require_safe
def university_reach(request: MemberRequest, pk: int) -> HttpResponse:
    """A university's own pupils by key stage, school year by school year. For those who may see its plans."""
    universities = Institution.objects.visible_to(request.user).filter(kind=Institution.Kind.UNIVERSITY)
    university = get_object_or_404(universities.defer("search"), pk=pk)
    if not access.may_see_plans(request.user, university):
        raise Http404
    context = {
        "institution": university,
        "tab": "university_reach",
        "years": of_university(university),
        "stages": list(KeyStage),
    }
    return render(request, "outcomes/university_reach.html", context)


def _area(code: str) -> Area:
    rows = Area.objects.select_related("parent__parent").filter(kind__in=LEVELS)
    return get_object_or_404(rows, code=code)


def _form(request: HttpRequest) -> SchoolYearForm:
    form = SchoolYearForm(request.GET or None)
    form.is_valid()
    return form


def _lines(request: HttpRequest, area: Area, year: str) -> list[Line]:
    level, _ = LEVELS[Area.Kind(area.kind)]
    rows = by_place(area=area, level=level, year=year)
    if level == "school":
        shown = Institution.objects.visible_to(request.user).defer("search")
        schools = shown.in_bulk([row.pk for row in rows])
        found = [
            _line(row, schools[row.pk].name)
            | {"url": reverse("institutions:institution", args=[row.pk]), "note": schools[row.pk].phase_names}
            for row in rows
        ]
    else:
        found = _place_lines(rows, area, year)
    return sorted(found, key=lambda line: str(line["name"]))


def _place_lines(rows: list[Row], area: Area, year: str) -> list[Line]:
    places = {place.pk: place for place in area.children.filter(valid_to=None)}
    primaries = {
        row.pk: row.cells[SupportArea.HIGHER_EDUCATION].share
        for row in coverage_report.Places(Filters(phase=Phase.PRIMARY), area=area).below()
    }
    return [
        _line(row, places[row.pk].name)
        | {
            "url": f"{reverse('outcomes:area_campus_visits', args=[places[row.pk].code])}?year={year}",
            "active_primaries": whole(primaries.get(row.pk)),
        }
        for row in rows
        if row.pk in places
    ]


def _line(row: Row, name: str) -> Line:
    bounds = row.visits.bounds
    return {
        "name": name,
        "row": row,
        "bounds": [whole(bound) for bound in bounds] if bounds else None,
        "key_stage_2": next(stage.pupils for stage in row.early.stages if stage.name == KeyStage.KS2),
    }
