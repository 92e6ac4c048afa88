"""Evaluations: the question, how it is answered, when it is due, what was measured, and what may be said of it."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.models import TimeStamped
from institutions.models import Institution, Term
from partnerships.models import Evidence, LibraryItem, Partnership, Programme

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def visible_to(self, user: "User | AnonymousUser") -> "EvaluationQuerySet":
        """Plans are public, so that nobody can forget an evaluation whose answer was not liked."""
        return self


class Evaluation(TimeStamped):
    """A plan to find out what came of something. `owner` delivered it, so another body verifies what is claimed."""

    owner = models.ForeignKey(Institution, models.PROTECT, related_name="evaluations")
    verifier = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="evaluations_verified"
    )
    partnership = models.ForeignKey(
        Partnership, models.PROTECT, null=True, blank=True, related_name="evaluations"
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="evaluations"
    )
    title = models.CharField(max_length=200)
    question = models.TextField()
    method = models.TextField()
    evidence = models.CharField(max_length=1, choices=Evidence)
    theory = models.TextField(help_text="Why it should work, with what others found")
    comparison = models.TextField(blank=True, help_text="With whom, or with which time, it is compared")
    protocol_on = models.DateField(
        null=True, blank=True, help_text="The day on which the design was fixed, before any outcome was known"
    )
    limitations = models.TextField(blank=True)
    finding = models.ForeignKey(
        LibraryItem,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="What was written of it for the library, in its first version",
    )
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="evaluation_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="evaluation_that_measures_has_a_comparison",
                condition=Q(evidence=Evidence.NARRATIVE) | (~Q(comparison="") & ~Q(limitations="")),
            ),
            models.CheckConstraint(
                name="evaluation_of_causes_has_a_protocol",
                condition=~Q(evidence=Evidence.CAUSAL) | Q(protocol_on__isnull=False),
            ),
            models.CheckConstraint(
                name="evaluation_is_verified_by_somebody_else",
                condition=Q(verifier=None) | ~Q(verifier=F("owner")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class EvaluationPointQuerySet(models.QuerySet["EvaluationPoint"]):
    def to_remind_of(self) -> "EvaluationPointQuerySet":
        """Due within the time of notice, and not received. One that is overdue stays among them."""
        soon = timezone.localdate() + timedelta(days=EvaluationPoint.NOTICE_DAYS)
        return self.filter(received_on=None, due_on__lte=soon)


class EvaluationPoint(models.Model):
    """A day on which something is due: an interim look, the end, or a yearly report."""

    NOTICE_DAYS = 14

    class Kind(models.TextChoices):
        INTERIM = "INTERIM", "Interim point"
        FINAL = "FINAL", "Final point"
        REPORT = "REPORT", "Report"

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="points")
    kind = models.CharField(max_length=10, choices=Kind)
    label = models.CharField(max_length=120)
    due_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)
    url = models.URLField(max_length=300, blank=True)

    objects = EvaluationPointQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "label"], name="evaluation_point_has_its_own_name")
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def status(self) -> str:
        if self.received_on:
            return "Received"
        return "Overdue" if self.due_on < timezone.localdate() else "Due"


class Instrument(models.Model):
    """A set of questions with a name, in one version. Another wording is the next version: the two are not compared."""

    class Respondents(models.TextChoices):
        PUPILS = "PUPILS", "Pupils"
        PARENTS = "PARENTS", "Parents and carers"
        STAFF = "STAFF", "Staff"
        TRAINEES = "TRAINEES", "Trainee teachers"

    code = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=120)
    respondents = models.CharField(max_length=10, choices=Respondents)
    outcome_type = models.ForeignKey(Term, models.PROTECT, related_name="+")
    questions = models.TextField()
    lowest = models.PositiveSmallIntegerField(default=1)
    highest = models.PositiveSmallIntegerField(default=5)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="instrument_version_is_kept_once"),
            models.CheckConstraint(name="instrument_has_a_scale", condition=Q(highest__gt=F("lowest"))),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


class Reading(TimeStamped):
    """What an instrument gave before and after, exactly. In the schema `raw`; read by the actions alone."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="+")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    people_before = models.PositiveIntegerField()
    mean_before = models.DecimalField(max_digits=6, decimal_places=3)
    people_after = models.PositiveIntegerField()
    mean_after = models.DecimalField(max_digits=6, decimal_places=3)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "instrument"], name="instrument_is_read_once_for_an_evaluation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.instrument} in {self.evaluation}"


class Result(models.Model):
    """What may be shown of a reading: rounded, or withheld altogether because too few answered."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="results")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    people_before = models.PositiveIntegerField(null=True, blank=True)
    mean_before = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    people_after = models.PositiveIntegerField(null=True, blank=True)
    mean_after = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "instrument"], name="result_of_an_instrument_is_kept_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.instrument} in {self.evaluation}"

    @property
    def is_withheld(self) -> bool:
        return self.mean_before is None


class Claim(TimeStamped):
    """One sentence on what came of it, in words that the evidence allows; public once another body stands by it."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="claims")
    words = models.CharField(max_length=300)
    verified_by = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    verified_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="claim_verified_has_its_day",
                condition=Q(verified_by=None, verified_on=None)
                | Q(verified_by__isnull=False, verified_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.words
