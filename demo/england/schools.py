"""Schools and colleges, with those that closed to become them, and independent ones beside them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from random import Random
from typing import TypedDict

from demo.england import names
from demo.england.areas import REGIONS, Authority
from demo.england.country import England, pick
from demo.england.geography import Spot, Town, spot, towns
from demo.england.neighbourhoods import Neighbourhoods
from demo.england.rows import InstitutionRow
from demo.england.school_types import COLLEGE, COMMON_TYPES, INDEPENDENT, UTC, SchoolType
from institutions.models import Institution

FIRST_URN = 800_001  # real schools have none so high
SOURCE = "Made up for the demonstration"
TERM_STARTS = [(9, 1), (9, 1), (9, 1), (4, 1), (1, 1)]


@dataclass
class Places:
    """Each authority's towns, which employers and others settle in too, and how deprived the authority is."""

    towns: list[list[Town]]
    need: list[float]
    names: list[set[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.names = [set() for _ in self.towns]


def settle(england: England) -> Places:
    rng = england.rng("towns")
    found = towns(england.authorities, shares(england.authorities, england.scale.schools), rng)
    need = [max(6.0, rng.gauss(REGIONS[authority.region][1], 6)) for authority in england.authorities]
    return Places(found, need)


def shares(authorities: list[Authority], total: int) -> list[int]:
    """`total` schools over the authorities by their real numbers; at least one each while there are enough."""
    least = 1 if total >= len(authorities) else 0
    weight = sum(authority.schools for authority in authorities)
    exact = [authority.schools * (total - least * len(authorities)) / weight for authority in authorities]
    whole = [least + int(part) for part in exact]
    by_rest = sorted(range(len(exact)), key=lambda index: int(exact[index]) - exact[index])
    for index in by_rest[: total - sum(whole)]:
        whole[index] += 1
    return whole


def found_schools(england: England, places: Places) -> None:
    """Fill `england.schools` and, with the independent and the closed ones, `england.other_schools`."""
    rng, urns = england.rng("schools"), iter(range(FIRST_URN, 1_000_000))
    maker = _Maker(england, places, rng, urns)
    kinds = _kinds(england.scale.schools - england.scale.utcs)
    plan = shares(england.authorities, england.scale.schools - england.scale.utcs)
    for place, number in enumerate(plan):
        for _ in range(number):
            england.schools.append(maker.school(next(kinds), place))
            if rng.random() < 0.04:
                england.other_schools.append(maker.school(INDEPENDENT, place))
    largest = sorted(range(len(plan)), key=lambda place: -plan[place])
    for place in rng.sample(largest[: max(england.scale.utcs * 2, 8)], england.scale.utcs):
        england.schools.append(maker.school(UTC, place))
    for school in england.schools:
        if school.kind == Institution.Kind.SCHOOL and rng.random() < (
            0.55 if school.type_code == "34" else 0.03
        ):
            england.other_schools.append(maker.predecessor(school))


def _kinds(number: int) -> Iterator[SchoolType]:
    """Each kind in turn, always the one furthest behind its share, so that every place gets a fair mixture."""
    total, made = sum(kind.share for kind in COMMON_TYPES), [0] * len(COMMON_TYPES)
    for position in range(1, number + 1):
        behind = [
            kind.share / total * position - count for kind, count in zip(COMMON_TYPES, made, strict=True)
        ]
        index = behind.index(max(behind))
        made[index] += 1
        yield COMMON_TYPES[index]


@dataclass
class _Maker:
    england: England
    places: Places
    rng: Random
    urns: Iterator[int]
    neighbourhoods: Neighbourhoods = field(default_factory=Neighbourhoods)

    def school(self, kind: SchoolType, place: int) -> InstitutionRow:
        rng, authority = self.rng, self.england.authorities[place]
        town = pick(rng, self.places.towns[place])
        where = spot(town, names.street(rng), rng)
        is_academy = rng.random() * 100 < kind.academies
        number, opened = next(self.urns), self._opening_day(is_academy)
        return InstitutionRow(
            id=next(self.england.ids),
            kind=Institution.Kind.COLLEGE if kind is COLLEGE else Institution.Kind.SCHOOL,
            name=self._name(kind, town, place),
            local_authority_id=authority.id,
            status="CLOSING" if rng.random() < 0.003 else "OPEN",
            type_code=pick(rng, kind.academy if is_academy else kind.maintained),
            phases=kind.phases,
            low_age=kind.ages[0],
            high_age=kind.ages[1],
            opened_on=opened,
            urn=str(number),
            laestab=f"{authority.dfe_code}{2000 + number % 6000}",
            roll=self._roll(kind, where),
            fsm_percent=None if kind is COLLEGE else self._need(place),
            **located(where),
            **self.neighbourhoods.codes(where.postcode, urn=number),
            **stamped(self.england),
        )

    def predecessor(self, school: InstitutionRow) -> InstitutionRow:
        """The school that closed on the day its successor opened, under another name and number."""
        return school._replace(
            id=next(self.england.ids),
            urn=str(next(self.urns)),
            name=school.name.replace("Academy", "Community School"),
            status="CLOSED",
            type_code="01",
            opened_on=None,
            closed_on=school.opened_on,
            roll=None,
            fsm_percent=None,
        )

    def _name(self, kind: SchoolType, town: Town, place: int) -> str:
        def make() -> str:
            return names.school(pick(self.rng, kind.names), town.name, self.rng)

        return names.distinct(make, self.places.names[place], town.name)

    def _opening_day(self, is_academy: bool) -> date:
        """Academies began to be common fifteen years ago; other schools are as old as the register's first dates."""
        years = self.rng.randint(1, 15) if is_academy else self.rng.randint(16, 60)
        month, day = pick(self.rng, TERM_STARTS)
        return date(self.england.today.year - years, month, day)

    def _roll(self, kind: SchoolType, where: Spot) -> int:
        size = kind.roll * math.exp(self.rng.gauss(0, kind.spread)) * (0.5 if where.is_rural else 1)
        return max(18, int(size))

    def _need(self, place: int) -> Decimal:
        percent = self.places.need[place] * math.exp(self.rng.gauss(-0.08, 0.45))
        return Decimal(round(min(percent, 78.0), 1)).quantize(Decimal("0.01"))


class Location(TypedDict):
    """The columns that say where an institution is."""

    street: str
    town: str
    postcode: str
    easting: int
    northing: int
    precision: str
    is_rural: bool


class Stamp(TypedDict):
    """The columns that say where the record came from, and when."""

    created_at: datetime
    updated_at: datetime
    source: str
    source_date: date


def located(where: Spot) -> Location:
    return {
        "street": where.street,
        "town": where.town,
        "postcode": where.postcode,
        "easting": where.easting,
        "northing": where.northing,
        "precision": "POSTCODE",
        "is_rural": where.is_rural,
    }


def stamped(england: England) -> Stamp:
    return {
        "created_at": england.now,
        "updated_at": england.now,
        "source": SOURCE,
        "source_date": england.today,
    }
