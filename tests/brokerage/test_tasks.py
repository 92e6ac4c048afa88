"""By the clock: introductions that ran out, offers that nobody verified. Each task is run twice."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from brokerage import tasks
from brokerage.models import Introduction, PendingOffer
from tests.brokerage.conftest import Ask, letters
from tests.factories import OfferFactory


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker is this process."""
    monkeypatch.setattr(tasks.expire_introduction, "delay", tasks.expire_introduction)


def test_overdue_introductions_expire_once(ask: Ask) -> None:
    ask()
    Introduction.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    for _ in range(2):
        tasks.expire_overdue_introductions()
    introduction = Introduction.objects.select_related("offer").get()
    assert introduction.state == Introduction.State.EXPIRED
    assert introduction.offer.places_taken == 0
    assert len(letters("introduction_expired")) == 1


def test_those_in_time_and_those_answered_stay(ask: Ask) -> None:
    ask()
    tasks.expire_overdue_introductions()
    Introduction.objects.update(state=Introduction.State.MAYBE, expires_on=timezone.localdate())
    tasks.expire_overdue_introductions()
    assert Introduction.objects.get().state == Introduction.State.MAYBE


@pytest.mark.django_db
def test_an_introduction_that_is_gone_is_no_error() -> None:
    for _ in range(2):
        tasks.expire_introduction(introduction_id=404)


@pytest.mark.django_db
def test_what_was_never_verified_is_forgotten() -> None:
    long_ago = timezone.now() - timedelta(days=15)
    kept = [
        PendingOffer.objects.create(email="new@example.org", answers={}, submission_key=uuid4()),
        PendingOffer.objects.create(
            email="done@example.org",
            answers={},
            submission_key=uuid4(),
            offer=OfferFactory.create(),
            created_at=long_ago,
        ),
    ]
    PendingOffer.objects.create(
        email="late@example.org", answers={}, submission_key=uuid4(), created_at=long_ago
    )
    for _ in range(2):
        tasks.forget_pending_offers()
    assert list(PendingOffer.objects.order_by("pk")) == kept
