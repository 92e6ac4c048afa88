"""Partnerships: those that introductions opened, those of one school, and those of a trust with several schools."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from demo.england.country import England, is_primary, moment, pick
from demo.england.introductions import Brokerage
from demo.england.neighbours import Neighbours
from demo.england.rows import InstitutionRow, PartnershipRow
from demo.england.ties import nearest
from institutions.models import Institution, Vocabulary
from institutions.models.institution import UTC_TYPE

# How many of a hundred partnerships with employers aim at each area, by the age of the pupils.
AREA_WEIGHTS = {
    "PRIMARY": {"LEADERSHIP": 20, "LITERACY": 42, "STEM": 28, "ENTERPRISE": 12},
    "OLDER": {"LEADERSHIP": 18, "LITERACY": 16, "STEM": 32, "ENTERPRISE": 40},
}
# None seeks a partner: each has its partner already.
STAGES = {"CO_DESIGN": 20, "PILOT": 24, "EMBEDDED": 40, "ENDED": 12}
KINDS = {
    "EMPLOYER": "SCHOOL_EMPLOYER",
    "UNIVERSITY": "SCHOOL_UNIVERSITY",
    "SCHOOL": "SCHOOL_SUPPORT",
    "COLLEGE": "GENERAL",
}
PARTNERSHIPS_OF_A_SCHOOL = [0, 0, 1, 1, 1, 2, 2, 3]
SCHOOLS_FOR_A_TRUST_PARTNERSHIP = 3
SHARE_WITH_UNIVERSITY = 0.28
END_REASONS = ["COMPLETED", "COMPLETED", "FUNDING", "STAFF", "NOT_WORKING", "MERGED"]
FOCUSES = ["Mathematics in Years 7 to 9", "Early reading", "Leading a department"]


@dataclass(slots=True)
class Alliance:
    """A partnership with what its history needs. `vigour` is how much happens in it, none at all for some."""

    row: PartnershipRow
    partner: InstitutionRow
    schools: list[InstitutionRow]
    vigour: float


class Plan(NamedTuple):
    """Who works together on what."""

    partner: InstitutionRow
    schools: list[InstitutionRow]
    areas: list[str]


def alliances(
    england: England, brokerage: Brokerage, along: dict[int, list[InstitutionRow]]
) -> list[Alliance]:
    """`along`: schools that came along with the one that was introduced, by partnership."""
    rng, maker = england.rng("partnerships"), _Maker(england)
    providers = {row.id: row for row in (*england.employers, *england.universities, *england.schools)}
    found = []
    for item in brokerage.accepted:
        schools = [item.school, *along.get(item.partnership_id, [])]
        plan = Plan(providers[item.offer.provider_id], schools, [item.area])
        found.append(maker.alliance(item.partnership_id, plan, item.on, rng))
    for plan in _others(england, maker, rng):
        started = england.days_ago(rng.triangular(20, 1_500, 300))
        found.append(maker.alliance(next(brokerage.partnership_ids), plan, started, rng))
    return found


def _others(england: England, maker: "_Maker", rng: Random) -> Iterator[Plan]:
    for members in england.members.values():
        active = [school for school in members if school.id not in england.quiet]
        for _ in range(math.ceil(len(active) / SCHOOLS_FOR_A_TRUST_PARTNERSHIP) if len(active) > 1 else 0):
            yield maker.plan(rng.sample(active, rng.randint(2, min(len(active), 15))), rng)
    for school in england.schools:
        if school.type_code == UTC_TYPE and england.universities:
            yield Plan(nearest(england.universities, school), [school], ["HIGHER_EDUCATION", "STEM"])
        if school.id not in england.quiet:
            for _ in range(pick(rng, PARTNERSHIPS_OF_A_SCHOOL)):
                yield maker.plan([school], rng)


class _Maker:
    def __init__(self, england: England) -> None:
        self.england = england
        self.neighbours = Neighbours(england)
        entries = england.vocabularies.of(Vocabulary.PARTNERSHIP_KIND)
        self.kind_ids = {entry.code: entry.id for entry in entries}
        reasons = england.vocabularies.of(Vocabulary.LEAVING_REASON)
        self.reason_ids = {entry.code: entry.id for entry in reasons}

    def plan(self, schools: list[InstitutionRow], rng: Random) -> Plan:
        """With a university about higher education, with an employer about one or two of the four areas."""
        school = schools[0]
        if self.neighbours.universities and rng.random() < SHARE_WITH_UNIVERSITY:
            areas = ["HIGHER_EDUCATION", "STEM"] if rng.random() < 0.2 else ["HIGHER_EDUCATION"]
            return Plan(self.neighbours.university_of(school, rng), schools, areas)
        weights = AREA_WEIGHTS["PRIMARY" if is_primary(school) else "OLDER"]
        areas = rng.choices(list(weights), list(weights.values()), k=pick(rng, [1, 1, 2]))
        return Plan(self.neighbours.employer_of(school, rng), schools, sorted(set(areas)))

    def alliance(self, number: int, plan: Plan, started: date, rng: Random) -> Alliance:
        (stage,) = rng.choices(list(STAGES), list(STAGES.values()))
        dates = _dates(stage, started, self.england.today, rng)
        row = PartnershipRow(
            id=number,
            title=_title(plan)[:200],
            kind_id=self._kind(plan),
            stage=stage,
            areas=plan.areas,
            started_on=started,
            agreed_on=dates.agreed,
            agreement_ends_on=dates.agreement_ends,
            reviewed_on=dates.reviewed,
            ended_on=dates.ended,
            created_at=moment(started),
            updated_at=moment(dates.reviewed or dates.agreed or started),
            focus=pick(rng, FOCUSES) if plan.partner.kind == Institution.Kind.SCHOOL else "",
            end_reason_id=self.reason_ids[pick(rng, END_REASONS)] if stage == "ENDED" else None,
        )
        is_active = rng.random() < (0.5 if stage == "CO_DESIGN" else 0.9)
        return Alliance(row, plan.partner, plan.schools, math.exp(rng.gauss(0, 0.8)) if is_active else 0)

    def _kind(self, plan: Plan) -> int:
        is_sponsor = (
            plan.partner.kind == Institution.Kind.UNIVERSITY and plan.schools[0].type_code == UTC_TYPE
        )
        return self.kind_ids["UTC_SPONSOR" if is_sponsor else KINDS[plan.partner.kind]]


def _title(plan: Plan) -> str:
    schools = plan.schools[0].name if len(plan.schools) == 1 else f"{len(plan.schools)} schools"
    return f"{plan.partner.name} and {schools}"


class Dates(NamedTuple):
    agreed: date | None = None
    agreement_ends: date | None = None
    reviewed: date | None = None
    ended: date | None = None


def _dates(stage: str, started: date, today: date, rng: Random) -> Dates:
    """Signed some weeks after the start, for two or three years; reviewed together once embedded."""
    age = (today - started).days
    if stage == "ENDED":
        return Dates(ended=started + timedelta(days=rng.randint(0, age)))
    if stage == "CO_DESIGN" or age < 21 or rng.random() < 0.12:
        return Dates()
    agreed = started + timedelta(days=min(age, rng.randint(14, 90)))
    ends = agreed + timedelta(days=pick(rng, [730, 1_095, 1_095, 1_460]))
    was_reviewed = stage == "EMBEDDED" and rng.random() < 0.85
    since = (today - agreed).days
    reviewed = today - timedelta(days=rng.randint(0, min(since, 330))) if was_reviewed else None
    return Dates(agreed, ends, reviewed)
