"""The outbox: what can be stopped says how, what fails waits longer each time, and Notify as another way out."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as sent
from django.utils import timezone
from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient
from pytest_django import Settings

from core import mail
from core.models import OutgoingEmail

pytestmark = pytest.mark.django_db

STOP = "https://causeway.example.org/letters/stop/abc/"


def _letter(**facts: Any) -> OutgoingEmail:
    return OutgoingEmail.objects.create(
        **({"key": "k", "to": "a@example.org", "subject": "S", "body": "B"} | facts)
    )


def test_a_letter_that_can_be_stopped_says_how_to_the_mail_program() -> None:
    assert mail.deliver(email_id=_letter(unsubscribe_url=STOP).pk)
    headers = sent.outbox[0].extra_headers
    assert headers["List-Unsubscribe"] == f"<{STOP}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_service_message_cannot_be_stopped() -> None:
    assert mail.deliver(email_id=_letter().pk)
    assert "List-Unsubscribe" not in sent.outbox[0].extra_headers


def test_each_failure_makes_the_next_attempt_wait_longer_and_never_more_than_four_hours(
    settings: Settings,
) -> None:
    settings.MAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "/nowhere"
    letter, waits = _letter(), []
    for _ in range(9):
        OutgoingEmail.objects.update(send_after=timezone.now())
        before = timezone.now()
        assert not mail.deliver(email_id=letter.pk)
        letter.refresh_from_db()
        waits.append(letter.send_after - before)
    minutes = [round(wait / timedelta(minutes=1)) for wait in waits]
    assert minutes == [2, 4, 8, 16, 32, 64, 128, 240, 240]
    assert not OutgoingEmail.objects.waiting().exists()


@pytest.fixture
def notify(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What GOV.UK Notify was asked to send."""
    asked: list[dict[str, Any]] = []
    settings.MAIL_DELIVERY_BACKEND = "core.notify.EmailBackend"
    settings.NOTIFY_API_KEY = f"test-{'0' * 8}-0000-0000-0000-{'0' * 12}-{'1' * 8}-1111-1111-1111-{'1' * 12}"
    settings.NOTIFY_TEMPLATE_ID = "the-template"
    monkeypatch.setattr(
        NotificationsAPIClient, "send_email_notification", lambda self, **letter: asked.append(letter)
    )
    return asked


def test_mail_leaves_by_notify_with_its_key_as_reference(notify: list[dict[str, Any]]) -> None:
    assert mail.deliver(email_id=_letter(unsubscribe_url=STOP).pk)
    assert notify == [
        {
            "email_address": "a@example.org",
            "template_id": "the-template",
            "personalisation": {"subject": "S", "body": "B"},
            "reference": "k",
            "one_click_unsubscribe_url": STOP,
        }
    ]


@pytest.mark.usefixtures("notify")
def test_a_letter_that_notify_refuses_stays_in_the_outbox(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: NotificationsAPIClient, **_: Any) -> None:
        raise HTTPError

    monkeypatch.setattr(NotificationsAPIClient, "send_email_notification", refuse)
    letter = _letter()
    assert not mail.deliver(email_id=letter.pk)
    letter.refresh_from_db()
    assert "GOV.UK Notify" in letter.last_error
    assert letter.sent_at is None
