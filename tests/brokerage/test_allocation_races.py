"""Runs that are sent while others click, and workers that are killed: nothing is lost, and nothing is done twice."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import AuditEvent, User
from brokerage import actions
from brokerage.actions import allocation_sending
from brokerage.models import AllocationRow, AllocationRun, Introduction, Offer
from core.models import OutgoingEmail
from institutions.models import Area
from tests.allocation_factories import AllocationRowFactory, AllocationRunFactory
from tests.brokerage.test_races import all_at_once, count_is_true
from tests.conftest import CHECKOUT
from tests.factories import (
    AreaFactory,
    InstitutionFactory,
    MembershipFactory,
    OfferFactory,
    RequestFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
State, Row = AllocationRun.State, AllocationRow.State
SCHOOLS = 12


@pytest.fixture
def authority() -> Area:
    return AreaFactory.create()


@pytest.fixture
def administrator(authority: Area) -> User:
    return MembershipFactory.create(over_area=True, area=authority).user


@pytest.fixture
def run(authority: Area) -> AllocationRun:
    """Each of a dozen schools gets a place of one of two offers."""
    run = AllocationRunFactory.create(rehearsed=True, areas=[authority])
    offers = OfferFactory.create_batch(2, places=SCHOOLS // 2)
    for number in range(SCHOOLS):
        school = InstitutionFactory.create(local_authority=authority)
        AllocationRowFactory.create(run=run, school=school, offer=offers[number % 2])
    return run


def finish(run: AllocationRun) -> AllocationRun:
    """Another worker finds the run silent, and takes it up."""
    for _ in range(SCHOOLS):
        AllocationRun.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=5))
        run.refresh_from_db()
        (actions.send_next_batch if run.state == State.PUBLISHING else actions.rehearse_run)(run=run)
    run.refresh_from_db()
    return run


def assert_each_is_sent_once(run: AllocationRun, sent: int) -> None:
    assert run.rows.filter(state=Row.SENT).count() == Introduction.objects.count() == sent
    assert OutgoingEmail.objects.filter(key__startswith="offer_requested:").count() == sent
    assert all(count_is_true(offer) for offer in Offer.objects.all())


def test_sent_by_many_at_once_it_is_sent_once(
    run: AllocationRun, administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allocation_sending, "BATCH", 2)
    all_at_once([lambda: actions.publish_run(run=run, by=administrator)] * 8)
    all_at_once(*[[lambda: actions.send_next_batch(run=run)] * 8] * 2)
    run.refresh_from_db()
    assert run.state == State.PUBLISHED
    assert AuditEvent.objects.filter(verb="run_published").count() == 1
    assert_each_is_sent_once(run, SCHOOLS)


def test_schools_that_ask_meanwhile_never_make_it_too_many(
    run: AllocationRun, administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allocation_sending, "BATCH", 3)
    actions.publish_run(run=run, by=administrator)
    offers = list(Offer.objects.order_by("pk"))
    clients = [MembershipFactory.create() for _ in range(10)]

    def asking(client: Any, offer: Offer) -> Callable[[], Introduction]:
        return lambda: actions.request_offer(
            offer=offer,
            school=client.institution,
            area="STEM",
            words="",
            submission_key=uuid4(),
            by=client.user,
        )

    asked = [asking(client, offers[number % 2]) for number, client in enumerate(clients)]
    all_at_once([*asked, *[lambda: actions.send_next_batch(run=run)] * 2])
    run = finish(run)
    assert run.state == State.PUBLISHED
    assert {offer.places_taken for offer in Offer.objects.all()} == {SCHOOLS // 2}
    assert all(count_is_true(offer) for offer in offers)
    taken = run.rows.filter(state=Row.TAKEN).count()
    assert taken + run.rows.filter(state=Row.SENT).count() == SCHOOLS


@pytest.mark.parametrize("round_", range(3))
def test_nothing_is_sent_after_a_cancellation_that_came_in_between(
    round_: int, run: AllocationRun, administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allocation_sending, "BATCH", 2)
    actions.publish_run(run=run, by=administrator)
    sending = [lambda: actions.send_next_batch(run=run)] * 3
    all_at_once([*sending, lambda: actions.cancel_run(run=run, by=administrator)])
    sent = Introduction.objects.count()
    assert sent in (0, 2, 4, 6)
    run = finish(run)
    assert run.state == State.CANCELLED
    assert_each_is_sent_once(run, sent)


def test_of_many_plans_at_once_over_one_ground_one_is_begun(administrator: User, authority: Area) -> None:
    InstitutionFactory.create(local_authority=authority)
    AreaFactory.create(england=True)

    def planning() -> AllocationRun:
        return actions.plan_run(areas=[authority], year="2099/00", support_areas=["STEM"], by=administrator)

    all_at_once([planning] * 8)
    assert AllocationRun.objects.count() == 1


# What a worker is doing when it is killed: the action, and the step of it at which the kernel takes it away.
KILLED = {
    "reading": ("rehearse_run", "brokerage.actions.allocation_rehearsal.question_of"),
    "working it out": ("rehearse_run", "brokerage.matching.allocate"),
    "writing back": ("rehearse_run", "brokerage.actions.allocation_rehearsal.fairness_of"),
    "sending": ("send_next_batch", "brokerage.actions.allocation_sending.audit.record"),
}
WORKER = """
import os, signal, sys
import django
django.setup()
from unittest import mock
from brokerage import actions
from brokerage.models import AllocationRun
action, step = sys.argv[1:]
die = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
with mock.patch(step, die):
    getattr(actions, action)(run=AllocationRun.objects.get())
"""


def kill_a_worker(action: str, step: str) -> None:
    database = connection.settings_dict
    place = {
        "DATABASE_URL": f"postgresql://{database['USER']}@/{database['NAME']}?host={database['HOST']}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    command = [sys.executable, "-c", WORKER, action, step]
    worker = subprocess.run(command, cwd=CHECKOUT, env=os.environ | place, check=False)
    assert worker.returncode == -signal.SIGKILL


@pytest.mark.slow
@pytest.mark.parametrize("doing", ["reading", "working it out", "writing back"])
def test_a_worker_killed_while_it_works_a_run_out_leaves_no_trace(doing: str, authority: Area) -> None:
    schools = [InstitutionFactory.create(local_authority=authority) for _ in range(3)]
    OfferFactory.create(places=2)
    RequestFactory.create(school=schools[0])
    run = AllocationRunFactory.create(areas=[authority])
    kill_a_worker(*KILLED[doing])
    run.refresh_from_db()
    assert (run.state, run.attempt, run.rows.count()) == (State.REHEARSING, 1, 0)
    run = finish(run)
    assert (run.state, run.attempt, run.rows.count()) == (State.REHEARSED, 2, 3)
    assert AuditEvent.objects.filter(verb="run_rehearsed").count() == 1


@pytest.mark.slow
def test_a_worker_killed_while_it_sends_has_sent_nothing_of_the_batch(
    run: AllocationRun, administrator: User
) -> None:
    actions.publish_run(run=run, by=administrator)
    kill_a_worker(*KILLED["sending"])
    assert_each_is_sent_once(run, 0)
    run = finish(run)
    assert run.state == State.PUBLISHED
    assert_each_is_sent_once(run, SCHOOLS)
