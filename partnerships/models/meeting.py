"""Meetings and other contact: who was there, what each needs, what was decided and who does what by when."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from core.models import TimeStamped
from institutions.models import Institution, Seniority
from partnerships.models.body import Body
from partnerships.models.partnership import Partnership

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class MeetingKind(models.Model):
    """A kind of meeting or contact, and what is particular to it."""

    code = models.CharField(max_length=20, unique=True)
    label = models.CharField(max_length=80)
    is_of_body = models.BooleanField(default=False, help_text="Bodies meet like this")
    needs_first = models.BooleanField(
        default=False, help_text="What each party needs is noted before anything is decided"
    )
    is_contact = models.BooleanField(
        default=False, help_text="Noted in a line or two: nothing is decided at it"
    )
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.label


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: "User | AnonymousUser") -> "MeetingQuerySet":
        """The parties' people; of a body, whoever sees the body."""
        return self.filter(
            Q(partnership__in=Partnership.objects.of(user)) | Q(body__in=Body.objects.visible_to(user))
        )

    def of_partnership(self, partnership: Partnership) -> "MeetingQuerySet":
        """Its own, and those of its bodies."""
        return self.filter(Q(partnership=partnership) | Q(body__partnership=partnership))


class Meeting(TimeStamped):
    """One meeting of a body, or one contact between the parties of a partnership, whoever noted it."""

    kind = models.ForeignKey(MeetingKind, models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, models.CASCADE, null=True, blank=True, related_name="meetings")
    partnership = models.ForeignKey(
        Partnership, models.CASCADE, null=True, blank=True, related_name="meetings"
    )
    held_on = models.DateField()
    words = models.TextField(blank=True, help_text="What it was about")
    minutes = models.URLField(max_length=300, blank=True, help_text="Where the minutes are kept")
    young_people = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many were in the room; never who"
    )
    young_words = models.TextField(blank=True, help_text="The points that they made")
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="meeting_is_of_a_body_or_a_partnership",
                condition=Q(body__isnull=False, partnership=None) | Q(body=None, partnership__isnull=False),
            ),
            models.CheckConstraint(
                name="points_are_made_by_young_people",
                condition=Q(young_words="") | Q(young_people__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return str(self.kind)


class Attendance(models.Model):
    """Somebody who was there, as senior as they were on the day. Never a pupil: of them there are counts."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    name = models.CharField(max_length=150, blank=True, help_text="Nothing: somebody there")
    seniority = models.CharField(max_length=10, choices=Seniority, blank=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.institution})" if self.name else str(self.institution)

    @property
    def level(self) -> str:
        return Seniority(self.seniority).short_label if self.seniority else ""


class PartyNeed(models.Model):
    """What one institution said that it needs, before any solution."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="needs", db_index=False)
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "institution"], name="institution_says_its_need_once_a_meeting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.institution}: {self.words}"


class DecisionKind(models.Model):
    """A kind of decision, and what must stand beside it."""

    class Part(models.TextChoices):
        """What an institution has to do with a decision."""

        AGREED = "AGREED", "Agreed"
        CONSIDERED = "CONSIDERED", "Considered"
        CONSULTED = "CONSULTED", "Consulted"

    code = models.CharField(max_length=20, unique=True)
    label = models.CharField(max_length=80)
    asks_why = models.BooleanField(default=False)
    asks = ArrayField(
        models.CharField(max_length=12, choices=Part),
        default=list,
        blank=True,
        help_text="Parts, each of which at least one institution must have in it",
    )
    evidence_question = models.CharField(
        max_length=120, blank=True, help_text="What else must be said of it, as a question; empty: nothing"
    )
    is_of_authority = models.BooleanField(default=False, help_text="Bodies of local authorities decide it")
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.label


class Decision(TimeStamped):
    """What was decided at a meeting, and why. An earlier one is never changed: the next decision replaces it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    kind = models.ForeignKey(DecisionKind, models.PROTECT, related_name="+")
    words = models.TextField(help_text="What was decided; of a redesign, what changes")
    why = models.TextField(blank=True)
    evidence = models.TextField(blank=True, help_text="The answer to its kind’s own question")

    def __str__(self) -> str:
        return self.words


class DecisionPart(models.Model):
    """An institution that agreed to a decision, was considered for it, or was consulted before it."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="parts", db_index=False)
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    part = models.CharField(max_length=12, choices=DecisionKind.Part)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "part", "institution"], name="institution_has_a_part_in_a_decision_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.institution}: {self.get_part_display()}"


class ActionPointQuerySet(models.QuerySet["ActionPoint"]):
    def visible_to(self, user: "User | AnonymousUser") -> "ActionPointQuerySet":
        return self.filter(meeting__in=Meeting.objects.visible_to(user))

    def open(self) -> "ActionPointQuerySet":
        return self.filter(done_on=None)

    def overdue(self) -> "ActionPointQuerySet":
        return self.open().filter(due_on__lt=timezone.localdate())


class ActionPoint(TimeStamped):
    """What somebody undertook at a meeting to do by a day."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="action_points")
    words = models.CharField(max_length=300)
    owner = models.CharField(max_length=150, help_text="Who does it, by name")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="action_points")
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    objects = ActionPointQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["institution", "due_on"], name="action_point_open", condition=Q(done_on=None)
            )
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def is_overdue(self) -> bool:
        return self.done_on is None and self.due_on < timezone.localdate()
