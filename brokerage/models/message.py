"""Messages to a segment of the people who agreed to get them, and the ways by which each went out."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from brokerage.models.allocation import areas_overseen_by
from core.errors import RuleBroken
from core.models import TimeStamped
from institutions.models import Area, Institution, Term

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class MessageTemplate(models.Model):
    """Words to begin with, as data, for one segment: kinds of institution, or families by what they need."""

    code = models.CharField(max_length=30, unique=True)
    label = models.CharField(max_length=80)
    description = models.CharField(max_length=200)
    kinds = ArrayField(models.CharField(max_length=20, choices=Institution.Kind), default=list)
    family_segment = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    subject = models.CharField(max_length=120)
    body = models.TextField()
    position = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.label

    @property
    def slug(self) -> str:
        return self.code.lower().replace("_", "-")


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, user: "User | AnonymousUser") -> "MessageQuerySet":
        """Those who look after its area."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(area__in=areas_overseen_by(user).values("pk"))

    def stalled(self) -> "MessageQuerySet":
        """Being sent, and nothing has happened for a while."""
        return self.filter(state=Message.State.SENDING, updated_at__lt=timezone.now() - Message.STALLED_AFTER)


class Message(TimeStamped):
    """One message to the people of an area's institutions of some kinds who agreed to get such messages.

    With a `family_segment` it is for schools and others to hand on: Causeway writes to no family. `last_recipient` is
    the key of the last person to whom it was queued.
    """

    STALLED_AFTER = timedelta(minutes=2)

    class State(models.TextChoices):
        DRAFT = "DRAFT", "Draft"
        SENDING = "SENDING", "Being sent"
        SENT = "SENT", "Sent"

    MOVES: dict[str, set[str]] = {
        State.DRAFT: {State.SENDING},
        State.SENDING: {State.SENT},
        State.SENT: set(),
    }

    template = models.ForeignKey(
        MessageTemplate, models.PROTECT, null=True, blank=True, related_name="messages"
    )
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    broker = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="messages",
        help_text="On whose behalf; none: of whoever administers the area",
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="messages")
    kinds = ArrayField(models.CharField(max_length=20, choices=Institution.Kind))
    sector = models.CharField(
        max_length=40, blank=True, help_text="Code in the SECTOR vocabulary; empty: all"
    )
    family_segment = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    subject = models.CharField(max_length=120)
    body = models.TextField()
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    sent_at = models.DateTimeField(null=True, blank=True)
    recipients = models.PositiveIntegerField(default=0)
    last_recipient = models.BigIntegerField(default=0)
    responses = models.PositiveIntegerField(null=True, blank=True, help_text="How many answered or acted")
    outcome = models.TextField(blank=True, help_text="What came of it, in the segment as a whole")

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="message_that_went_out_has_its_moment",
                condition=Q(state="DRAFT", sent_at=None) | (~Q(state="DRAFT") & Q(sent_at__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def sender(self) -> Institution | Area:
        return self.broker or self.area

    @property
    def kind_names(self) -> str:
        return ", ".join(label for kind, label in Institution.Kind.choices if kind in self.kinds)

    def move_to(self, state: str) -> None:
        """Take the next state, or say why not. The caller holds the row's lock and saves."""
        if state not in self.MOVES[self.state]:
            raise RuleBroken(
                f"This message is {self.get_state_display().lower()} already.", code="message_sent"
            )
        self.state = state


class MessageDelivery(models.Model):
    """One way by which a message went out: the channel, through whom, when, and to about how many."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="deliveries")
    channel = models.ForeignKey(Term, models.PROTECT, related_name="+")
    through = models.CharField(max_length=120, blank=True)
    sent_on = models.DateField(default=timezone.localdate)
    people = models.PositiveIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.channel}, {self.sent_on}"
