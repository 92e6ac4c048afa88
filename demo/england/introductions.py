"""What schools asked for and what they were told: requests, and introductions in every state."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import count
from random import Random
from typing import NamedTuple

from brokerage.actions.introductions import ANSWER_WITHIN
from brokerage.models import Introduction
from demo.england.cast import Cast
from demo.england.country import England, moment, pick
from demo.england.geography import Nearby
from demo.england.rows import InstitutionRow, IntroductionRow, OfferRow, RequestRow
from demo.england.year_groups import CODES, cohorts
from institutions.models import SupportArea, Vocabulary

SHARE_OF_OFFERS_ASKED_FOR = 0.3
SEARCHED = 9_000  # metres; schools mostly ask for what is close
SHARE_ASKING_IN_VAIN = 0.03
SHARE_HELPED = 0.5  # by a broker, of those that were answered

# States, how common they are, and how many days ago the school asked.
STATES = {
    "PROPOSED": (14, (0, 14)),
    "MAYBE": (6, (3, 18)),
    "WITH_BROKER": (6, (6, 18)),
    "ACCEPTED": (12, (16, 75)),
    "HAPPENED": (20, (50, 360)),
    "DECLINED": (20, (20, 360)),
    "WITHDRAWN": (5, (20, 360)),
    "CANCELLED": (3, (20, 360)),
    "EXPIRED": (10, (40, 360)),
    "DID_NOT_HAPPEN": (4, (50, 360)),
}
AGREED = ("ACCEPTED", "HAPPENED", "CANCELLED", "DID_NOT_HAPPEN")
MET = ("ACCEPTED", "HAPPENED")
ENDED_BY = {
    "DECLINED": ["PROVIDER"],
    "HAPPENED": ["SCHOOL", "PROVIDER"],
    "CANCELLED": ["SCHOOL", "PROVIDER", "PROVIDER"],
    "DID_NOT_HAPPEN": ["SCHOOL", "SCHOOL", "PROVIDER"],
}
NEEDS = [
    "Our pupils know few people in work outside their families.",
    "We have not had a visitor from business this year.",
    "Year groups that have missed out in the last two years come first.",
    "We would like something that parents can see too.",
    "",
    "",
]
ANSWERS = {
    "MAYBE": ["We would like to; could it be after half-term?", "Yes if a colleague can come along.", ""],
    "DECLINED": ["Sorry, please ask again next year.", "", ""],
    "ACCEPTED": ["Looking forward to it.", "Please ring us about the date.", "", ""],
    "HAPPENED": ["The pupils had many questions.", "We would do it again.", "", ""],
    "CANCELLED": ["The person who was to come has left us.", "Inspection that week; sorry."],
    "DID_NOT_HAPPEN": ["Nobody came, and we could not reach them.", "The hall was flooded that day."],
}
# What the introductions of those who can sign in have come to, in the order of the offers around them.
STORY = ["PROPOSED", "ACCEPTED", "HAPPENED", "MAYBE", "WITH_BROKER", "DECLINED", "PROPOSED"]


class Accepted(NamedTuple):
    """An introduction that opened a partnership."""

    partnership_id: int
    school: InstitutionRow
    offer: OfferRow
    area: str
    on: date


class Course(NamedTuple):
    """How one introduction went."""

    state: str
    asked: date
    answered: date | None
    planned: date | None = None


@dataclass
class Brokerage:
    """Everything that went between schools and providers. Keeps count of the places that are held."""

    england: England
    requests: list[RequestRow] = field(default_factory=list)
    introductions: list[IntroductionRow] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)
    held: Counter[int] = field(default_factory=Counter)
    pairs: set[tuple[int, int, str]] = field(default_factory=set)
    partnership_ids: "count[int]" = field(default_factory=lambda: count(1))
    open_requests: dict[tuple[int, str], int] = field(default_factory=dict)

    def introduce(
        self,
        offer: OfferRow,
        school: InstitutionRow,
        area: str,
        state: str,
        rng: Random,
        by: int | None = None,
    ) -> None:
        """Add one introduction and its request, unless the school has had this offer or is waiting elsewhere."""
        pair, need = (offer.id, school.id, area), (school.id, area)
        if pair in self.pairs or (state in MET and need in self.open_requests):
            return
        broker = self.brokers.get(school.local_authority_id or 0)
        if state == "WITH_BROKER" and broker is None:
            state = "PROPOSED"
        course = _course(state, offer, self.england.today, rng)
        if course.state in Introduction.HOLDING and self.held[offer.id] >= offer.places:
            course = Course("DECLINED", course.asked, course.answered or self.england.today)
        helped = self._helped(course, rng) if broker else None
        self.pairs.add(pair)
        self.held[offer.id] += course.state in Introduction.HOLDING
        if need not in self.open_requests:
            self._ask(school, area, course, rng, by)
        self.introductions.append(
            IntroductionRow(
                id=len(self.introductions) + 1,
                offer_id=offer.id,
                request_id=self.open_requests.get(need, len(self.requests)),
                school_id=school.id,
                area=area,
                state=course.state,
                origin="TRUST" if by else "SCHOOL",
                proposed_by_id=by,
                expires_on=course.asked + ANSWER_WITHIN,
                answered_at=moment(course.answered) if course.answered else None,
                decline_reason_id=self._reason(offer, rng) if course.state == "DECLINED" else None,
                words=pick(rng, ANSWERS.get(course.state, [""])),
                ended_by=pick(rng, ENDED_BY.get(course.state, [""])),
                broker_id=broker if course.state == "WITH_BROKER" or helped else None,
                broker_accepted_at=helped,
                confirmed_at=None,
                planned_on=course.planned,
                asked_whether_it_happened_at=None,
                partnership_id=self._accept(offer, school, area, course),
                created_at=moment(course.asked),
                updated_at=moment(course.answered or course.asked),
            )
        )

    def _helped(self, course: "Course", rng: Random) -> datetime | None:
        """When a broker took it on, for those that one helped with."""
        if course.answered is None or course.state == "MAYBE" or rng.random() > SHARE_HELPED:
            return None
        return moment(course.asked + timedelta(days=rng.randint(0, (course.answered - course.asked).days)))

    def _accept(self, offer: OfferRow, school: InstitutionRow, area: str, course: "Course") -> int | None:
        if course.state not in AGREED:
            return None
        number = next(self.partnership_ids)
        self.accepted.append(Accepted(number, school, offer, area, course.answered or course.asked))
        return number

    def _ask(
        self, school: InstitutionRow, area: str, course: "Course", rng: Random, by: int | None = None
    ) -> None:
        """The school's request. A yes that stands meets it; else it stays open, for other offers too."""
        met = course.answered if course.state in MET else None
        self.requests.append(
            RequestRow(
                id=len(self.requests) + 1,
                school_id=school.id,
                area=area,
                words=pick(rng, NEEDS),
                made_by_id=by,
                state="SOLVED" if met else "SUBMITTED",
                outcome_id=self.outcome_id if met else None,
                created_at=moment(course.asked),
                updated_at=moment(met or course.asked),
            )
        )
        if not met:
            self.open_requests[school.id, area] = len(self.requests)

    def ask_in_vain(self, school: InstitutionRow, area: str, rng: Random) -> None:
        """A request that no offer answers yet."""
        if (school.id, area) not in self.open_requests:
            asked = self.england.days_ago(rng.randint(5, 200))
            self._ask(school, area, Course("PROPOSED", asked, None), rng)

    @cached_property
    def brokers(self) -> dict[int, int]:
        """Authority: its broker."""
        return {authority: broker for broker, served in self.england.served.items() for authority in served}

    @cached_property
    def outcome_id(self) -> int:
        return self.england.vocabularies.id_of(Vocabulary.REQUEST_OUTCOME, "PARTNERSHIP")

    def _reason(self, offer: OfferRow, rng: Random) -> int:
        every = self.england.vocabularies.of(Vocabulary.DECLINE_REASON)
        reasons = [reason for reason in every if reason.code != "NOT_WANTED"]  # which only a school says
        is_full = self.held[offer.id] >= offer.places
        return (
            next(reason.id for reason in reasons if reason.code == "FULL")
            if is_full
            else pick(rng, reasons).id
        )

    def with_places_taken(self, offers: list[OfferRow]) -> list[OfferRow]:
        return [offer._replace(places_taken=self.held[offer.id]) for offer in offers]


def _course(state: str, offer: OfferRow, today: date, rng: Random) -> Course:
    """When the school asked, not before the offer was made, and when it was answered."""
    newest, oldest = STATES[state][1]
    age = (today - offer.published_at.date()).days
    if age < newest:
        state, (newest, oldest) = "PROPOSED", STATES["PROPOSED"][1]
    asked = today - timedelta(days=rng.randint(newest, max(newest, min(oldest, age))))
    if state in ("PROPOSED", "WITH_BROKER", "EXPIRED"):
        return Course(state, asked, None)
    answered = min(today, asked + timedelta(days=rng.randint(1, 15)))
    if state not in AGREED:
        return Course(state, asked, answered)
    planned = answered + timedelta(days=rng.randint(7, 30))
    is_ahead = state == "ACCEPTED"
    return Course(
        state, asked, answered, max(planned, today + timedelta(days=5)) if is_ahead else min(planned, today)
    )


def tell_the_story(brokerage: Brokerage, cast: Cast, offers: list[OfferRow], lead: int) -> None:
    """What waits for the people one can sign in as: the lead asked, some answered, some have not yet."""
    rng = brokerage.england.rng("story")
    asked = zip(
        [offer for offer in offers if offer.provider_id in (cast.employer.id, cast.university.id)],
        STORY,
        [school for school in (*cast.members, *cast.members) if school.id != cast.school.id],
        strict=False,
    )
    for offer, state, school in asked:
        brokerage.introduce(offer, school, offer.areas[0], state, rng, by=lead)


def fits(offer: OfferRow, school: InstitutionRow) -> bool:
    """The school has the ages and, where the offer names years, one of those."""
    if school.id == offer.provider_id or not set(school.phases) & set(offer.phases):
        return False
    cohort = cohorts(school)
    return not offer.year_groups or bool(set(CODES[cohort.first : cohort.last]) & set(offer.year_groups))


def fill(brokerage: Brokerage, offers: list[OfferRow]) -> None:
    """Schools around an offer ask for it; a few ask and have no offer in sight."""
    england = brokerage.england
    rng, nearby = england.rng("introductions"), Nearby(england.schools)
    states, weights = list(STATES), [weight for weight, _ in STATES.values()]
    for offer in offers:
        if offer.state != "PUBLISHED" or rng.random() > SHARE_OF_OFFERS_ASKED_FOR or offer.easting is None:
            continue
        reach = min((offer.reach_km or 10) * 1_000, SEARCHED)
        around = nearby.within(offer.easting, offer.northing or 0, reach)
        fitting = [s for s in around if s.id not in england.quiet and fits(offer, s)][:30]
        for school in rng.sample(fitting, min(len(fitting), rng.randint(1, 3))):
            (state,) = rng.choices(states, weights)
            brokerage.introduce(offer, school, pick(rng, offer.areas), state, rng)
    for school in england.schools:
        if rng.random() < SHARE_ASKING_IN_VAIN:
            brokerage.ask_in_vain(school, pick(rng, list(SupportArea.values)), rng)
