"""Who has what, and who has nothing: counts by any cut from the published roll-up.

Tenancy: counts of schools by level are public; they say nothing about any person (rules E6.8).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, cast

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from brokerage.models import Introduction, Request
from institutions.models import Area, Designation, Institution, PriorityListing, SupportArea
from outcomes.models import Level, PastCoverage, RollupRun, SchoolCoverage

MADE_OF_AREAS = (Area.Kind.COUNTRY, Area.Kind.REGION)
CONTACT_DAYS = 365
COLUMN = {area: area.value.lower() for area in SupportArea}


@dataclass(frozen=True)
class Filters:
    """Which schools to count. Every field left alone means all of them."""

    phase: str = ""
    priority_list: int | None = None
    kind: str = ""  # one of KINDS
    designation: str = ""  # code of a DesignationKind, of the area or of the school
    on: date | None = None  # an earlier day; else as the last run found it


KINDS = {
    "priority": Q(is_priority=True),
    "rural": Q(is_rural=True),
    "urban": Q(is_rural=False),
    "small": Q(is_small=True),
    "utc": Q(is_utc=True),
    "academy": Q(is_academy=True),
    "maintained": Q(is_academy=False),
    "trust": Q(trust__isnull=False),
    "alone": Q(trust=None),
}


@dataclass(frozen=True)
class Cell:
    """How many schools of a row stand at which level in one area of support."""

    schools: int
    started: int
    active: int
    effective: int

    @property
    def nothing(self) -> int:
        return self.schools - self.started - self.active - self.effective

    @property
    def working(self) -> int:
        """Schools with an activity in the period that the rule looks back on, effective ones among them."""
        return self.active + self.effective

    @property
    def share(self) -> float | None:
        """Working schools, per cent of all; None without schools."""
        return 100 * self.working / self.schools if self.schools else None

    @property
    def effective_share(self) -> float | None:
        return 100 * self.effective / self.schools if self.schools else None


@dataclass(frozen=True)
class CoverageRow:
    """One line of a coverage table: a place or a trust, its schools, and a cell for each area of support."""

    pk: int | None
    code: str
    name: str
    schools: int
    cells: dict[SupportArea, Cell]
    any_working: int
    all_working: int
    any_effective: int
    with_nothing: int
    both_roles: int
    isolated: int
    live_partnerships: int
    crossing_sectors: int
    spanning_trusts: int
    pupils_reached: int
    pupils_on_roll: int

    @property
    def working_share(self) -> float | None:
        """Schools with an activity lately in at least one framework area, per cent."""
        return 100 * self.any_working / self.schools if self.schools else None

    @property
    def effective_share(self) -> float | None:
        """Schools with an effective relationship in at least one framework area, per cent (NB20)."""
        return 100 * self.any_effective / self.schools if self.schools else None

    @property
    def both_roles_share(self) -> float | None:
        return 100 * self.both_roles / self.schools if self.schools else None

    @property
    def complete_share(self) -> float | None:
        """Schools with an activity lately in all four framework areas, per cent (NB01)."""
        return 100 * self.all_working / self.schools if self.schools else None

    @property
    def crossing_share(self) -> float | None:
        """Partnerships of these schools with a party of another sector, per cent; one of two schools counts twice."""
        return 100 * self.crossing_sectors / self.live_partnerships if self.live_partnerships else None

    @property
    def spanning_share(self) -> float | None:
        """Partnerships of these schools that span two trusts or more, per cent."""
        return 100 * self.spanning_trusts / self.live_partnerships if self.live_partnerships else None

    @property
    def reach(self) -> float | None:
        """Pupils who took part, counted each time, for every 100 on roll: over 100 where many took part twice."""
        return 100 * self.pupils_reached / self.pupils_on_roll if self.pupils_on_roll else None


def latest_run(*, on: date | None = None) -> RollupRun | None:
    """The run that every published figure is as at: the last one, or the last until a day."""
    runs = RollupRun.objects.filter(published_at__isnull=False).select_related("rule").order_by("-pk")
    return (runs.filter(as_at__lte=on) if on else runs).first()


def schools_counted(filters: Filters, *, area: Area | None = None) -> QuerySet[SchoolCoverage]:
    """The published rows behind a figure."""
    rows = _as_at(filters.on) if filters.on else SchoolCoverage.objects.all()
    if area is not None:
        rows = rows.filter(_inside(area))
    if filters.phase:
        rows = rows.filter(phases__contains=[filters.phase])
    if filters.priority_list:
        listed = PriorityListing.objects.filter(priority_list=filters.priority_list).values("institution")
        rows = rows.filter(school__in=listed)
    if filters.designation:
        rows = rows.filter(_designated(filters.designation, filters.on))
    if filters.kind:
        rows = rows.filter(KINDS[filters.kind])
    return rows


def _designated(code: str, on: date | None) -> Q:
    held = Designation.objects.in_force(on).filter(kind__code=code)
    return Q(local_authority__in=held.values("area")) | Q(school__in=held.values("institution"))


def total(filters: Filters, *, area: Area) -> CoverageRow:
    """The row of one area as a whole."""
    return _of_place(area, schools_counted(filters, area=area).aggregate(**_counts()))


class Places:
    """One of MADE_OF_AREAS and what it is made of: its schools counted once, by authority, and the rest added up."""

    def __init__(self, filters: Filters, *, area: Area) -> None:
        self._filters, self._area = filters, area
        self._by_authority = _grouped(schools_counted(filters, area=area), "region", "local_authority")

    @property
    def whole(self) -> CoverageRow:
        """The area itself."""
        return _of_place(self._area, _added(self._by_authority))

    def below(self) -> list[CoverageRow]:
        """One row per region of England, or per local authority of a region; those without schools too."""
        level = "region" if self._area.kind == Area.Kind.COUNTRY else "local_authority"
        on = self._filters.on
        there = Q(valid_to=None) | Q(valid_to__gt=on) if on else Q(valid_to=None)
        return self._rows(level, self._area.children.filter(there))

    def authorities(self) -> list[CoverageRow]:
        """One row per local authority of today: what the map of England shows."""
        return self._rows("local_authority", Area.objects.of_kind(Area.Kind.LOCAL_AUTHORITY).current())

    @property
    def counts(self) -> dict[int, dict[str, int]]:
        """By area, from the whole down to the authorities, as they are kept for trends."""
        whole = {self._area.pk: _added(self._by_authority)}
        return whole | self._added_by("region") | self._added_by("local_authority")

    def _rows(self, level: str, places: Iterable[Area]) -> list[CoverageRow]:
        counted = self._added_by(level)
        found = (_of_place(place, counted.get(place.pk, {})) for place in places)
        return sorted(found, key=lambda row: row.name)

    def _added_by(self, level: str) -> dict[int, dict[str, int]]:
        groups: dict[int, list[dict[str, int]]] = {}
        for counts in self._by_authority:
            groups.setdefault(counts[level], []).append(counts)
        return {pk: _added(group) for pk, group in groups.items()}


def by_trust(filters: Filters, *, area: Area) -> list[CoverageRow]:
    """One row per trust with schools in the area, counting those schools only."""
    rows = schools_counted(filters, area=area).filter(trust__isnull=False)
    grouped = rows.values(pk=F("trust"), code=F("trust__group_uid"), name=F("trust__name"))
    return [_row(dict(figures)) for figures in grouped.annotate(**_counts()).order_by("trust__name", "trust")]


def of_trust(filters: Filters, *, trust: Institution) -> CoverageRow:
    """The schools of one trust, wherever they are."""
    figures = schools_counted(filters).filter(trust=trust).aggregate(**_counts())
    return _row({"pk": trust.pk, "code": trust.group_uid, "name": trust.name, **figures})


def counts_by_trust() -> dict[int, dict[str, int]]:
    """Today's counts of every trust, as they are kept for trends."""
    rows = _grouped(SchoolCoverage.objects.filter(trust__isnull=False), "trust")
    return {counts.pop("trust"): counts for counts in rows}


def row_from_counts(counts: dict[str, int], *, name: str) -> CoverageRow:
    """Counts that were kept, as the row they were."""
    return _row({"pk": None, "code": "", "name": name, **counts})


def with_nothing(
    filters: Filters, *, area: Area | None, support_area: SupportArea | None
) -> QuerySet[SchoolCoverage]:
    """Schools with nothing in one area of support, or in none of them."""
    wanted = [support_area] if support_area else list(SupportArea)
    nothing = Q(**{COLUMN[each]: Level.NOTHING for each in wanted})
    return _listed(schools_counted(filters, area=area).filter(nothing))


def isolated(filters: Filters, *, area: Area | None) -> QuerySet[SchoolCoverage]:
    """Schools without a single live partnership, whatever they did on the day (ASCL's barrier of isolation)."""
    return _listed(schools_counted(filters, area=area).filter(partnerships=0))


def untouched(filters: Filters, *, area: Area | None) -> QuerySet[SchoolCoverage]:
    """Schools without a live partnership, an activity lately, and any contact: nothing asked, nothing put to them.

    Contact is of the same months that the rule looks back on: a request of theirs, or an introduction to a provider.
    """
    since = timezone.now() - timedelta(days=CONTACT_DAYS)
    asked = Request.objects.filter(updated_at__gte=since).values("school")
    introduced = Introduction.objects.filter(updated_at__gte=since).values("school")
    rows = isolated(filters, area=area).filter(activities=0)
    return rows.exclude(school__in=asked.union(introduced))


def _listed(rows: QuerySet[SchoolCoverage]) -> QuerySet[SchoolCoverage]:
    """Priority schools first."""
    return with_names(rows).order_by("-is_priority", "local_authority__name", "school__name", "school")


def with_names(rows: QuerySet[SchoolCoverage]) -> QuerySet[SchoolCoverage]:
    """Rows ready to be listed, with the few columns of school, authority and trust that a list shows."""
    shown = ("school__name", "school__town", "school__urn", "local_authority__name", "trust__name")
    return rows.select_related("school", "local_authority", "trust").only(
        "is_priority", *COLUMN.values(), *shown
    )


def _as_at(day: date) -> QuerySet[SchoolCoverage]:
    """Rows with the same columns, of another table."""
    return cast(QuerySet[SchoolCoverage], PastCoverage.objects.on(day))


def _inside(area: Area) -> Q:
    match area.kind:
        case Area.Kind.COUNTRY:
            return Q()
        case Area.Kind.REGION:
            return Q(region=area)
        case Area.Kind.LOCAL_AUTHORITY:
            return Q(local_authority=area)
        case _:
            return Q(school__in=Institution.objects.in_area(area))


class _CountWhere(Count):
    """Schools that meet a condition, as SQL: twenty of them as Q would take longer to write than to run."""

    template = "COUNT(*) FILTER (WHERE %(condition)s)"

    def __init__(self, condition: str) -> None:
        super().__init__("*", condition=condition)


_COUNTED = ("any_working", "all_working", "any_effective", "with_nothing", "both_roles", "isolated")
_SUMS = {
    "live_partnerships": "partnerships",
    "crossing_sectors": "cross_sector",
    "spanning_trusts": "cross_trust",
    "pupils_reached": "pupil_places",
    "pupils_on_roll": "roll",
}


@cache
def _counts() -> dict[str, Any]:
    framework = [COLUMN[area] for area in SupportArea if area != SupportArea.HIGHER_EDUCATION]
    counts = {
        "schools": Count("*"),
        "any_working": _CountWhere(f"GREATEST({', '.join(framework)}) >= {Level.ACTIVE.value}"),
        "all_working": _CountWhere(f"LEAST({', '.join(framework)}) >= {Level.ACTIVE.value}"),
        "any_effective": _CountWhere(f"GREATEST({', '.join(framework)}) = {Level.EFFECTIVE.value}"),
        "with_nothing": _CountWhere(f"GREATEST({', '.join(COLUMN.values())}) = {Level.NOTHING.value}"),
        "both_roles": _CountWhere("has_business_lead AND has_link_governor"),
        "isolated": _CountWhere("partnerships = 0"),
        **{name: Coalesce(Sum(column), 0) for name, column in _SUMS.items()},
    }
    for column in COLUMN.values():
        for level in (Level.STARTED, Level.ACTIVE, Level.EFFECTIVE):
            counts[f"{column}_{level.name.lower()}"] = _CountWhere(f"{column} = {level.value}")
    return counts


def _grouped(rows: QuerySet[SchoolCoverage], *by: str) -> list[dict[str, int]]:
    """The counts of each group, beside the keys that it is grouped by."""
    return [cast(dict[str, int], each) for each in rows.values(*by).annotate(**_counts())]


def _added(groups: Iterable[dict[str, int]]) -> dict[str, int]:
    """Counts of several groups of schools, which have no school in common, as those of one."""
    groups = list(groups)
    return {name: sum(counts[name] for counts in groups) for name in _counts()}


def _of_place(place: Area, counts: dict[str, int]) -> CoverageRow:
    return _row({**counts, "pk": place.pk, "code": place.code, "name": place.name})


def _row(figures: dict[str, Any]) -> CoverageRow:
    schools = figures.get("schools", 0)
    cells = {
        area: Cell(
            schools, *(figures.get(f"{column}_{level}", 0) for level in ("started", "active", "effective"))
        )
        for area, column in COLUMN.items()
    }
    counted = {name: figures.get(name, 0) for name in (*_COUNTED, *_SUMS)}
    return CoverageRow(
        pk=figures["pk"],
        code=figures["code"] or "",
        name=figures["name"],
        schools=schools,
        cells=cells,
        **counted,
    )
