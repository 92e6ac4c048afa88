"""What a council recommended, and how far it has come: each recommendation with its owner, figure, target and word."""

from datetime import date

from django.db import models
from django.db.models import Q

from accounts.models import User
from core.models import TimeStamped
from institutions.models import RoleHolder, Strand


class Recommendation(models.Model):
    """One recommendation, in our own words. Its figure is worked out from the records each time it is shown.

    `indicator` names an entry of outcomes/reports/indicators.py; there is none where no record can measure it.
    """

    strand = models.CharField(max_length=20, choices=Strand)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    text = models.TextField()
    source = models.CharField(max_length=200)
    indicator = models.CharField(max_length=40, blank=True)
    target = models.PositiveIntegerField(null=True, blank=True, help_text="In the unit of the indicator")
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["strand", "number"], name="recommendation_is_kept_once"),
            models.CheckConstraint(
                name="recommendation_target_has_an_indicator",
                condition=Q(target=None) | ~Q(indicator=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_strand_display()} {self.number}: {self.title}"


class RecommendationOwner(TimeStamped):
    """Who answers for a recommendation, in the role that they hold."""

    recommendation = models.OneToOneField(
        Recommendation, models.CASCADE, primary_key=True, related_name="owner"
    )
    holder = models.ForeignKey(RoleHolder, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.holder} for {self.recommendation}"


class ProgressQuerySet(models.QuerySet["Progress"]):
    def until(self, day: date) -> "ProgressQuerySet":
        """What was reported by the end of a day, the latest first."""
        return self.filter(reported_on__lte=day).order_by("-reported_on", "-pk")


class Progress(TimeStamped):
    """A dated word on a recommendation: how far it is, what was done, and where that can be seen. Never changed."""

    class Status(models.TextChoices):
        NOT_STARTED = "NOT_STARTED", "Not started"
        IN_PROGRESS = "IN_PROGRESS", "In progress"
        LONGER_TERM = "LONGER_TERM", "Longer term"
        SUBSTANTIALLY = "SUBSTANTIALLY", "Substantially delivered"
        COMPLETE = "COMPLETE", "Complete"

    DELIVERED = (Status.SUBSTANTIALLY, Status.COMPLETE)

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="progress")
    status = models.CharField(max_length=15, choices=Status)
    reported_on = models.DateField()
    narrative = models.TextField()
    evidence = models.TextField(blank=True)
    evidence_url = models.URLField(max_length=300, blank=True)
    reported_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = ProgressQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "progress"

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.get_status_display()}"
