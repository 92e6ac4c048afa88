"""Dated flags on areas and on institutions, with their source, and what was decided when they were looked at again."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from institutions.models.area import Area
from institutions.models.institution import Institution
from institutions.models.vocabulary import valid_on

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class DesignationKind(models.Model):
    """A designation that there is, as data: of areas or of which kinds of institution."""

    code = models.CharField(max_length=40, unique=True)
    label = models.CharField(max_length=80)
    description = models.TextField(blank=True)
    is_of_areas = models.BooleanField(default=False, help_text="Else of schools and colleges")
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.label


class DesignationQuerySet(models.QuerySet["Designation"]):
    def visible_to(self, user: "User | AnonymousUser") -> "DesignationQuerySet":
        """Designations are published: everybody sees every one."""
        return self

    def in_force(self, on: date | None = None) -> "DesignationQuerySet":
        return self.filter(valid_on(on))


class Designation(models.Model):
    """An area or a school has it from one day to another."""

    kind = models.ForeignKey(DesignationKind, models.PROTECT, related_name="designations")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="designations")
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="designations"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, help_text="The first day without it")
    source = models.CharField(max_length=200)
    detail = models.CharField(max_length=120, blank=True, help_text="A school's specialism, for example")
    review_on = models.DateField(null=True, blank=True)

    objects = DesignationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="designation_is_of_an_area_or_an_institution",
                condition=Q(area=None, institution__isnull=False) | Q(area__isnull=False, institution=None),
            ),
            models.CheckConstraint(
                name="designation_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
            ),
            models.UniqueConstraint(
                fields=["kind", "area"], condition=Q(valid_to=None), name="area_has_a_designation_once_now"
            ),
            models.UniqueConstraint(
                fields=["kind", "institution"],
                condition=Q(valid_to=None),
                name="institution_has_a_designation_once_now",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.subject}"

    @property
    def subject(self) -> Area | Institution:
        subject = self.area or self.institution
        assert subject is not None  # designation_is_of_an_area_or_an_institution
        return subject


class DesignationReview(models.Model):
    """Whether it stays, on what evidence: how those fared whom the school worked with, for example."""

    class Decision(models.TextChoices):
        STAYS = "STAYS", "It stays"
        ENDS = "ENDS", "It ends"

    designation = models.ForeignKey(Designation, models.CASCADE, related_name="reviews")
    decided_on = models.DateField()
    decision = models.CharField(max_length=5, choices=Decision)
    evidence = models.TextField(help_text="What was looked at, that of partners too")

    def __str__(self) -> str:
        return f"{self.get_decision_display()}, {self.decided_on}"
