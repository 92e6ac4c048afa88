"""Delivery by GOV.UK Notify, for public bodies that may use it; everybody else has SMTP.

Notify fills one template of its own with the subject and the body of each letter.
"""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from core.mail import REFERENCE


class EmailBackend(BaseEmailBackend):
    """One client for each batch: the library's clients are not safe to share between threads."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        client = NotificationsAPIClient(settings.NOTIFY_API_KEY)
        for message in email_messages:
            _send(client, message)
        return len(email_messages)


def _send(client: NotificationsAPIClient, message: EmailMessage) -> None:
    link = message.extra_headers.get("List-Unsubscribe", "").strip("<>")
    for to in message.to:
        try:
            client.send_email_notification(
                email_address=to,
                template_id=settings.NOTIFY_TEMPLATE_ID,
                personalisation={"subject": str(message.subject), "body": str(message.body)},
                reference=message.extra_headers.get(REFERENCE),
                one_click_unsubscribe_url=link or None,
            )
        except APIError as error:  # the outbox keeps the letter and tries again
            raise ConnectionError(f"GOV.UK Notify: {error}") from error
