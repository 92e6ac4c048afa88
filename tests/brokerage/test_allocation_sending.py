"""Sending a run: in batches, each need once, and never a place that somebody took meanwhile."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from brokerage import actions
from brokerage.actions import allocation_sending
from brokerage.models import AllocationRow, AllocationRun, Introduction, Offer, Request
from brokerage.tasks import take_up_stalled_runs
from institutions.models import Area
from tests.allocation_factories import AllocationRowFactory, AllocationRunFactory
from tests.brokerage.conftest import letters
from tests.factories import (
    InstitutionFactory,
    IntroductionFactory,
    OfferFactory,
    PartnershipFactory,
)

State, Row = AllocationRun.State, AllocationRow.State


@pytest.fixture
def run(authority: Area, administrator: User) -> AllocationRun:
    """Five schools each get a place of one offer; a sixth gets nothing."""
    run = AllocationRunFactory.create(rehearsed=True, areas=[authority])
    offer = OfferFactory.create(places=5)
    for number in range(5):
        school = InstitutionFactory.create(local_authority=authority)
        AllocationRowFactory.create(run=run, school=school, offer=offer, is_priority=number == 3)
    AllocationRowFactory.create(run=run, nothing=True)
    return actions.publish_run(run=run, by=administrator)


def send_all(run: AllocationRun) -> AllocationRun:
    for _ in range(20):
        actions.send_next_batch(run=run)
    run.refresh_from_db()
    return run


def states(run: AllocationRun) -> list[str]:
    return sorted(run.rows.values_list("state", flat=True))


def test_every_need_with_an_offer_gets_its_introduction_and_the_provider_a_letter(run: AllocationRun) -> None:
    assert send_all(run).state == State.PUBLISHED
    assert states(run) == [Row.NOTHING] + [Row.SENT] * 5
    introductions = Introduction.objects.filter(allocation_row__run=run)
    assert {introduction.state for introduction in introductions} == {Introduction.State.PROPOSED}
    assert Offer.objects.get().places_taken == 5
    assert len(letters("offer_requested")) == 5
    assert Request.objects.open().count() == 5


def test_nobody_is_named_as_the_one_who_asked(run: AllocationRun) -> None:
    send_all(run)
    assert set(Introduction.objects.values_list("proposed_by", flat=True)) == {None}


def test_a_batch_is_small_and_priority_schools_come_first(
    run: AllocationRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allocation_sending, "BATCH", 2)
    actions.send_next_batch(run=run)
    run.refresh_from_db()
    assert (run.state, run.percent) == (State.PUBLISHING, 40)
    assert run.rows.get(is_priority=True).state == Row.SENT
    assert states(run).count(Row.SENT) == 2
    assert send_all(run).state == State.PUBLISHED


def test_one_batch_asks_for_the_next(
    run: AllocationRun, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(allocation_sending, "BATCH", 2)
    handed: list[Any] = []
    monkeypatch.setattr("brokerage.tasks.send_next_batch.apply_async", lambda *a, **k: handed.append(k or a))
    for _ in range(4):
        with django_capture_on_commit_callbacks(execute=True):
            actions.send_next_batch(run=run)
    assert len(handed) == 2


def test_a_place_that_somebody_took_meanwhile_is_not_given(run: AllocationRun) -> None:
    Offer.objects.update(places_taken=3)
    send_all(run)
    assert states(run) == [Row.NOTHING] + [Row.SENT] * 2 + [Row.TAKEN] * 3
    assert Offer.objects.get().places_taken == 5
    assert "last place" in run.rows.filter(state=Row.TAKEN)[0].refusal


def test_what_ended_meanwhile_is_not_sent(run: AllocationRun) -> None:
    Offer.objects.update(state=Offer.State.WITHDRAWN)
    assert send_all(run).state == State.PUBLISHED
    assert states(run) == [Row.NOTHING] + [Row.TAKEN] * 5
    assert {row.refusal for row in run.rows.filter(state=Row.TAKEN)} == {"This offer has been withdrawn."}


def test_a_school_that_found_something_meanwhile_gets_nothing_more(run: AllocationRun) -> None:
    first, second, third, *_ = run.rows.to_send().order_by("pk")
    PartnershipFactory.create(institutions=[first.school])
    IntroductionFactory.create(request__school=second.school)
    PartnershipFactory.create(institutions=[third.school], areas=["LITERACY"])
    send_all(run)
    rows = {row.pk: row.state for row in run.rows.all()}
    assert [rows[row.pk] for row in (first, second, third)] == [Row.MET, Row.MET, Row.SENT]


def test_nothing_is_sent_after_the_run_was_cancelled(
    run: AllocationRun, monkeypatch: pytest.MonkeyPatch, administrator: User
) -> None:
    monkeypatch.setattr(allocation_sending, "BATCH", 2)
    actions.send_next_batch(run=run)
    actions.cancel_run(run=run, by=administrator)
    assert send_all(run).state == State.CANCELLED
    assert states(run).count(Row.SENT) == 2
    assert Introduction.objects.count() == 2


def test_a_run_that_is_only_rehearsed_is_not_sent(authority: Area) -> None:
    run = AllocationRunFactory.create(rehearsed=True, areas=[authority])
    AllocationRowFactory.create(run=run)
    assert send_all(run).state == State.REHEARSED
    assert not Introduction.objects.exists()


def test_a_run_with_nothing_to_send_is_over_at_once(authority: Area, administrator: User) -> None:
    run = AllocationRunFactory.create(rehearsed=True, areas=[authority])
    AllocationRowFactory.create(run=run, nothing=True)
    actions.publish_run(run=run, by=administrator)
    assert send_all(run).state == State.PUBLISHED


def test_a_failure_in_the_middle_of_a_batch_sends_none_of_it_and_nothing_is_lost(
    run: AllocationRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    send, sent = allocation_sending.send, list[AllocationRow]()

    def die_at_the_third(row: AllocationRow, **facts: Any) -> None:
        if len(sent) == 2:
            raise ConnectionError
        sent.append(row)
        send(row, **facts)

    monkeypatch.setattr(allocation_sending, "send", die_at_the_third)
    with pytest.raises(ConnectionError):
        actions.send_next_batch(run=run)
    assert not Introduction.objects.exists()
    assert not letters("offer_requested")
    assert Offer.objects.get().places_taken == 0
    monkeypatch.undo()
    assert send_all(run).state == State.PUBLISHED
    assert (Introduction.objects.count(), len(letters("offer_requested"))) == (5, 5)


def test_runs_that_a_worker_left_behind_are_taken_up_again(
    run: AllocationRun, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    handed: list[Any] = []
    monkeypatch.setattr("brokerage.tasks.send_next_batch.apply_async", lambda *a, **k: handed.append(k or a))
    for silent_for, times in ((timedelta(seconds=30), 0), (timedelta(minutes=3), 1)):
        AllocationRun.objects.update(heartbeat_at=timezone.now() - silent_for)
        with django_capture_on_commit_callbacks(execute=True):
            take_up_stalled_runs()
        assert len(handed) == times
