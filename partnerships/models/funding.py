"""Money that a partnership asks for and lives on."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from core.models import TimeStamped
from partnerships.models.partnership import Partnership

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class FundingQuerySet(models.QuerySet["Funding"]):
    def visible_to(self, user: "User | AnonymousUser") -> "FundingQuerySet":
        return self.filter(partnership__in=Partnership.objects.of(user))

    def to_warn_of(self, on: date | None = None) -> "FundingQuerySet":
        """It ends within six months or three, and the parties have not been told that yet."""
        day = on or timezone.localdate()
        due = [
            Q(ends_on__lte=day + within) & (Q(warned_months=None) | Q(warned_months__gt=months))
            for months, within in Funding.WARNINGS.items()
        ]
        runs = self.filter(status=Funding.Status.AWARDED, ends_on__gt=day)
        return runs.filter(due[0] | due[1]).exclude(partnership__stage=Partnership.Stage.ENDED)


class Funding(TimeStamped):
    """An application for money, what came of it, and until when the money lasts."""

    class Status(models.TextChoices):
        APPLIED = "APPLIED", "Applied for"
        AWARDED = "AWARDED", "Awarded"
        REFUSED = "REFUSED", "Not awarded"

    WARNINGS = {6: timedelta(days=183), 3: timedelta(days=92)}  # months before its end; at each once

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="fundings")
    scheme = models.CharField(max_length=150)
    status = models.CharField(max_length=10, choices=Status, default=Status.APPLIED)
    applied_on = models.DateField()
    asked = models.PositiveIntegerField(help_text="Pounds applied for")
    awarded = models.PositiveIntegerField(null=True, blank=True, help_text="Pounds awarded")
    ends_on = models.DateField(null=True, blank=True, help_text="The last day that it pays for")
    warned_months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many months before its end the parties were last told"
    )

    objects = FundingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="awarded_funding_has_a_sum_and_an_end",
                condition=Q(status="AWARDED", awarded__gt=0, ends_on__gte=F("applied_on"))
                | (~Q(status="AWARDED") & Q(awarded=None, ends_on=None)),
            )
        ]

    def __str__(self) -> str:
        return self.scheme

    @property
    def warning_due(self) -> int | None:
        """Months before its end, as told next; none while there is time, or all is told."""
        if self.status != self.Status.AWARDED or self.ends_on is None:
            return None
        left = self.ends_on - timezone.localdate()
        due = [months for months, within in self.WARNINGS.items() if timedelta(0) < left <= within]
        months = min(due, default=None)
        is_told = months is None or (self.warned_months is not None and self.warned_months <= months)
        return None if is_told else months
