"""Inspections as dated rows: a school's grade is what was found on a day, under a framework, and never one field."""

from collections.abc import Collection
from datetime import date

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from accounts.models import User
from core.models import TimeStamped
from institutions.models.institution import Institution, InstitutionQuerySet
from institutions.models.vocabulary import Term


class InspectionQuerySet(models.QuerySet["Inspection"]):
    def with_a_grade(self, on: date) -> "InspectionQuerySet":
        """Those from the published list whose overall grade was known on a day."""
        known = Q(published_on__lte=on) | Q(published_on=None, inspected_on__lte=on)
        return self.filter(known, grade__isnull=False)


class Inspection(TimeStamped):
    """A published finding about one institution, or about several of a group that were inspected together."""

    institutions = models.ManyToManyField(Institution, related_name="inspections")
    inspected_on = models.DateField()
    framework = models.CharField(max_length=120, help_text="Whose inspection, under which framework")
    outcome = models.CharField(max_length=120, help_text="In the words of the report")
    link = models.URLField(max_length=300)
    published_on = models.DateField(null=True, blank=True)
    grade = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Overall grade, from a published list alone: rules go by it",
    )
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = InspectionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.framework}, {self.inspected_on}"


def graded(schools: InstitutionQuerySet, grades: Collection[Term], *, on: date) -> InstitutionQuerySet:
    """Those of the schools whose latest overall grade, as it was known on the day, is one of these."""
    latest = Inspection.objects.with_a_grade(on).filter(institutions=OuterRef("pk"))
    newest_first = latest.order_by("-inspected_on", "-pk")
    return schools.alias(last_grade=Subquery(newest_first.values("grade")[:1])).filter(last_grade__in=grades)
