"""Everybody clicks at once: real connections, real locks."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import combinations
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.utils import timezone

from accounts.models import AuditEvent, User
from brokerage import actions
from brokerage.actions import OfferDetails
from brokerage.models import Introduction, Offer
from core.errors import RuleBroken
from core.models import OutgoingEmail
from institutions.models import Term
from tests.factories import (
    AccreditationFactory,
    BrokerAreaFactory,
    GroupMembershipFactory,
    InstitutionFactory,
    MembershipFactory,
    OfferFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
CLIENTS = 50
State = Introduction.State


def all_at_once(*rounds: list[Callable[[], Any]]) -> list[list[Any]]:
    """Each client does one deed a round, all off at the same moment; answers what came of it, round by round."""
    barrier = Barrier(len(rounds[0]))

    def run(deeds: tuple[Callable[[], Any], ...]) -> list[Any]:
        mine = connections["default"]  # a client is a connection of its own, past the pool of this process
        options = {name: value for name, value in mine.settings_dict["OPTIONS"].items() if name != "pool"}
        mine.settings_dict = mine.settings_dict | {"OPTIONS": options}
        try:
            return [_outcome(deed, barrier) for deed in deeds]
        finally:
            mine.close()

    with ThreadPoolExecutor(max_workers=len(rounds[0])) as pool:
        by_client = list(pool.map(run, zip(*rounds, strict=True)))
    return [list(outcomes) for outcomes in zip(*by_client, strict=True)]


def _outcome(deed: Callable[[], Any], barrier: Barrier) -> Any:
    barrier.wait()
    try:
        return deed()
    except RuleBroken as refusal:
        return refusal


def count_is_true(offer: Offer) -> bool:
    taken = Offer.objects.get(pk=offer.pk).places_taken
    return taken == Introduction.objects.filter(state__in=Introduction.HOLDING, offer=offer).count()


def test_fifty_clients_and_one_place_ten_times_over() -> None:
    clients = [MembershipFactory.create() for _ in range(CLIENTS)]
    offers = OfferFactory.create_batch(10, places=1)

    def asking(client: Any, offer: Offer) -> Callable[[], Introduction]:
        return lambda: actions.request_offer(
            offer=offer,
            school=client.institution,
            area="STEM",
            words="",
            submission_key=uuid4(),
            by=client.user,
        )

    for results in all_at_once(*([asking(client, offer) for client in clients] for offer in offers)):
        refusals = [result for result in results if isinstance(result, RuleBroken)]
        assert len(refusals) == CLIENTS - 1
        assert {refusal.message for refusal in refusals} == {
            "Somebody took the last place a moment ago. Here are others that fit."
        }
    assert all(count_is_true(offer) for offer in offers)
    assert Introduction.objects.filter(state__in=Introduction.HOLDING).count() == len(offers)


def test_one_form_sent_by_many_clicks_asks_once() -> None:
    client: Any = MembershipFactory.create()
    offer, key = OfferFactory.create(places=5), uuid4()

    def asking() -> Introduction:
        return actions.request_offer(
            offer=offer, school=client.institution, area="STEM", words="", submission_key=key, by=client.user
        )

    [results] = all_at_once([asking] * 8)
    assert len({result.pk for result in results}) == 1
    assert Offer.objects.get(pk=offer.pk).places_taken == 1


@dataclass
class Stage:
    """An introduction that everybody has something to say about."""

    introduction: Introduction
    reason: Term
    school: User
    trust: User
    provider: User
    broker: User

    def deed(self, name: str) -> Callable[[], Any]:
        """One of the deeds of DEEDS, by those who may."""
        return DEEDS[name](self)


def a_stage() -> Stage:
    """A trust asked for its school, whose time to answer is over: so that it may expire as well."""
    for vocabulary, code in (("PARTNERSHIP_KIND", "SCHOOL_EMPLOYER"), ("REQUEST_OUTCOME", "PARTNERSHIP")):
        TermFactory.create(vocabulary=vocabulary, code=code)
    link = GroupMembershipFactory.create()
    served = BrokerAreaFactory.create(area=link.member.local_authority)
    AccreditationFactory.create(broker=served.broker)
    trust, school, broker = (
        MembershipFactory.create(institution=each).user for each in (link.group, link.member, served.broker)
    )
    provider = MembershipFactory.create(institution=InstitutionFactory.create(employer=True))
    introduction = actions.request_offer(
        offer=OfferFactory.create(places=3, provider=provider.institution),
        school=link.member,
        area="STEM",
        words="",
        submission_key=uuid4(),
        by=trust,
    )
    overdue(introduction)
    reason = TermFactory.create(decline_reason=True)
    return Stage(introduction, reason, school, trust, provider.user, broker)


def overdue(introduction: Introduction) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Introduction.objects.filter(pk=introduction.pk).update(expires_on=yesterday)


def _answering(answer: str) -> Callable[[Stage], Callable[[], Any]]:
    return lambda stage: partial(
        actions.answer_introduction,
        introduction=stage.introduction,
        answer=answer,
        reason=stage.reason if answer == State.DECLINED else None,
        words="",
        by=stage.provider,
    )


def _handing_on(stage: Stage) -> Callable[[], Any]:
    broker = stage.broker.memberships.get().institution
    assert broker is not None
    return partial(
        actions.hand_to_broker, introduction=stage.introduction, broker=broker, words="", by=stage.provider
    )


def _telling(happened: bool) -> Callable[[Stage], Callable[[], Any]]:
    return lambda stage: partial(
        actions.tell_whether_it_happened,
        introduction=stage.introduction,
        happened=happened,
        words="So it was.",
        by=stage.school,
    )


DEEDS: dict[str, Callable[[Stage], Callable[[], Any]]] = {
    "yes": _answering(State.ACCEPTED),
    "maybe": _answering(State.MAYBE),
    "no": _answering(State.DECLINED),
    "withdrawal": lambda s: partial(actions.withdraw_introduction, introduction=s.introduction, by=s.trust),
    "expiry": lambda s: partial(actions.expire_introduction, introduction=s.introduction),
    "no of the school": lambda s: partial(
        actions.decline_match, introduction=s.introduction, reason=s.reason, words="", by=s.school
    ),
    "offer withdrawn": lambda s: partial(actions.withdraw_offer, offer=s.introduction.offer, by=s.provider),
    "handing on": _handing_on,
    "taking on": lambda s: partial(actions.take_on_introduction, introduction=s.introduction, by=s.broker),
    "handing back": lambda s: partial(
        actions.hand_back_introduction, introduction=s.introduction, words="No.", by=s.broker
    ),
    "reminder": lambda s: partial(actions.remind_of_answer, introduction=s.introduction),
    "cancelled by the school": lambda s: partial(
        actions.cancel_introduction, introduction=s.introduction, words="Ill.", by=s.school
    ),
    "cancelled by the provider": lambda s: partial(
        actions.cancel_introduction, introduction=s.introduction, words="Ill.", by=s.provider
    ),
    "took place": _telling(True),
    "did not take place": _telling(False),
}
ENDINGS = ("yes", "no", "withdrawal", "expiry", "no of the school")
BEFORE_AN_ANSWER = (*ENDINGS, "maybe", "offer withdrawn", "handing on", "reminder")
WITH_A_BROKER = (*ENDINGS, "maybe", "taking on", "handing back")
AFTER_A_YES = (
    "cancelled by the school",
    "cancelled by the provider",
    "took place",
    "did not take place",
    "no",
)


def check(stage: Stage) -> None:
    """One state, the right number of places, a request that fits, and one letter to each about each change."""
    introduction = Introduction.objects.get(pk=stage.introduction.pk)
    assert count_is_true(introduction.offer)
    is_met = introduction.state in (State.ACCEPTED, State.HAPPENED)
    assert introduction.request.is_open is not is_met
    moves = AuditEvent.objects.filter(subject_kind="brokerage.introduction", subject_id=introduction.pk)
    assert introduction.revision == moves.count()
    keys = OutgoingEmail.objects.filter(key__contains=f":{introduction.pk}:").values_list("key", "to")
    per_change = Counter((key.split(":")[0], key.split(":")[2], to) for key, to in keys)
    assert not per_change or max(per_change.values()) == 1


@pytest.mark.parametrize(
    ("deeds", "prepared"),
    [(BEFORE_AN_ANSWER, []), (WITH_A_BROKER, ["handing on"]), (AFTER_A_YES, ["yes"])],
    ids=["before an answer", "with a broker", "after a yes"],
)
def test_every_pair_of_deeds_at_once_leaves_one_state(deeds: tuple[str, ...], prepared: list[str]) -> None:
    for pair in combinations(deeds, 2):
        stage = a_stage()
        for before in prepared:
            stage.deed(before)()
            stage.introduction = Introduction.objects.select_related(
                "offer__provider", "school", "broker"
            ).get(pk=stage.introduction.pk)
        overdue(stage.introduction)
        [results] = all_at_once([stage.deed(name) for name in pair])
        unexpected = [each for each in results if not isinstance(each, Introduction | Offer | RuleBroken)]
        assert (pair, unexpected) == (pair, [])
        check(stage)


def test_two_hundred_deeds_at_once_leave_one_ending_and_one_letter_about_it_to_each() -> None:
    stage = a_stage()
    deeds = [stage.deed(name) for name in ENDINGS] * 8
    all_at_once(*([deeds] * 5))
    introduction = Introduction.objects.get(pk=stage.introduction.pk)
    check(stage)
    assert not introduction.is_awaiting_answer
    assert introduction.revision == 2
    letters = OutgoingEmail.objects.filter(key__contains=f":{introduction.pk}:2:")
    assert Counter(letter.to for letter in letters).most_common(1)[0][1] == 1
    assert letters.exists()


def test_two_offers_of_one_provider_accepted_at_once_open_one_partnership() -> None:
    TermFactory.create(partnership_kind=True)
    TermFactory.create(vocabulary="REQUEST_OUTCOME", code="PARTNERSHIP")
    school: Any = MembershipFactory.create()
    provider = MembershipFactory.create(institution=InstitutionFactory.create(employer=True))
    asked = [
        actions.request_offer(
            offer=offer,
            school=school.institution,
            area="STEM",
            words="",
            submission_key=uuid4(),
            by=school.user,
        )
        for offer in OfferFactory.create_batch(8, provider=provider.institution)
    ]

    def accepting(introduction: Introduction) -> Callable[[], Introduction]:
        return lambda: actions.answer_introduction(
            introduction=introduction, answer=State.ACCEPTED, reason=None, words="", by=provider.user
        )

    all_at_once([accepting(introduction) for introduction in asked])
    partnerships = Introduction.objects.filter(state=State.ACCEPTED).values_list("partnership", flat=True)
    assert (len(partnerships), len(set(partnerships))) == (8, 1)


def test_asking_withdrawing_and_fewer_places_at_once_never_give_too_many() -> None:
    provider = MembershipFactory.create(institution=InstitutionFactory.create(employer=True))
    offer = OfferFactory.create(places=7, provider=provider.institution)
    clients = [MembershipFactory.create() for _ in range(12)]

    def come_and_go(client: Any) -> Callable[[], None]:
        def deed() -> None:
            introduction = actions.request_offer(
                offer=offer,
                school=client.institution,
                area="STEM",
                words="",
                submission_key=uuid4(),
                by=client.user,
            )
            if client.pk % 2:
                actions.withdraw_introduction(introduction=introduction, by=client.user)

        return deed

    def fewer() -> None:
        actions.edit_offer(offer=offer, details=OfferDetails(title="Fewer", places=4), by=provider.user)

    all_at_once([*(come_and_go(client) for client in clients), fewer])
    offer.refresh_from_db()
    assert offer.places_taken <= offer.places
    assert count_is_true(offer)
