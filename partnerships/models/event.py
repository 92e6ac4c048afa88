"""Events: what somebody holds for others to come to, from a conference to a course of training."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.models import TimeStamped
from institutions.models import Institution, Term

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, user: "User | AnonymousUser") -> "EventQuerySet":
        """Events are there to be come to, so everybody sees them. Who came from where is for the two sides."""
        return self

    def to_come(self) -> "EventQuerySet":
        return self.filter(ends_on__gte=timezone.localdate())


class Event(TimeStamped):
    """Something held on its days for people of many institutions. Training is an event with a topic and hours."""

    title = models.CharField(max_length=200)
    kind = models.ForeignKey(Term, models.PROTECT, related_name="+")
    topic = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="+", help_text="Of training alone"
    )
    theme = models.CharField(max_length=200, blank=True)
    summary = models.TextField()
    holder = models.ForeignKey(Institution, models.PROTECT, related_name="events")
    place = models.CharField(max_length=200, help_text="Or: online")
    starts_on = models.DateField()
    ends_on = models.DateField()
    capacity = models.PositiveIntegerField(null=True, blank=True, help_text="None: as many as come")
    hours = models.DecimalField(
        max_digits=5, decimal_places=1, null=True, blank=True, help_text="Of training, for each person"
    )
    reached = models.PositiveIntegerField(
        null=True, blank=True, help_text="People of the public who came, where nobody registers"
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="event_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="event_with_a_topic_has_hours",
                condition=Q(topic=None) | Q(hours__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def has_begun(self) -> bool:
        return self.starts_on <= timezone.localdate()


class EventSession(models.Model):
    """One part of an event: a keynote, a workshop."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "position"], name="session_has_its_place_in_the_event")
        ]

    def __str__(self) -> str:
        return self.title


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, user: "User | AnonymousUser") -> "RegistrationQuerySet":
        """One's own, and those for what one holds."""
        own = Institution.objects.of(user).values("pk")
        return self.filter(Q(institution__in=own) | Q(event__holder__in=own))


class Registration(TimeStamped):
    """How many of one group of staff of an institution are to come, and then how many came and completed it."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="registrations")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="registrations")
    staff_group = models.ForeignKey(Term, models.PROTECT, related_name="+")
    people = models.PositiveIntegerField()
    came = models.PositiveIntegerField(null=True, blank=True)
    completed = models.PositiveIntegerField(null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "institution", "staff_group"], name="group_of_staff_registers_once"
            ),
            models.CheckConstraint(name="somebody_registers", condition=Q(people__gte=1)),
            models.CheckConstraint(
                name="who_completed_it_came",
                condition=Q(completed=None) | Q(came__isnull=False, completed__lte=F("came")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.people} of {self.institution}"

    @property
    def hours(self) -> Decimal:
        """Of training, of all who came."""
        return (self.event.hours or Decimal(0)) * (self.came or 0)


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def visible_to(self, user: "User | AnonymousUser") -> "CommitmentQuerySet":
        """One's own, and those made at what one holds."""
        own = Institution.objects.of(user).values("pk")
        return self.filter(Q(institution__in=own) | Q(event__holder__in=own))


class Commitment(TimeStamped):
    """What an institution took upon itself at an event, followed until it is done."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="commitments")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="commitments")
    what = models.CharField(max_length=300)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    objects = CommitmentQuerySet.as_manager()

    def __str__(self) -> str:
        return self.what

    @property
    def is_late(self) -> bool:
        return self.done_on is None and self.due_on < timezone.localdate()
