"""Inspections as dated rows: a school's grade is what was found on a day, under a framework, and never one field."""

from django.db import models

from accounts.models import User
from core.models import TimeStamped
from institutions.models.institution import Institution


class Inspection(TimeStamped):
    """A published finding about one institution, or about several of a group that were inspected together."""

    institutions = models.ManyToManyField(Institution, related_name="inspections")
    inspected_on = models.DateField()
    framework = models.CharField(max_length=120, help_text="Whose inspection, under which framework")
    outcome = models.CharField(max_length=120, help_text="In the words of the report")
    link = models.URLField(max_length=300)
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.framework}, {self.inspected_on}"
