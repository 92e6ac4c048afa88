"""How far the requests have come: what was said of them, their stages, who works on them, and challenges shared."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from brokerage.models import Introduction
from demo.england.cast import Cast
from demo.england.country import England, moment, pick
from demo.england.introductions import Brokerage
from demo.england.request_rows import (
    CapabilityRow,
    ChallengePartyRow,
    ChallengeRow,
    FulfilmentRow,
    RequestNeedRow,
    RequestSectorRow,
    RequestStageRow,
    RoutingRow,
)
from demo.england.rows import (
    InstitutionRow,
    RequestRow,
)
from demo.england.year_groups import CODES, cohorts
from institutions.models import SupportArea, Vocabulary

SHARE_PUBLIC = 0.65
SHARE_NAMING_INDUSTRIES = 0.5  # of the requests in these areas of support
NAME_INDUSTRIES = ("STEM", "ENTERPRISE")
SHARE_IN_VAIN_AT_HOME = 0.5  # of the schools in the areas of the broker whom one signs in as
PARTNERS = 3  # institutions that take requests from anywhere
WORDS = [
    "Our Year 9 know only two kinds of job. We would like people who make things for a living to come in.",
    "Attendance drops after Christmas. Mentors from outside the school would help more than another assembly.",
    "We have one science teacher left. Somebody who can show practical work, and train two of us, would change things.",
    "Readers for half an hour a week, for twelve children who have nobody at home to read with.",
    "We are far from everything. One visit a term that is worth the bus is all we ask.",
    "Interviews that feel real, for about ninety pupils, before the Easter holidays.",
    "A governor who understands buildings: our roof and our boiler are both at an end.",
    "Worry and low mood are what our families speak of most. Ideas and partners are welcome.",
]
SEND_WORDS = "Advice on the new sensory room, and a day of training for the staff who will use it."
CHALLENGES = [
    ("Too few pupils choose languages", "LANGUAGES"),
    ("Every school looks for the same science teachers", "TEACHER_SUPPLY"),
    ("Worry keeps pupils at home", "MENTAL_HEALTH"),
]
CAPABILITIES_OF_UNIVERSITIES = ("LEADERSHIP", "HIGHER_EDUCATION", "SEND")
SIDES = {
    "UNIVERSITY": "Applicants who come prepared, and schools that tell us early what they need.",
    "TRUST": "Time together with schools outside our trust, so that we stop competing for the same few people.",
    "EMPLOYER": "People who can talk with our customers abroad. We can offer visits and prizes.",
    "SCHOOL": "Partners who come back, and somebody who plans it so that teachers need not.",
}
ENDS = {"ACTIVITY": 5, "ELSEWHERE": 2, "NOT_NEEDED": 1, "UNMET": 4}


@dataclass
class Story:
    """Every request with what was said of it, and what follows from that."""

    england: England
    requests: list[RequestRow] = field(default_factory=list)
    stages: list[RequestStageRow] = field(default_factory=list)
    needs: list[RequestNeedRow] = field(default_factory=list)
    sectors: list[RequestSectorRow] = field(default_factory=list)
    routings: list[RoutingRow] = field(default_factory=list)
    given: list[FulfilmentRow] = field(default_factory=list)
    asking: set[int] = field(default_factory=set)  # requests that somebody has not answered yet

    def tell(self, request: RequestRow, school: InstitutionRow, broker: int | None, rng: Random) -> None:
        said = _said(request, school, self.england, rng)
        needs = self.england.vocabularies.of(Vocabulary.NEED)
        self.needs += [RequestNeedRow(said.id, need.id) for need in rng.sample(needs, rng.randint(0, 2))]
        if said.area in NAME_INDUSTRIES and rng.random() < SHARE_NAMING_INDUSTRIES:
            sectors = self.england.vocabularies.of(Vocabulary.SECTOR)
            chosen = rng.sample(sectors, rng.randint(1, 3))
            self.sectors += [RequestSectorRow(said.id, sector.id) for sector in chosen]
        self.stages.append(RequestStageRow(said.id, "SUBMITTED", said.created_at, said.made_by_id, ""))
        if said.state == "SUBMITTED" and broker is not None:
            said = self._work_on(said, broker, rng)
        elif said.state != "SUBMITTED":
            self._reach(said, said.state)
        self.requests.append(said)

    def _work_on(self, request: RequestRow, broker: int, rng: Random) -> RequestRow:
        """A broker has got to it: looked at it, works on it, handed it on, or sees no way."""
        (stage,) = rng.choices(["SUBMITTED", "TRIAGED", "ACCEPTED", "ROUTED", "CLOSED"], [9, 3, 3, 2, 2])
        if stage == "SUBMITTED":
            return request
        moved = request._replace(updated_at=request.created_at + timedelta(days=rng.randint(1, 4)))
        self._reach(moved, "TRIAGED")
        if stage == "ACCEPTED":
            moved = moved._replace(state=stage, handled_by_id=broker)
        elif stage == "ROUTED":
            moved = moved._replace(state=stage)
            partner = self._partners[moved.id % PARTNERS].id
            self.routings.append(_handed_on(moved, partner))
        elif stage == "CLOSED" and request.id not in self.asking:
            return self._end(moved, rng)
        else:
            return moved._replace(state="TRIAGED")
        self._reach(moved, stage)
        return moved

    def _end(self, request: RequestRow, rng: Random) -> RequestRow:
        """The school has given its word, or is asked for it."""
        (code,) = rng.choices(list(ENDS), list(ENDS.values()))
        words = self.england.vocabularies
        reasons = words.of(Vocabulary.UNMET_REASON)
        ended = request._replace(
            state="SOLVED",
            outcome_id=words.id_of(Vocabulary.REQUEST_OUTCOME, code),
            unmet_reason_id=pick(rng, reasons).id if code == "UNMET" else None,
        )
        self._reach(ended, "SOLVED")
        if rng.random() < 0.4:
            return ended
        at = ended.updated_at + timedelta(days=3)
        closed = ended._replace(state="CLOSED", closed_at=at, school_agreed_at=at, updated_at=at)
        self._reach(closed, "CLOSED")
        return closed

    def _reach(self, request: RequestRow, state: str) -> None:
        self.stages.append(RequestStageRow(request.id, state, request.updated_at, None, ""))

    @property
    def _partners(self) -> list[InstitutionRow]:
        return partners(self.england)


def story_of(england: England, brokerage: Brokerage, cast: Cast) -> Story:
    """The requests that introductions led to, and many more in the areas of the demo's broker."""
    rng, story = england.rng("requests"), Story(england)
    home = set(england.served.get(cast.broker.id, [cast.authority]))
    for school in england.schools:
        if school.local_authority_id in home and rng.random() < SHARE_IN_VAIN_AT_HOME:
            brokerage.ask_in_vain(school, pick(rng, list(SupportArea.values)), rng)
    awaiting = (row for row in brokerage.introductions if row.state in Introduction.AWAITING)
    story.asking = {row.request_id for row in awaiting}
    schools = {school.id: school for school in england.schools}
    for request in brokerage.requests:
        school = schools[request.school_id]
        broker = brokerage.brokers.get(school.local_authority_id or 0)
        story.tell(request, school, broker, rng)
    _ask_for_send(story, cast, rng)
    return story


def _ask_for_send(story: Story, cast: Cast, rng: Random) -> None:
    """One request of the trust that was met step by step, each step recorded."""
    asked = moment(story.england.days_ago(60))
    request = RequestRow(
        id=max(row.id for row in story.requests) + 1,
        school_id=cast.members[0].id,
        area="LEADERSHIP",
        words=SEND_WORDS,
        made_by_id=None,
        state="ACCEPTED",
        outcome_id=None,
        created_at=asked,
        updated_at=asked + timedelta(days=4),
        kind_id="SEND_SUPPORT",
        phases=cast.members[0].phases,
        handled_by_id=cast.broker.id,
    )
    story.requests.append(request)
    story.stages += [
        RequestStageRow(request.id, "SUBMITTED", asked, None, ""),
        RequestStageRow(request.id, "ACCEPTED", request.updated_at, None, ""),
    ]
    send = story.england.vocabularies.id_of(Vocabulary.NEED, "SEND")
    story.needs.append(RequestNeedRow(request.id, send))
    for number, (words, hours, people) in enumerate(
        [
            ("Advice on furnishing the sensory room", 3, 2),
            ("A day of training for teaching assistants", 6, 14),
        ]
    ):
        day = asked + timedelta(days=20 + 15 * number)
        story.given.append(
            FulfilmentRow(request.id, day.date(), cast.broker.name, words, hours, people, 5, day, day)
        )


def _said(request: RequestRow, school: InstitutionRow, england: England, rng: Random) -> RequestRow:
    """The facts beside the words. Closing dates lie ahead for some."""
    cohort = cohorts(school)
    years = CODES[cohort.first : cohort.last]
    return request._replace(
        words=request.words or pick(rng, WORDS),
        phases=school.phases,
        year_groups=sorted(rng.sample(years, min(len(years), rng.randint(0, 2)))),
        people=pick(rng, [None, 12, 30, 60, 90]),
        is_public=rng.random() < SHARE_PUBLIC,
        closes_on=england.today + timedelta(days=rng.randint(10, 60)) if rng.random() < 0.2 else None,
    )


def _handed_on(request: RequestRow, partner: int) -> RoutingRow:
    return RoutingRow(
        request_id=request.id,
        partner_id=partner,
        state="WAITING",
        words="This is your field.",
        routed_by_id=None,
        reason_id=None,
        answer_words="",
        answered_at=None,
        created_at=request.updated_at,
        updated_at=request.updated_at,
    )


def partners(england: England) -> list[InstitutionRow]:
    """Universities that also take requests from anywhere."""
    return england.universities[:PARTNERS]


def capability_rows(england: England) -> Iterator[CapabilityRow]:
    rng = england.rng("capabilities")
    found = england.vocabularies.of(Vocabulary.CAPABILITY)
    of_universities = [entry for entry in found if entry.code in CAPABILITIES_OF_UNIVERSITIES]
    for institutions, possible in ((england.brokers, found), (partners(england), of_universities)):
        for institution in institutions:
            for capability in rng.sample(possible, 2):
                yield CapabilityRow(institution.id, capability.id)


def challenges(england: England, cast: Cast) -> tuple[list[ChallengeRow], list[ChallengePartyRow]]:
    """Each started by the demo's trust or university, and shared by others around."""
    made, parties = [], []
    around = [*cast.members[:4], cast.university, cast.employer]
    for number, (title, need) in enumerate(CHALLENGES, start=1):
        day = moment(england.days_ago(30 * number))
        starter = cast.university if number == 1 else cast.trust
        made.append(
            ChallengeRow(
                id=number,
                title=title,
                need_id=england.vocabularies.id_of(Vocabulary.NEED, need),
                place_id=cast.authority,
                words="No school and no trust can change this alone. Each of us has a part of it.",
                started_by_id=starter.id,
                closed_at=None,
                outcome_words="",
                created_at=day,
                updated_at=day,
            )
        )
        sides = {party.id: party for party in (starter, *around[number - 1 : number + 3])}
        parties += [
            ChallengePartyRow(number, side.id, SIDES.get(side.kind, SIDES["SCHOOL"]), None, 1, day, day)
            for side in sides.values()
        ]
    return made, parties
