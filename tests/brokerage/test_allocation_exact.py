"""Whatever comes to nothing, in whatever order: what follows is as good as a run from scratch over what is left."""

from collections.abc import Callable
from random import Random

import numpy as np
import pytest

from accounts.models import User
from brokerage import actions, matching
from brokerage.actions.introductions import give_answer
from brokerage.actions.places import locked_introduction, move
from brokerage.matching.certificate import require_allowed
from brokerage.matching.instance import Ints
from brokerage.models import AllocationRow, Introduction, Offer
from brokerage.queries.instance import Question, question_about
from institutions.models import Area, Phase, SupportArea, Term
from tests.allocation_factories import AllocationRunFactory
from tests.brokerage.matching import plainly
from tests.factories import AreaFactory, InstitutionFactory, OfferFactory, TermFactory

Row, State, Side = AllocationRow.State, Introduction.State, Introduction.Side
SIDE = 40_000  # metres
AREAS = SupportArea.values[:3]


class World:
    """A run that was sent over an authority with too few places, and what becomes of its introductions."""

    def __init__(self, seed: int, authority: Area, administrator: User, reason: Term) -> None:
        self.draw, self.reason = Random(seed), reason
        self.offers = [self.an_offer() for _ in range(16)]
        for _ in range(14):
            InstitutionFactory.create(local_authority=authority, phases=self.phases(), **self.somewhere())
        self.run = AllocationRunFactory.create(areas=[authority], support_areas=AREAS, salt=str(seed))
        actions.rehearse_run(run=self.run)
        actions.send_run(run=self.run, by=administrator)

    def an_offer(self) -> Offer:
        facts = {
            "areas": self.draw.sample(AREAS, self.draw.randint(1, 2)),
            "phases": self.phases(),
            "places": self.draw.randint(1, 3),
        }
        if self.draw.random() < 0.2:
            return OfferFactory.create(online=True, **facts)
        return OfferFactory.create(reach_km=self.draw.randint(5, 30), **facts, **self.somewhere())

    def phases(self) -> list[str]:
        return self.draw.choice([[Phase.PRIMARY], [Phase.SECONDARY], [Phase.PRIMARY, Phase.SECONDARY]])

    def somewhere(self) -> dict[str, int]:
        return {name: self.draw.randrange(SIDE) for name in ("easting", "northing")}

    def happen(self) -> int:
        """One introduction comes to an end; answers how many are proposed instead."""
        waiting = self.run.rows.filter(state=Row.SENT, introduction__state=State.PROPOSED)
        row = self.draw.choice(list(waiting.select_related("introduction", "offer")))
        assert row.introduction is not None
        events: list[Callable[[Introduction], bool]] = [
            self.provider_says_no,
            self.provider_says_no,
            self.provider_says_no_and_has_a_place_less,
            self.nobody_answers,
            self.school_says_no,
            self.provider_says_yes,
        ]
        still_wants = self.draw.choice(events)(row.introduction)
        left = set(self.run.rows.still_open().values_list("school", "area"))
        question = question_about(self.run, left | ({(row.school_id, row.area)} if still_wants else set()))
        actions.propose_next_best(row=row)
        followed = self.proposed_since(question)
        require_allowed(question.instance, followed)
        afresh = matching.allocate(question.instance).need_offer
        assert plainly.levels(question.instance, followed) == plainly.levels(question.instance, afresh)
        return int((followed != matching.NONE).sum())

    def proposed_since(self, question: Question) -> Ints:
        """What each need of the question has now, by the rows of its offers."""
        instance = question.instance
        offers = {pk: row for row, pk in enumerate(instance.offer_id.tolist())}
        sent = {
            (school, AREAS.index(area)): offers[offer]
            for school, area, offer in self.run.rows.filter(state=Row.SENT).values_list(
                "school", "area", "offer"
            )
            if offer in offers
        }
        needs = zip(
            instance.school_id[instance.need_school].tolist(), instance.need_area.tolist(), strict=True
        )
        return np.array([sent.get(need, matching.NONE) for need in needs], np.int32)

    def provider_says_no(self, introduction: Introduction) -> bool:
        give_answer(introduction, answer=State.DECLINED, reason=self.reason, words="", by=None)
        return True

    def provider_says_no_and_has_a_place_less(self, introduction: Introduction) -> bool:
        self.provider_says_no(introduction)
        offer = introduction.offer
        offer.refresh_from_db()
        Offer.objects.filter(pk=offer.pk).update(places=max(1, offer.places_taken, offer.places - 1))
        return True

    def nobody_answers(self, introduction: Introduction) -> bool:
        move(locked_introduction(introduction), State.EXPIRED)
        return True

    def school_says_no(self, introduction: Introduction) -> bool:
        ended = {"ended_by": Side.SCHOOL, "decline_reason": self.reason}
        move(locked_introduction(introduction), State.DECLINED, **ended)
        return False

    def provider_says_yes(self, introduction: Introduction) -> bool:
        give_answer(introduction, answer=State.ACCEPTED, reason=None, words="", by=None)
        return False


@pytest.fixture
def reason() -> Term:
    TermFactory.create(partnership_kind=True)
    TermFactory.create(vocabulary="REQUEST_OUTCOME", code="PARTNERSHIP")
    return TermFactory.create(decline_reason=True)


def a_year_of(world: World, events: int) -> int:
    """How many were proposed after the run. What was accepted is where it was."""
    proposed = sum(world.happen() for _ in range(events))
    accepted = Introduction.objects.filter(state=State.ACCEPTED)
    assert accepted.count() == world.run.rows.filter(state=Row.SENT, introduction__in=accepted).count()
    return proposed


def test_what_follows_is_the_best_there_is(authority: Area, administrator: User, reason: Term) -> None:
    assert a_year_of(World(7, authority, administrator, reason), 15)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_600_events_later_each_was_followed_by_the_best_there_was(
    seed: int, administrator: User, reason: Term
) -> None:
    """Thirty in each of twenty authorities: after more, everybody has said no to everybody."""
    assert a_year_of(World(seed, AreaFactory.create(), administrator, reason), 30)
