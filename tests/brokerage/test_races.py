"""Everybody clicks at once: real connections, real locks."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.utils import timezone

from brokerage import actions
from brokerage.models import Introduction, Offer
from core.errors import RuleBroken
from tests.factories import (
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
    return taken == Introduction.objects.holding_a_place().filter(offer=offer).count()


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
    assert Introduction.objects.holding_a_place().count() == len(offers)


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


@pytest.mark.parametrize("round_", range(5))
def test_yes_no_withdrawal_and_expiry_at_once_end_in_one_state(round_: int) -> None:
    TermFactory.create(partnership_kind=True)
    TermFactory.create(vocabulary="REQUEST_OUTCOME", code="PARTNERSHIP")
    reason = TermFactory.create(decline_reason=True)
    school: Any = MembershipFactory.create()
    provider = MembershipFactory.create(institution=InstitutionFactory.create(employer=True))
    offer = OfferFactory.create(places=3, provider=provider.institution)
    introduction = actions.request_offer(
        offer=offer, school=school.institution, area="STEM", words="", submission_key=uuid4(), by=school.user
    )
    Introduction.objects.update(expires_on=timezone.localdate() - timedelta(days=1))

    def answering(answer: str) -> Callable[[], Introduction]:
        return lambda: actions.answer_introduction(
            introduction=introduction,
            answer=answer,
            reason=reason if answer == State.DECLINED else None,
            words="",
            by=provider.user,
        )

    all_at_once(
        [
            answering(State.ACCEPTED),
            answering(State.DECLINED),
            lambda: actions.withdraw_introduction(introduction=introduction, by=school.user),
            lambda: actions.expire_introduction(introduction=introduction),
        ]
        * 2
    )
    introduction.refresh_from_db()
    assert introduction.state in {State.ACCEPTED, State.DECLINED, State.WITHDRAWN, State.EXPIRED}
    assert count_is_true(offer)


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
        actions.edit_offer(offer=offer, title="Fewer", details="", places=4, by=provider.user)

    all_at_once([*(come_and_go(client) for client in clients), fewer])
    offer.refresh_from_db()
    assert offer.places_taken <= offer.places
    assert count_is_true(offer)
