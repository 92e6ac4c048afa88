"""What every app may lean on: time stamps, and the outbox that all mail leaves through."""

from django.db import models
from django.utils import timezone


class TimeStamped(models.Model):
    """When a record was made and last changed."""

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class OutgoingEmailQuerySet(models.QuerySet["OutgoingEmail"]):
    def waiting(self) -> "OutgoingEmailQuerySet":
        """To be sent now: not sent, not given up, and its time has come."""
        due = self.filter(send_after__lte=timezone.now())
        return due.filter(sent_at__isnull=True, attempts__lt=OutgoingEmail.MAX_ATTEMPTS)


class OutgoingEmail(TimeStamped):
    """A message written in the transaction that caused it and sent after the commit, at least once.

    `key` names the event and the recipient, so that one event never queues the same message twice.
    """

    MAX_ATTEMPTS = 48

    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    unsubscribe_url = models.URLField(
        max_length=500, blank=True, help_text="Where it can be stopped; empty for a service message"
    )
    send_after = models.DateTimeField(
        default=timezone.now, help_text="Later than now: kept for the recipient’s working hours"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)

    objects = OutgoingEmailQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["created_at"], name="outgoing_email_waiting", condition=models.Q(sent_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to}"
