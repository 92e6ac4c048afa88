"""Letters to people at work leave in working hours."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from core import mail
from core.models import OutgoingEmail
from core.working_hours import next_working_moment

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-20 10:30", "2026-11-20 10:30"),  # a Friday
        ("2026-11-20 08:00", "2026-11-20 08:00"),
        ("2026-11-20 07:59", "2026-11-20 08:00"),
        ("2026-11-20 18:00", "2026-11-23 08:00"),
        ("2026-11-21 10:30", "2026-11-23 08:00"),
        ("2026-11-22 23:59", "2026-11-23 08:00"),
        ("2026-11-23 19:00", "2026-11-24 08:00"),
        ("2026-10-23 20:00", "2026-10-26 08:00"),  # the clocks go back in between
    ],
)
def test_the_next_moment_at_work(now: str, then: str) -> None:
    asked, expected = (datetime.fromisoformat(each).replace(tzinfo=LONDON) for each in (now, then))
    assert next_working_moment(asked) == expected


@pytest.mark.django_db
def test_a_letter_for_the_morning_waits_in_the_outbox_and_then_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    night = datetime(2026, 11, 20, 23, 0, tzinfo=LONDON)
    monkeypatch.setattr(timezone, "now", lambda: night)
    mail.queue(
        key="k",
        to="a@example.org",
        subject="S",
        template="institutions/membership_ended",
        context={"institution": "Kiln Works Ltd"},
        in_working_hours=True,
    )
    email = OutgoingEmail.objects.get()
    assert not mail.deliver(email_id=email.pk)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 23, 8, 0, tzinfo=LONDON))
    assert mail.deliver(email_id=email.pk)
