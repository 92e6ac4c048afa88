"""What is particular to each type of activity, as data: its group, what it counts and what else it is asked."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models

from institutions.models import Question, Term, valid_on


class Counted(models.TextChoices):
    """Who is counted beside the pupils of a year group and the disadvantaged among them."""

    GIRLS = "GIRLS", "Girls"
    FIRST_IN_FAMILY = "FIRST_IN_FAMILY", "First in their family"
    ADULTS = "ADULTS", "Adults"
    FAMILIES = "FAMILIES", "Families"


class Flag(models.TextChoices):
    """What is true of an activity or not."""

    CO_DESIGNED = "CO_DESIGNED", "Planned by both sides together"
    INTERACTIVE = "INTERACTIVE", "Pupils took part actively and had time to reflect"
    CURRICULUM = "CURRICULUM", "Part of the curriculum"
    FAMILY = "FAMILY", "Parents and carers were involved"
    TARGETED = "TARGETED", "Meant for pupils from under-represented groups"
    SELECTIVE = "SELECTIVE", "About the most selective universities"
    ADVICE = "ADVICE", "Gave advice on courses or careers"


class Depth(models.TextChoices):
    """How far an activity goes."""

    ONE_OFF = "ONE_OFF", "One-off"
    SUSTAINED = "SUSTAINED", "Sustained programme"
    JOINT = "JOINT", "Joint work"


class ActivityKindQuerySet(models.QuerySet["ActivityKind"]):
    def of(self, term: Term | None) -> "ActivityKind":
        """What rules make of a type; a plain kind where they make nothing of it."""
        found = self.filter(term=term).first() if term else None
        return found or ActivityKind(term=term)


class ActivityKind(models.Model):
    """A type of activity (a term of the vocabulary) and what rules make of it. A term without one is a plain kind."""

    class Group(models.TextChoices):
        VISIT = "VISIT", "Visits"
        ENCOUNTER = "ENCOUNTER", "Encounters and enrichment"
        GUIDANCE = "GUIDANCE", "Guidance"
        STAFF = "STAFF", "Staff and schools"
        JOINT = "JOINT", "Joint work"
        PLACEMENT = "PLACEMENT", "Placements"
        COMMUNITY = "COMMUNITY", "Families and community"

    term = models.OneToOneField(Term, models.PROTECT, primary_key=True, related_name="activity_kind")
    group = models.CharField(max_length=10, choices=Group, default=Group.ENCOUNTER)
    counts_pupils = models.BooleanField(default=True)
    counts = ArrayField(models.CharField(max_length=15, choices=Counted), default=list, blank=True)
    flags = ArrayField(models.CharField(max_length=12, choices=Flag), default=list, blank=True)
    benchmarks = ArrayField(
        models.PositiveSmallIntegerField(),
        default=list,
        blank=True,
        help_text="Gatsby Benchmarks that it may count towards",
    )
    depth = models.CharField(
        max_length=10, choices=Depth, blank=True, help_text="Of every one; empty: its sessions decide"
    )

    needs_assurance = models.BooleanField(
        default=False, help_text="It brings adults together with young people regularly"
    )

    objects = ActivityKindQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.term} ({self.get_group_display()})"

    def questions_on(self, day: date | None = None) -> "models.QuerySet[ActivityQuestion]":
        """What it is asked on a day, in order."""
        asked = ActivityQuestion.objects.filter(valid_on(day), kinds=self.pk)
        return asked.order_by("position", "pk")


class ActivityQuestion(Question):
    """One thing that activities of some kinds must or may say."""

    kinds = models.ManyToManyField(ActivityKind, related_name="questions")
