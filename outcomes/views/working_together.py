"""How institutions work together: how formally, planned by one side or both, and for which learners."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.dates import academic_year, academic_year_days
from institutions.acting import MemberRequest
from institutions.models import Area
from outcomes.charts import trend_chart
from outcomes.forms import SchoolYearForm
from outcomes.kept import kept
from outcomes.open_data import FORMATS
from outcomes.reports import working_together as report
from outcomes.reports.working_together import Planned, Steps
from outcomes.tables import areas_above, whole
from outcomes.views.asked import area_of
from outcomes.views.downloads import download
from outcomes.working_tables import groups_table, working_table
from partnerships.queries.formality import Formality

YEARS = 4
# Beside a line there is room for two short words.
SHOWN = {
    Formality.NAMED_CONTACTS: "named contacts",
    Formality.WRITTEN_AGREEMENT: "agreement",
    Formality.SHARED_GOVERNANCE: "shared body",
}


@dataclass(frozen=True)
class Line:
    """A place, or the area in one school year, with both figures and their shares in whole per cent."""

    label: str
    year: str
    place: Area
    steps: Steps
    planned: Planned

    @property
    def shares(self) -> list[int | None]:
        """Named contacts or more, a written agreement or more, shared governance; then planned together."""
        return [*(whole(self.steps.share(step)) for step in SHOWN), whole(self.planned.share)]


@require_safe
def working_together(request: HttpRequest, code: str = Area.ENGLAND) -> HttpResponse:
    """One area over four school years, then its places in the year that was chosen."""
    area, form = area_of(code), _form(request)
    years = _years(area, form.school_year)
    context = {
        "area": area,
        "above": areas_above(area),
        "form": form,
        "query": f"?year={form.school_year}",
        "years": years,
        "latest": years[-1],
        "chart": _chart(years),
        "chart_title": f"How formal live partnerships are, {area.name}",
        "lines": _places(area, form.school_year),
        "groups": kept(report.target_groups, area=area, year=form.school_year),
        "formats": FORMATS,
    }
    return render(request, "outcomes/working_together.html", context)


@require_safe
def working_together_file(request: MemberRequest, code: str, table: str, file_format: str) -> HttpResponse:
    """The figures by year and place, or by group of learners."""
    area, year = area_of(code), _form(request).school_year
    if table not in ("together", "groups"):
        raise Http404
    if table == "groups":
        found = groups_table(area, year, kept(report.target_groups, area=area, year=year))
        return download(request, found, area, file_format)
    lines = [*_years(area, year), *_places(area, year)]
    rows = [(line.year, line.place, line.steps, line.planned) for line in lines]
    return download(request, working_table(area, rows), area, file_format)


def _form(request: HttpRequest) -> SchoolYearForm:
    form = SchoolYearForm(request.GET or None)
    form.is_valid()
    return form


def _years(area: Area, last: str) -> list[Line]:
    """Up to the year that was chosen, the oldest first."""
    names = [academic_year(date(int(last[:4]) - back, 9, 1)) for back in range(YEARS - 1, -1, -1)]
    days = {year: _last_day(year) for year in names}
    steps = kept(report.formality, area=area, days=list(days.values()))
    planned = kept(report.planned, area=area, years=names)
    return [
        Line(year, year, area, steps.get((day, 0), Steps()), planned.get((year, 0), Planned()))
        for year, day in days.items()
    ]


def _last_day(year: str) -> date:
    """On which a school year counts; today while it lasts."""
    return min(academic_year_days(year)[1], timezone.localdate())


def _places(area: Area, year: str) -> list[Line]:
    """Regions of England, or authorities of another area; those without anything are left out."""
    if area.kind == Area.Kind.LOCAL_AUTHORITY:
        return []
    level, day = report.level_below(area), _last_day(year)
    steps = {
        place: each for (_, place), each in kept(report.formality, area=area, days=[day], level=level).items()
    }
    found = kept(report.planned, area=area, years=[year], level=level)
    planned = {place: each for (_, place), each in found.items()}
    places = Area.objects.filter(pk__in={*steps, *planned}).select_related("parent__parent")
    return [
        Line(each.name, year, each, steps.get(each.pk, Steps()), planned.get(each.pk, Planned()))
        for each in places.order_by("name", "code")
    ]


def _chart(years: Sequence[Line]) -> Any:
    days = [_last_day(line.year) for line in years]
    shares = [(words, [line.steps.share(step) for line in years]) for step, words in SHOWN.items()]
    return trend_chart(days, shares)
