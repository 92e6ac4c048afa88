"""The outbox: `queue` inside the transaction, delivery after it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from core.jobs import after_commit
from core.models import OutgoingEmail
from core.working_hours import next_working_moment

REFERENCE = "X-Causeway-Reference"  # the letter's key, for whoever looks for it at the other end
LONGEST_WAIT = timedelta(hours=4)  # between two attempts; the first are a few minutes apart


def queue(
    *,
    key: str,
    to: str,
    subject: str,
    template: str,
    context: dict[str, Any],
    in_working_hours: bool = False,
    unsubscribe_url: str = "",
) -> None:
    """Write one message to the outbox; it is sent once this transaction has committed.

    `template` is a text template under templates/emails/. A second call with the same `key` does nothing.
    With `in_working_hours` it waits there by night and at weekends. What people may stop has its `unsubscribe_url`;
    a service message, which answers something they did, has none.
    """
    now = timezone.now()
    shown = context | {"site_url": settings.SITE_URL, "unsubscribe_url": unsubscribe_url}
    body = render_to_string(f"{template}.txt", shown, using="letters")
    send_after = next_working_moment(now) if in_working_hours else now
    _put(key=key, to=to, subject=subject, body=body, send_after=send_after, unsubscribe_url=unsubscribe_url)


def _put(
    *, key: str, to: str, subject: str, body: str, send_after: datetime, unsubscribe_url: str = ""
) -> None:
    one_line = " ".join(
        subject.split()
    )  # names and titles are in it, and a subject cannot be broken into lines
    letter = {"to": to, "subject": one_line[:200], "body": body, "unsubscribe_url": unsubscribe_url}
    email, is_new = OutgoingEmail.objects.get_or_create(key=key, defaults=letter | {"send_after": send_after})
    if is_new and send_after <= timezone.now():  # the sweep sends what waits for the morning
        after_commit("core.tasks.send_email", email_id=email.pk)


@transaction.atomic
def deliver(*, email_id: int) -> bool:
    """Send one waiting message. Locked with skip_locked, so two workers never send it twice."""
    email = OutgoingEmail.objects.waiting().select_for_update(skip_locked=True).filter(pk=email_id).first()
    if email is None:
        return False
    email.attempts += 1
    try:
        _message(email).send()
        email.sent_at, email.last_error = timezone.now(), ""
    except (OSError, ValueError) as error:  # smtplib's, and headers it cannot write: the sweep tries again
        email.last_error = repr(error)
        email.send_after = timezone.now() + min(timedelta(minutes=2**email.attempts), LONGEST_WAIT)
    email.save(update_fields=["attempts", "sent_at", "send_after", "last_error", "updated_at"])
    return email.sent_at is not None


def _message(email: OutgoingEmail) -> EmailMessage:
    """With what lets a mail program stop it by one press of a button (RFC 8058)."""
    headers = {REFERENCE: email.key}
    if email.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{email.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return EmailMessage(email.subject, email.body, to=[email.to], headers=headers, connection=_delivery())


def _delivery() -> BaseEmailBackend:
    return get_connection(settings.MAIL_DELIVERY_BACKEND)


class OutboxBackend(BaseEmailBackend):
    """Django's own mail (sign-in, password reset) takes the same way out as ours."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            for to in message.to:
                _put(
                    key=f"django:{uuid4()}",
                    to=to,
                    subject=str(message.subject),
                    body=str(message.body),
                    send_after=timezone.now(),
                )
        return len(email_messages)
