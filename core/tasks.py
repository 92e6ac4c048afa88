"""Sending what waits in the outbox."""

from typing import Any

from celery import shared_task

from core import mail
from core.models import OutgoingEmail


@shared_task
def send_email(*, email_id: int, **_: Any) -> None:
    mail.deliver(email_id=email_id)


@shared_task
def send_waiting_emails(**_: Any) -> None:
    """Every minute: whatever a lost message or a broken broker left behind."""
    for email_id in OutgoingEmail.objects.waiting().order_by("pk").values_list("pk", flat=True)[:500]:
        send_email.delay(email_id=email_id)
