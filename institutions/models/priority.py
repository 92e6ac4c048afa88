"""Dated, published lists of schools that come first."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.models import TimeStamped
from institutions.models.institution import Institution


class PriorityListQuerySet(models.QuerySet["PriorityList"]):
    def in_force(self, on: date | None = None) -> "PriorityListQuerySet":
        day = on or timezone.localdate()
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)


class PriorityList(TimeStamped):
    """A published list of schools that get the greatest effort while it is in force."""

    name = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    weight = models.PositiveSmallIntegerField(
        default=100, help_text="Added to a school's rank, shown where it counts"
    )
    source = models.CharField(max_length=200, blank=True)

    objects = PriorityListQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "valid_from"], name="priority_list_has_one_edition_a_day")
        ]

    def __str__(self) -> str:
        return self.name


class PriorityListing(models.Model):
    """A school on a priority list."""

    priority_list = models.ForeignKey(PriorityList, models.CASCADE, related_name="listings")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="priority_listings")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["priority_list", "institution"], name="priority_list_names_a_school_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.institution} on {self.priority_list}"
