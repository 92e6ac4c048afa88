"""What is expected of every school and college, as dated rows of data: the minimum that each is held against."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from core.models import TimeStamped
from institutions.models import Area, Phase


class ExpectationQuerySet(models.QuerySet["Expectation"]):
    def in_force(self, on: date | None = None) -> "ExpectationQuerySet":
        day = on or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)

    def over(self, area: Area) -> "ExpectationQuerySet":
        """Those that hold for every school of an area: its own, and those of the areas that it is part of."""
        above = [area.pk, area.parent_id, area.parent.parent_id if area.parent else None]
        return self.filter(Q(area=None) | Q(area__in=[pk for pk in above if pk]))


class Expectation(TimeStamped):
    """Something that schools of some ages in a place should have, from a day to a day, and which figure tells it.

    It is never rewritten, because whoever looks at an earlier day must find what was expected then.
    """

    class Measured(models.TextChoices):
        """What coverage knows of each school. What each is in its rows: outcomes/reports/expectations.py."""

        PARTNERSHIP = "PARTNERSHIP", "At least one live partnership"
        QUALITY = "QUALITY", "At least one live partnership to raise quality and attainment"
        ACROSS_SECTORS = "ACROSS_SECTORS", "At least one live partnership with another sector"
        ONE_AREA = "ONE_AREA", "An activity lately in one of the four framework areas"
        ALL_AREAS = "ALL_AREAS", "An activity lately in each of the four framework areas"
        STEM = "STEM", "An activity lately in science, technology, engineering or maths"
        HIGHER_EDUCATION = "HIGHER_EDUCATION", "An activity lately with higher education"
        EFFECTIVE = "EFFECTIVE", "An effective relationship in one of the four framework areas"
        BOTH_ROLES = "BOTH_ROLES", "A senior leader for business and a link governor, both named"

    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", help_text="None: all of England"
    )
    words = models.CharField(max_length=200)
    measured = models.CharField(max_length=20, choices=Measured)
    phases = ArrayField(
        models.CharField(max_length=12, choices=Phase), default=list, blank=True, help_text="Empty: all"
    )
    source = models.CharField(
        max_length=200, blank=True, help_text="Who expects it, and where that is written"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The first day on which it held no more")
    set_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = ExpectationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="expectation_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
            )
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def place(self) -> str:
        return self.area.name if self.area else "England"

    @property
    def phase_names(self) -> str:
        return ", ".join(label for value, label in Phase.choices if value in self.phases) or "All"
