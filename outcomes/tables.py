"""Rows as templates want them: words, links and cells, worked out before any template runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from institutions.models import Area, SupportArea
from outcomes.charts import Shares, spark, trend_chart
from outcomes.models import Level, SchoolCoverage
from outcomes.reports.brokerage import Offers
from outcomes.reports.coverage import COLUMN, Cell, CoverageRow
from outcomes.reports.map import Shape
from outcomes.reports.trends import Point

FILTERS = ("phase", "schools", "priority_list", "designation", "on", "measure", "area")
BANDS = ((20, "Under 20%"), (40, "20% to 39%"), (60, "40% to 59%"), (80, "60% to 79%"), (101, "80% or more"))

C = TypeVar("C", bound="Counted")


@dataclass(frozen=True)
class ShareCell:
    """Covered schools of a place in one area of support, with the way to those that have nothing."""

    share: int | None
    covered: int
    nothing: int
    nothing_url: str


@dataclass(frozen=True)
class PlaceRow:
    name: str
    url: str
    schools: int
    cells: list[ShareCell]
    both_roles: int | None
    brokers: int | None
    spark: str


@dataclass(frozen=True)
class SchoolRow:
    coverage: SchoolCoverage
    cells: list[tuple[SupportArea, Level]]


@dataclass(frozen=True)
class MapRegion:
    shape: Shape
    name: str
    url: str
    share: int | None
    band: int


def area_table(
    rows: Iterable[CoverageRow],
    is_effective: bool,
    brokers: dict[int, int] | None,
    asked: QueryDict,
    *,
    trends: Mapping[int, Shares] | None = None,
) -> list[PlaceRow]:
    """One line per place or trust; `brokers` counts accredited brokers by place, where that is shown."""
    return [
        PlaceRow(
            name=row.name,
            url=_url_of(row, asked),
            schools=row.schools,
            cells=[_share_cell(row, area, cell, is_effective, asked) for area, cell in row.cells.items()],
            both_roles=whole(row.both_roles_share),
            brokers=brokers.get(row.pk or 0, 0) if brokers is not None else None,
            spark=spark((trends or {}).get(row.pk or 0, [])),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class ShapeTile:
    """One more figure of a place, with what it means."""

    value: str
    words: str
    meaning: str
    url: str = ""


def shape_tiles(row: CoverageRow, *, without_partnership: str) -> list[ShapeTile]:
    """How deep and how wide the partnerships of a place go."""
    return [
        ShapeTile(
            _per_cent(row.effective_share),
            "Effective in a framework area",
            "Schools with an effective relationship in at least one of the four framework areas, of all schools.",
        ),
        ShapeTile(
            _per_cent(row.complete_share),
            "Active in all four framework areas",
            "Schools with an activity in the period in each of the four areas, of all schools.",
        ),
        ShapeTile(
            f"{row.isolated:,}",
            "Without a live partnership",
            "Schools that are party to no live partnership, whatever they did on a day.",
            without_partnership,
        ),
        ShapeTile(
            _per_cent(row.crossing_share),
            "Partnerships across sectors",
            "Of the live partnerships of these schools, those with a college, university, employer or other body. "
            "A partnership of two schools counts for each of them.",
        ),
        ShapeTile(
            _per_cent(row.spanning_share),
            "Partnerships across trusts",
            "Of the live partnerships of these schools, those whose parties belong to two trusts or more.",
        ),
        ShapeTile(
            f"{row.reach:.0f}" if row.reach is not None else "–",
            "Took part for every 100 on roll",
            "Pupils in activities of the period, counted each time they took part, for every 100 pupils on roll. "
            "Only counts are kept, so nobody knows how many took part twice.",
        ),
    ]


def lapsed_tile(offers: Offers) -> ShapeTile:
    """Freshness is a rule, so what went stale is counted."""
    return ShapeTile(
        f"{offers.lapsed:,}",
        "Offers from here that lapsed",
        "Offers of organisations here that nobody has confirmed for thirteen months, so no list shows them any more. "
        f"{offers.standing:,} stand.",
    )


def _per_cent(share: float | None) -> str:
    return "–" if share is None else f"{whole(share)}%"


def trend_context(points: list[Point]) -> dict[str, Any]:
    """A chart of the shares of active and effective schools, and the figures beneath it."""
    series = [
        ("active", [point.row.working_share for point in points]),
        ("effective", [point.row.effective_share for point in points]),
        ("both roles filled", [point.row.both_roles_share for point in points]),
    ]
    return {
        "chart": trend_chart([point.as_at for point in points], series),
        "trend": [
            {
                "as_at": point.as_at,
                "schools": f"{point.row.schools:,}",
                "active": _counted(point.row.any_working, point.row.working_share),
                "effective": _counted(point.row.any_effective, point.row.effective_share),
                "nothing": f"{point.row.with_nothing:,}",
                "both_roles": _counted(point.row.both_roles, point.row.both_roles_share),
            }
            for point in points
        ],
    }


def _counted(count: int, share: float | None) -> str:
    return f"{count:,} ({whole(share)}%)" if share is not None else f"{count:,}"


def school_table(rows: Iterable[SchoolCoverage]) -> list[SchoolRow]:
    """One line per school with its level in each area of support."""
    return [
        SchoolRow(row, [(area, Level(getattr(row, column))) for area, column in COLUMN.items()])
        for row in rows
    ]


def map_regions(
    shapes: list[Shape], rows: list[CoverageRow], is_effective: bool, asked: QueryDict
) -> list[MapRegion]:
    """Each authority's shape with the share of its schools that are covered in at least one framework area."""
    by_code = {row.code: row for row in rows}
    regions = []
    for shape in shapes:
        if row := by_code.get(shape.code):
            share = whole(_overall(row, is_effective))
            regions.append(MapRegion(shape, row.name, _url_of(row, asked), share, band(share)))
    return regions


def band(share: int | None) -> int:
    """Which of BANDS a share falls into, from 1; 0 without schools."""
    if share is None:
        return 0
    return next(number for number, (below, _) in enumerate(BANDS, start=1) if share < below)


def whole(share: float | None) -> int | None:
    """Per cent without decimals, halves up; never 100 or 0 by rounding alone."""
    if share is None or share in (0, 100):
        return None if share is None else int(share)
    return min(max(int(share + 0.5), 1), 99)


def areas_above(area: Area) -> list[Area]:
    """From the country down, for the way back up. Needs `parent__parent` at hand."""
    above = [area.parent.parent, area.parent] if area.parent else []
    return [each for each in above if each]


class Counted(Protocol):
    @property
    def share(self) -> float | None: ...


def places_by_name(counts: Mapping[int, C]) -> list[tuple[Area, C, int | None]]:
    """Counts by the key of a place: the place, its counts, and their share in whole per cent."""
    found = Area.objects.filter(pk__in=counts).order_by("name", "code")
    return [(area, counts[area.pk], whole(counts[area.pk].share)) for area in found]


def query(asked: QueryDict, **more: str) -> str:
    """The filters that were asked for, carried on to the next page."""
    kept = {name: asked[name] for name in FILTERS if asked.get(name)} | more
    return f"?{urlencode(kept)}" if kept else ""


def _overall(row: CoverageRow, is_effective: bool) -> float | None:
    if not row.schools:
        return None
    return row.effective_share if is_effective else row.working_share


def _url_of(row: CoverageRow, asked: QueryDict) -> str:
    if row.code.startswith("E"):
        return reverse("outcomes:area_coverage", args=[row.code]) + query(asked)
    return reverse("outcomes:institution_coverage", args=[row.pk])


def _share_cell(
    row: CoverageRow, area: SupportArea, cell: Cell, is_effective: bool, asked: QueryDict
) -> ShareCell:
    url = ""
    if row.code.startswith("E") and cell.nothing:
        url = reverse("outcomes:nothing", args=[row.code]) + query(asked, area=area.value)
    share = cell.effective_share if is_effective else cell.share
    covered = cell.effective if is_effective else cell.working
    return ShareCell(share=whole(share), covered=covered, nothing=cell.nothing, nothing_url=url)
