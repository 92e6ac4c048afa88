"""How figures went, month by month, from what each full run left behind.

Tenancy: public, as the figures themselves are.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from institutions.models import Area, Institution
from outcomes.models import PlaceFigures
from outcomes.reports.coverage import CoverageRow, row_from_counts


@dataclass(frozen=True)
class Point:
    """The figures of one month, as at the day of its last run."""

    as_at: date
    row: CoverageRow


def trend_of(place: Area | Institution, *, until: date) -> list[Point]:
    """The oldest first; months without a run are left out."""
    rows = PlaceFigures.objects.filter(**{"area" if isinstance(place, Area) else "trust": place})
    return [
        Point(each.run.as_at, row_from_counts(each.counts, name=place.name)) for each in _lately(rows, until)
    ]


def trends_of_areas(areas: Collection[int], *, until: date) -> dict[int, list[float | None]]:
    """The share of active schools of several areas, month by month, for small lines in a table."""
    found: dict[int, list[float | None]] = {}
    for each in _lately(PlaceFigures.objects.filter(area__in=areas), until):
        found.setdefault(each.area_id or 0, []).append(row_from_counts(each.counts, name="").working_share)
    return found


def _lately(rows: QuerySet[PlaceFigures], until: date) -> Iterable[PlaceFigures]:
    """From the same month of the year before on."""
    since = date(until.year - 1, until.month, 1)
    return rows.filter(month__range=(since, until)).select_related("run").order_by("month")
