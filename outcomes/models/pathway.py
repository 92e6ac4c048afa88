"""Pathways: ladders of steps that people climb, who counts them there, and what of the counts is published."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core.models import TimeStamped
from institutions.models import Area, Institution, Term
from outcomes.models.measure import Fact

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class PathwayKind(models.Model):
    """A kind of pathway, as data: the steps that it usually has, and how many make a class."""

    code = models.CharField(max_length=20, unique=True)
    label = models.CharField(max_length=80)
    description = models.CharField(max_length=200)
    steps = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    viable_from = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="The fewest on the last step with whom a class can run; nothing: none is run",
    )
    position = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.label


class PathwayQuerySet(models.QuerySet["Pathway"]):
    def visible_to(self, user: "User | AnonymousUser") -> "PathwayQuerySet":
        """Everybody sees the steps and what is published of the counts."""
        return self

    def of(self, institution: Institution) -> "PathwayQuerySet":
        """Those that it leads or counts for."""
        return self.filter(Q(lead=institution) | Q(members=institution)).distinct()


class Pathway(TimeStamped):
    """A way from step to step: academy to degree, cohort to A level, applicant to teacher. Counts only, never names."""

    kind = models.ForeignKey(PathwayKind, models.PROTECT, related_name="pathways")
    title = models.CharField(max_length=200)
    lead = models.ForeignKey(Institution, models.PROTECT, related_name="pathways_led")
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", help_text="Where it is for one place"
    )
    summary = models.TextField(blank=True)
    members = models.ManyToManyField(
        Institution, related_name="pathways", blank=True, help_text="Those that count their own people"
    )

    objects = PathwayQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class PathwayStep(models.Model):
    """One rung: what it is, at which level, who awards it, and the support that is given there."""

    LEVELS = range(1, 9)

    pathway = models.ForeignKey(Pathway, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=80)
    step_type = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    provider = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", help_text="Who awards it"
    )
    support = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pathway", "position"], name="pathway_step_has_its_place"),
            models.CheckConstraint(
                name="pathway_step_level_is_one_of_eight", condition=Q(level=None) | Q(level__range=(1, 8))
            ),
        ]

    def __str__(self) -> str:
        return self.label


class PathwayCountQuerySet(models.QuerySet["PathwayCount"]):
    def visible_to(self, user: "User") -> "PathwayCountQuerySet":
        """Exact counts stay inside the institution (and its trust): with its own people."""
        return self.filter(institution__in=Institution.objects.of(user).values("pk"))


class PathwayCount(TimeStamped):
    """How many of one institution's people of one cohort reached a step, exactly.

    Stands in the schema `raw` beside the leavers, and leaves it through `actions/pathways.py` alone.
    """

    GROUPS = (Fact.Group.ALL, Fact.Group.DISADVANTAGED)

    step = models.ForeignKey(PathwayStep, models.CASCADE, related_name="+")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    cohort = models.CharField(max_length=7)
    pupil_group = models.CharField(max_length=15, choices=Fact.Group)
    people = models.PositiveIntegerField()

    objects = PathwayCountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["step", "institution", "cohort", "pupil_group"],
                name="step_is_counted_once_for_a_group",
            )
        ]

    def __str__(self) -> str:
        return f"{self.institution} at {self.step} in {self.cohort}"


class PathwayFigure(models.Model):
    """What is published of a step: of one institution, or of all together. Protected before it is written here."""

    step = models.ForeignKey(PathwayStep, models.CASCADE, related_name="figures")
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", help_text="None: all of them"
    )
    cohort = models.CharField(max_length=7)
    pupil_group = models.CharField(max_length=15, choices=Fact.Group)
    people = models.PositiveIntegerField(
        null=True, blank=True, help_text="To the nearest ten; none: withheld"
    )
    is_too_few = models.BooleanField(default=False, help_text="Withheld, and fewer than a class")
    published_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["step", "institution", "cohort", "pupil_group"],
                nulls_distinct=False,
                name="figure_of_a_step_is_kept_once",
            ),
            models.CheckConstraint(
                name="figure_that_is_too_few_is_withheld", condition=Q(is_too_few=False) | Q(people=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} in {self.cohort}"
