"""What happened: years of collaborations, each with many schools' parts and counts of pupils.

Made one after another and never kept: a national history is a million contributions.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate, count
from random import Random
from typing import NamedTuple

from demo.england import activity_answers, names
from demo.england.calendar import SchoolDays
from demo.england.cast import Cast
from demo.england.country import England, moment, pick
from demo.england.neighbours import Neighbours
from demo.england.partnerships import Alliance
from demo.england.rows import CollaborationRow, ContributionRow, InstitutionRow, ParticipationRow
from demo.england.vocabulary import Entry
from demo.england.year_groups import CODES, Cohorts, chosen, cohorts, turnout
from institutions.models import Vocabulary
from partnerships.models import ActivityKind

SHARE_OF_EVENTS = 0.04  # fairs and the like, which belong to no partnership
SHARE_GOING_TO_EVENTS = 0.4
SCHOOLS_AT_AN_EVENT = (4, 24)
PARTNERS_WORD = ["CONFIRMED"] * 74 + ["AWAITING"] * 13 + ["NOT_ASKED"] * 9 + ["CORRECTED"] * 3 + ["DISPUTED"]
SCHOOLS_WORD = ["CONFIRMED"] * 80 + ["AWAITING"] * 17 + ["CORRECTED"] * 2 + ["DISPUTED"]
PARTNERS_WORDS = {
    "CORRECTED": "It was two sessions, not one.",
    "DISPUTED": "We have no record of this visit.",
}
DEFINITIONS = ["FSM6", "FSM6", "DISADVANTAGED", "PUPIL_PREMIUM", "FSM_NOW", ""]


class Happening(NamedTuple):
    """One collaboration with its schools' parts."""

    row: CollaborationRow
    contributions: list[ContributionRow]
    participations: list[ParticipationRow]


class Occasion(NamedTuple):
    """Who did something together, within which days, before it is known what."""

    partner: InstitutionRow
    schools: list[InstitutionRow]
    areas: list[str]
    partnership_id: int | None
    first: date
    last: date


def history(england: England, alliances: list[Alliance], recorder: "Recorder") -> Iterator[Happening]:
    """As many collaborations as it takes for the scale's number of contributions, to the last one."""
    left = england.scale.contributions
    for occasion in _occasions(england, alliances):
        if left <= 0:
            return
        happening = recorder.record(occasion._replace(schools=occasion.schools[:left]))
        left -= len(happening.contributions)
        yield happening


def drafts(
    england: England, alliances: list[Alliance], recorder: "Recorder", cast: Cast, lead: int
) -> Iterator[Happening]:
    """Begun and not yet sent: three by the trust lead, one by each fourth other trust."""
    rng, begun = england.rng("drafts"), Counter[int]()
    for alliance in alliances:
        trust = england.trust_of.get(alliance.schools[0].id, 0)
        is_lead = trust == cast.trust.id
        if not trust or begun[trust] >= (3 if is_lead else trust % 4 == 0):
            continue
        begun[trust] += 1
        happening = recorder.record(_meeting(alliance, england.today, rng), by=lead if is_lead else None)
        yield happening._replace(row=_as_draft(happening.row, trust, england, begun[trust]))


def _as_draft(row: CollaborationRow, trust: int, england: England, number: int) -> CollaborationRow:
    """Every other draft still lacks its day."""
    begun = moment(england.days_ago(number))
    return row._replace(
        organiser_id=trust,
        state="DRAFT",
        partner_confirmation="NOT_ASKED",
        partner_email="",
        partner_words="",
        partner_answered_at=None,
        began_at=None,
        recorded_at=None,
        starts_on=row.starts_on if number % 2 else None,
        ends_on=None,
        created_at=begun,
        updated_at=begun,
    )


def _occasions(england: England, alliances: list[Alliance]) -> Iterator[Occasion]:
    """Without end, where any alliance is active. The vigorous ones come up often, the others seldom or never."""
    rng, events = england.rng("occasions"), _Events(england)
    active = [alliance for alliance in alliances if alliance.vigour]
    heights = list(accumulate(alliance.vigour for alliance in active))
    while active:
        for alliance in rng.choices(active, cum_weights=heights, k=1_000):
            if rng.random() < SHARE_OF_EVENTS and events.places:
                yield events.one(rng)
            yield _meeting(alliance, england.today, rng)


def _meeting(alliance: Alliance, today: date, rng: Random) -> Occasion:
    """Of a partnership's schools all take part, or some."""
    row, schools = alliance.row, alliance.schools
    if len(schools) > 2 and rng.random() < 0.6:
        schools = rng.sample(schools, rng.randint(1, len(schools)))
    return Occasion(alliance.partner, schools, row.areas, row.id, row.started_on, row.ended_on or today)


def _hours(activity: Entry, sessions: int, number: int) -> Decimal | None:
    """A day on a campus, an hour or two or three of anything else; for one in four nobody says."""
    return (
        Decimal(sessions * (6 if activity.code == "CAMPUS_VISIT" else 1 + number % 3)) if number % 4 else None
    )


class _Events:
    """Careers fairs and open days that an employer or a university holds for the schools around."""

    def __init__(self, england: England) -> None:
        self.england, self.neighbours = england, Neighbours(england)
        self.by_authority: dict[int | None, list[InstitutionRow]] = defaultdict(list)
        rng = england.rng("events")
        for school in england.schools:
            if school.id not in england.quiet and rng.random() < SHARE_GOING_TO_EVENTS:
                self.by_authority[school.local_authority_id].append(school)
        self.places = list(self.by_authority) if england.employers else []

    def one(self, rng: Random) -> Occasion:
        schools = self.by_authority[pick(rng, self.places)]
        guests = rng.sample(schools, min(len(schools), rng.randint(*SCHOOLS_AT_AN_EVENT)))
        since, today = self.england.days_ago(1_400), self.england.today
        if self.neighbours.universities and rng.random() < 0.3:
            host = self.neighbours.university_of(guests[0], rng)
            return Occasion(host, guests, ["HIGHER_EDUCATION"], None, since, today)
        host = self.neighbours.employer_of(guests[0], rng)
        return Occasion(
            host, guests, ["ENTERPRISE"] if rng.random() < 0.7 else ["LITERACY"], None, since, today
        )


class Recorder:
    """Turns occasions into rows."""

    def __init__(self, england: England) -> None:
        self.england, self.ids, self.contribution_ids = england, count(1), count(1)
        self.rng = england.rng("collaborations")
        self.days = SchoolDays(england.today)
        self.types = england.vocabularies.serving(Vocabulary.ACTIVITY_TYPE)
        self.kinds = england.vocabularies.activity_kinds
        self.cohorts: dict[int, Cohorts] = {school.id: cohorts(school) for school in england.schools}

    def record(self, occasion: Occasion, *, by: int | None = None) -> Happening:
        rng, number = self.rng, next(self.ids)
        area = pick(rng, occasion.areas)
        activity = pick(rng, self.types[area])
        organiser = self._organiser(occasion, rng)
        kind = self.kinds[activity.id]
        contributions = [
            self._contribution(number, school, organiser, kind, rng) for school in occasion.schools
        ]
        definition, participations = "", list[ParticipationRow]()
        if kind.counts_pupils:
            definition = pick(rng, DEFINITIONS)
            participations = list(self._participations(contributions, bool(definition), kind, rng))
        row = self._row(number, occasion, organiser, activity, area, by)._replace(
            definition=definition, year_groups=sorted({part.year_group for part in participations})
        )
        return Happening(row, contributions, participations)

    def _organiser(self, occasion: Occasion, rng: Random) -> int:
        """The trust logs for several of its schools; otherwise the school, or one time in four the partner."""
        if occasion.partnership_id is None or rng.random() < 0.25:
            return occasion.partner.id
        school = occasion.schools[0].id
        return self.england.trust_of.get(school, school) if len(occasion.schools) > 1 else school

    def _row(
        self,
        number: int,
        occasion: Occasion,
        organiser: int,
        activity: Entry,
        area: str,
        by: int | None,
    ) -> CollaborationRow:
        rng, partner = self.rng, occasion.partner
        day = self.days.one_between(occasion.first, occasion.last, rng)
        word = "CONFIRMED" if organiser == partner.id else pick(rng, PARTNERS_WORD)
        is_answered = word not in ("AWAITING", "NOT_ASKED")
        sessions = int(rng.expovariate(0.3)) + 1 if rng.random() < 0.2 else 1
        recorded = moment(min(self.england.today, day + timedelta(days=int(rng.random() * 14))))
        return CollaborationRow(
            id=number,
            organiser_id=organiser,
            partner_id=partner.id,
            partnership_id=occasion.partnership_id,
            activity_type_id=activity.id,
            area=area,
            title=f"{activity.label} with {partner.name}",
            starts_on=day,
            ends_on=day + timedelta(days=7 * (sessions - 1)) if sessions > 1 else None,
            sessions=sessions,
            hours=_hours(activity, sessions, number),
            year_groups=[],
            definition="",
            **activity_answers.details(self.kinds[activity.id], rng),
            state="RECORDED",
            partner_confirmation=word,
            partner_email="" if word == "NOT_ASKED" else names.email(partner.name, "schools"),
            partner_words=PARTNERS_WORDS.get(word, ""),
            partner_answered_at=recorded if is_answered and organiser != partner.id else None,
            logged_by_id=by,
            began_at=recorded - _sitting(number),
            recorded_at=recorded,
            created_at=recorded,
            updated_at=recorded,
        )

    def _contribution(
        self, collaboration: int, school: InstitutionRow, organiser: int, kind: ActivityKind, rng: Random
    ) -> ContributionRow:
        is_own = organiser == school.id or organiser == self.england.trust_of.get(school.id)
        word = "CONFIRMED" if is_own else pick(rng, SCHOOLS_WORD)
        adults, families = activity_answers.others(kind, rng)
        return ContributionRow(
            next(self.contribution_ids), collaboration, school.id, word, "", adults, families
        )

    def _participations(
        self, contributions: list[ContributionRow], is_counted: bool, kind: ActivityKind, rng: Random
    ) -> Iterator[ParticipationRow]:
        for contribution in contributions:
            cohort = self.cohorts[contribution.school_id]
            for group in chosen(cohort, rng.random()):
                pupils, disadvantaged = turnout(cohort, rng)
                girls, first_in_family = activity_answers.among(kind, pupils, rng)
                yield ParticipationRow(
                    contribution.id,
                    CODES[group],
                    pupils,
                    disadvantaged if is_counted else None,
                    girls,
                    first_in_family,
                )


def _sitting(number: int) -> timedelta:
    """How long somebody sat over the record: half of them for less than a minute and a quarter."""
    return timedelta(seconds=35 + number * 37 % 80)
