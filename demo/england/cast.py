"""For whom the demo's people sign in: a trust with a dozen schools of all ages, and those around it."""

from collections import Counter
from dataclasses import dataclass

from demo.england.country import England, is_primary, is_secondary
from demo.england.providers import accreditation_rows, broker_area_rows
from demo.england.rows import InstitutionRow
from demo.england.ties import nearest

BEST_SIZE = 12
LARGER = ("MEDIUM", "LARGE")


@dataclass(frozen=True)
class Cast:
    trust: InstitutionRow
    members: list[InstitutionRow]
    school: InstitutionRow
    school_elsewhere: InstitutionRow
    employer: InstitutionRow
    university: InstitutionRow
    broker: InstitutionRow
    authority: int


def choose(england: England) -> Cast:
    """The most telling trust of those whose authority is served by an accredited broker, and its neighbours."""
    served = _served(england)
    near = {trust: members for trust, members in england.members.items() if _home(members) in served}
    chosen = max(near or england.members, key=lambda trust: (_interest(england.members[trust]), -trust))
    members = england.members[chosen]
    authority, mine = _home(members), {school.id for school in members}
    elsewhere = [s for s in england.schools if s.phases[:1] == ["SECONDARY"] and s.id not in mine]
    firms = [row for row in england.employers if row.sector == "MANUFACTURING" and row.size_band in LARGER]
    universities = [row for row in england.universities if "University" in row.name]
    brokers = {broker.id: broker for broker in england.brokers}
    school = max(
        members, key=lambda s: (s.local_authority_id == authority, is_secondary(s), s.roll or 0, s.id)
    )
    return Cast(
        trust=next(trust for trust in england.trusts if trust.id == chosen),
        members=members,
        school=school,
        school_elsewhere=nearest(elsewhere or england.schools, school),
        employer=nearest(firms or england.employers, school),
        university=nearest(universities or england.universities, school),
        broker=brokers[served[authority]] if authority in served else england.brokers[0],
        authority=authority,
    )


def _home(members: list[InstitutionRow]) -> int:
    """The authority with most of the trust's schools."""
    ((authority, _),) = Counter(school.local_authority_id for school in members).most_common(1)
    return authority or 0


def _served(england: England) -> dict[int, int]:
    """Authority: its broker, where the broker serves it today and holds the award for another half a year."""
    rows = accreditation_rows(england)
    held = {
        row.broker_id
        for row in rows
        if row.stage == "ACHIEVED" and row.valid_to and (row.valid_to - england.today).days > 180
    }
    areas = broker_area_rows(england)
    return {row.area_id: row.broker_id for row in areas if row.valid_to is None and row.broker_id in held}


def _interest(members: list[InstitutionRow]) -> float:
    """Highest for a dozen schools of all ages, close together and most of them in one authority."""
    at_home = sum(school.local_authority_id == _home(members) for school in members)
    ages = any(map(is_primary, members)) + any(map(is_secondary, members)) * 2
    wide = max(
        _extent([school.easting for school in members]), _extent([school.northing for school in members])
    )
    return ages - abs(len(members) - BEST_SIZE) + 3 * at_home / len(members) - wide / 10_000


def _extent(metres: list[int | None]) -> int:
    known = [metre for metre in metres if metre is not None]
    return max(known) - min(known) if known else 0
