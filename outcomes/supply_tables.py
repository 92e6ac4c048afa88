"""Supply and demand as they are downloaded: the grid, and the needs that nothing reaches."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from brokerage.models import Request
from brokerage.queries.supply import Balance, Reached, by_place, by_sector, by_support_area
from institutions.models import Area
from outcomes.open_data import (
    NOT_APPLICABLE,
    NOT_AVAILABLE,
    SCHOOL,
    SOURCE,
    TIME_AND_PLACE,
    TOTAL,
    Columns,
    Filter,
    Indicator,
    OpenTable,
    own_columns,
    place,
    share,
)

_GRID: Columns = (
    Filter("support_area", "Area of support"),
    Filter("industry_sector", "Sector of industry that schools would like to hear from, and of providers"),
    Indicator("need_count", "Open needs of schools"),
    Indicator("in_person_count", "Needs that an offer in person reaches"),
    Indicator("online_only_count", "Needs that only an offer online reaches"),
    Indicator("unmet_count", "Needs that no offer reaches"),
    Indicator("unmet_percent", "Needs that no offer reaches", "%", 1),
    Indicator("offer_count", "Offers of providers here with a place left"),
    Indicator("place_count", "Places left in them"),
)
_LIST: Columns = (
    Filter("support_area", "Area of support"),
    Filter("ages", "Ages"),
    Filter("only_online", "Whether an offer online reaches it"),
    Filter("asked_on", "Day on which it was asked"),
    Filter("answers_until", "Last day for answers"),
    Indicator("need_count", "Needs"),
)


def supply_table(area: Area, needs: Sequence[Reached]) -> OpenTable:
    """The area by area of support and by sector, and the places that it is made of."""
    below = by_place(needs, area=area)
    areas = Area.objects.select_related("parent__parent")
    places = areas.in_bulk([line.code for line in below], field_name="code")
    own = own_columns(area) or next((own_columns(each) for each in places.values()), ())
    lines = [
        *((area, line.label, TOTAL, line) for line in by_support_area(needs, area=area)),
        *((area, TOTAL, line.label, line) for line in by_sector(needs, area=area)),
        *((places[line.code], TOTAL, TOTAL, line) for line in below),
    ]
    rows = [
        [*_today(), *_placed(where, own), support_area, sector, *_figures(line)]
        for where, support_area, sector, line in lines
    ]
    title = f"Supply and demand: {area.name}"
    return OpenTable(f"supply-{area.code}", title, [*TIME_AND_PLACE, *own], _GRID, rows, _notes())


def _placed(where: Area, own: Sequence[str]) -> list[Any]:
    """With columns for a kind of area that it is not itself."""
    return [*place(where), *([] if own_columns(where) else [NOT_APPLICABLE] * len(own))]


def unserved_table(area: Area, requests: Sequence[Request], found: Sequence[Reached]) -> OpenTable:
    """One row for each need, oldest first. A school that did not publish its need has symbols in place of its name."""
    online = {need.request_id for need in found if need.is_online_only}
    rows = [
        [*_today(), *_where(request, area), *_need(request, request.pk in online)] for request in requests
    ]
    columns = [*TIME_AND_PLACE, *own_columns(area), *SCHOOL]
    title = f"Needs that no offer reaches: {area.name}"
    return OpenTable(f"unserved-{area.code}", title, columns, _LIST, rows, _notes())


def _figures(line: Balance) -> list[Any]:
    unmet = share(line.unmet, line.needs)
    return [line.needs, line.in_person, line.online_only, line.unmet, unmet, line.offers, line.places]


def _where(request: Request, area: Area) -> list[Any]:
    school = request.school
    assert school.local_authority is not None
    named = [school.laestab or NOT_AVAILABLE, school.urn or NOT_AVAILABLE, school.name]
    own = [area.code, area.name] if own_columns(area) else []
    found = place(school.local_authority, level="School")
    return [*found, *own, *(named if request.is_public else [NOT_AVAILABLE] * len(SCHOOL))]


def _need(request: Request, is_online: bool) -> list[Any]:
    ages = ", ".join(request.phase_labels) or request.school.phase_names or NOT_AVAILABLE
    until = request.closes_on.isoformat() if request.closes_on else NOT_APPLICABLE
    return [
        request.get_area_display(),
        ages,
        "yes" if is_online else "no",
        timezone.localdate(request.created_at).isoformat(),
        until,
        1,
    ]


def _today() -> list[Any]:
    today = timezone.localdate()
    return [today.year, today.strftime("%B")]


def _notes() -> list[tuple[str, str]]:
    return [
        ("As at", timezone.localdate().isoformat()),
        (
            "Needs",
            "Open requests of schools and colleges; once for each area of support, and for each sector named",
        ),
        (
            "Reached",
            "By an offer with a place left, for its area of support and ages, within the provider’s reach",
        ),
        ("Source", SOURCE),
    ]
