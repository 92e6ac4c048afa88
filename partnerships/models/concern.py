"""What a family tells a school that has not happened, and the stages that it may be taken through."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from core.models import TimeStamped
from institutions.models import Institution
from partnerships.models.entitlement import Entitlement

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class ConcernStage(models.Model):
    """One stage, as data, in the order of `position`: who looks at it there, and how long that may take."""

    code = models.CharField(max_length=30, unique=True)
    label = models.CharField(max_length=80)
    looked_at_by = models.CharField(max_length=120)
    description = models.CharField(max_length=300, help_text="What it means, for the family")
    days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="To answer in; none where it has left the school"
    )
    link = models.URLField(max_length=300, blank=True, help_text="Where the family goes, outside the school")
    position = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="concern_stage_has_a_clock_or_is_outside",
                condition=Q(days__gt=0, link="") | (Q(days=None) & ~Q(link="")),
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_outside(self) -> bool:
        """The school does not answer here any more."""
        return self.days is None


class ConcernQuerySet(models.QuerySet["Concern"]):
    def visible_to(self, user: "User | AnonymousUser") -> "ConcernQuerySet":
        """The school's own people, and those of its trust, which answers for it. Others see counts."""
        return self.filter(school__in=Institution.objects.of(user))

    def waiting(self) -> "ConcernQuerySet":
        return self.filter(state=Concern.State.WAITING)

    def overdue(self) -> "ConcernQuerySet":
        """The school has not answered in the days that the stage gives it."""
        return self.waiting().filter(due_on__lt=timezone.localdate())

    def to_forget(self) -> "ConcernQuerySet":
        """Nothing has happened for so long that nobody needs the family's address any more."""
        return self.exclude(email="").filter(updated_at__lt=timezone.now() - Concern.ADDRESS_KEPT_FOR)


class Concern(TimeStamped):
    """Somebody says that one thing to expect has not happened. It names no pupil and accuses no person.

    `due_on` is the last day to answer at the stage where it stands.
    """

    ADDRESS_KEPT_FOR = timedelta(days=365)

    class From(models.TextChoices):
        PARENT = "PARENT", "A parent or carer"
        PUPIL = "PUPIL", "A pupil or student"
        HELPER = "HELPER", "Somebody who helps a family"

    class State(models.TextChoices):
        WAITING = "WAITING", "Waits for the school"
        ANSWERED = "ANSWERED", "Answered"
        OUTSIDE = "OUTSIDE", "Taken outside the school"
        SETTLED = "SETTLED", "Settled"

    MOVES: dict[str, set[str]] = {
        State.WAITING: {State.WAITING, State.ANSWERED, State.OUTSIDE, State.SETTLED},
        State.ANSWERED: {State.WAITING, State.OUTSIDE, State.SETTLED},
        State.OUTSIDE: {State.SETTLED},
        State.SETTLED: set(),
    }

    school = models.ForeignKey(Institution, models.PROTECT, related_name="concerns")
    entitlement = models.ForeignKey(Entitlement, models.PROTECT, related_name="concerns")
    told_by = models.CharField(max_length=8, choices=From)
    words = models.TextField()
    email = models.EmailField(blank=True, help_text="Of the family, if it wants to hear; never shown")
    submission_key = models.UUIDField(unique=True)
    stage = models.ForeignKey(ConcernStage, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    due_on = models.DateField(null=True, blank=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="concern_that_waits_is_due_on_a_day",
                condition=~Q(state="WAITING") | Q(due_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.entitlement}: {self.school}"

    @property
    def is_overdue(self) -> bool:
        is_waiting = self.state == self.State.WAITING
        return is_waiting and self.due_on is not None and self.due_on < timezone.localdate()

    def move_to(self, state: str) -> None:
        """Take the next state, or say why not. The caller holds the row's lock and saves."""
        if state not in self.MOVES[self.state]:
            raise RuleBroken(f"This is {self.get_state_display().lower()} already.", code="move_not_allowed")
        self.state = state


class ConcernStep(models.Model):
    """A stage that a concern came to, why it went on, and what the school answered there."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="steps")
    stage = models.ForeignKey(ConcernStage, models.PROTECT, related_name="+")
    began_on = models.DateField(default=timezone.localdate)
    due_on = models.DateField(null=True, blank=True)
    why = models.TextField(blank=True, help_text="Why the family took it on to this stage")
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["concern", "stage"], name="concern_comes_to_a_stage_once"),
            models.CheckConstraint(
                name="concern_step_is_answered_after_it_begins",
                condition=Q(answered_on=None) | Q(answered_on__gte=F("began_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage}, {self.began_on}"

    @property
    def is_late(self) -> bool:
        """Answered after its last day, or still not answered."""
        return self.due_on is not None and (self.answered_on or timezone.localdate()) > self.due_on
