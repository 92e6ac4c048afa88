"""An introduction of a run comes to nothing: its school and its place go on to the next best."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from brokerage import actions
from brokerage.actions.introductions import give_answer
from brokerage.models import AllocationRow, AllocationRun, Introduction, Offer, SharedPlaces
from brokerage.tasks import replace_what_came_to_nothing
from institutions.models import Area, Institution
from tests.allocation_factories import AllocationRowFactory, AllocationRunFactory
from tests.brokerage.conftest import letters
from tests.factories import OfferFactory, TermFactory

Row = AllocationRow.State


@pytest.fixture
def talk() -> Offer:
    return OfferFactory.create(title="A talk about kilns")


@pytest.fixture
def film() -> Offer:
    """Online, with a place left."""
    return OfferFactory.create(title="A film about kilns", online=True)


@pytest.fixture
def run(authority: Area, schools: list[Institution], talk: Offer, administrator: User) -> AllocationRun:
    """Sent: the first school was put to the talk, the second got nothing."""
    run = AllocationRunFactory.create(rehearsed=True, areas=[authority])
    AllocationRowFactory.create(run=run, school=schools[0], offer=talk)
    AllocationRowFactory.create(run=run, school=schools[1], nothing=True)
    actions.send_run(run=run, by=administrator)
    return run


def came_to_nothing(run: AllocationRun, **how: Any) -> None:
    row = run.rows.filter(state=Row.SENT).earliest("pk")
    assert row.introduction is not None
    assert row.offer is not None
    reason = TermFactory.create(decline_reason=True)
    facts = {"state": "DECLINED", "decline_reason": reason, "ended_by": "PROVIDER"} | how
    Introduction.objects.filter(pk=row.introduction.pk).update(**facts)
    Offer.objects.filter(pk=row.offer.pk).update(places_taken=0)
    SharedPlaces.objects.update(places_taken=0)
    actions.propose_next_best(row=row)


def has(run: AllocationRun, school: Institution) -> list[tuple[str, str]]:
    rows = run.rows.filter(school=school).select_related("offer").order_by("pk")
    return [(row.offer.title if row.offer else row.reason, row.state) for row in rows]


def test_after_a_no_the_school_gets_the_next_best_and_its_place_goes_to_who_had_nothing(
    run: AllocationRun, schools: list[Institution], film: Offer
) -> None:
    came_to_nothing(run)
    assert has(run, schools[0]) == [("A talk about kilns", Row.RETURNED), ("A film about kilns", Row.SENT)]
    assert has(run, schools[1]) == [("A talk about kilns", Row.SENT)]
    assert {offer.places_taken for offer in Offer.objects.all()} == {1}
    assert len(letters("offer_requested")) == 3


def test_where_nothing_is_left_the_school_is_told_why_on_the_run(
    run: AllocationRun, schools: list[Institution]
) -> None:
    came_to_nothing(run)
    assert has(run, schools[0]) == [("A talk about kilns", Row.RETURNED), ("ASKED_NOT_TO", Row.NOTHING)]
    assert has(run, schools[1]) == [("A talk about kilns", Row.SENT)]


def test_no_answer_is_as_good_as_a_no(run: AllocationRun, schools: list[Institution], film: Offer) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    came_to_nothing(run, state="EXPIRED", decline_reason=None, ended_by="", expires_on=yesterday)
    assert has(run, schools[0])[-1] == ("A film about kilns", Row.SENT)


def test_a_school_that_said_no_itself_is_left_in_peace(
    run: AllocationRun, schools: list[Institution], film: Offer
) -> None:
    came_to_nothing(run, ended_by="SCHOOL")
    assert has(run, schools[0]) == [("A talk about kilns", Row.RETURNED)]
    assert has(run, schools[1])[-1][1] == Row.SENT


def test_twice_is_once_and_what_holds_is_left_alone(run: AllocationRun, schools: list[Institution]) -> None:
    row = run.rows.filter(state=Row.SENT).get()
    actions.propose_next_best(row=row)
    assert has(run, schools[0]) == [("A talk about kilns", Row.SENT)]
    came_to_nothing(run)
    count = Introduction.objects.count()
    actions.propose_next_best(row=row)
    assert Introduction.objects.count() == count


def test_a_real_no_hands_it_to_a_worker_and_the_night_finds_what_was_lost(
    run: AllocationRun,
    schools: list[Institution],
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    handed: list[Any] = []
    monkeypatch.setattr(
        "brokerage.tasks.propose_next_best.apply_async", lambda *a, **k: handed.append(k or a)
    )
    with django_capture_on_commit_callbacks(execute=True):
        give_answer(
            Introduction.objects.get(),
            answer="DECLINED",
            reason=TermFactory.create(decline_reason=True),
            words="",
            by=None,
        )
    assert len(handed) == 1
    replace_what_came_to_nothing()
    assert len(handed) == 2


def test_the_place_goes_to_who_wants_an_alternative_that_shares_it(
    authority: Area, schools: list[Institution], talk: Offer, administrator: User
) -> None:
    shared = SharedPlaces.objects.create(provider=talk.provider, places=1)
    film = OfferFactory.create(
        title="A film about kilns", provider=talk.provider, areas=["LITERACY"], shared_places=shared
    )
    Offer.objects.filter(pk=talk.pk).update(shared_places=shared)
    run = AllocationRunFactory.create(rehearsed=True, areas=[authority], support_areas=["STEM", "LITERACY"])
    AllocationRowFactory.create(run=run, school=schools[0], area="LITERACY", offer=film)
    AllocationRowFactory.create(run=run, school=schools[1], nothing=True)
    actions.send_run(run=run, by=administrator)
    came_to_nothing(run)
    assert has(run, schools[1]) == [(talk.title, Row.SENT)]


def test_a_school_whose_place_was_gone_when_its_turn_came_is_remembered(
    run: AllocationRun, schools: list[Institution]
) -> None:
    run.rows.unmet().update(
        offer=OfferFactory.create(), state=Row.TAKEN, reason="", refusal="Somebody took the last place."
    )
    came_to_nothing(run)
    assert has(run, schools[1]) == [("A talk about kilns", Row.SENT)]
    assert not run.rows.filter(refusal__gt="").exists()
