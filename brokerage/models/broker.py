"""Brokerage organisations: the areas they serve and the award that says they are up to it."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from core.models import TimeStamped
from institutions.models import Area, Institution


class BrokerAreaQuerySet(models.QuerySet["BrokerArea"]):
    def current(self, on: date | None = None) -> "BrokerAreaQuerySet":
        day = on or timezone.localdate()
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)


class BrokerArea(models.Model):
    """A broker serves a local authority from one day to another."""

    broker = models.ForeignKey(Institution, models.PROTECT, related_name="broker_areas")
    area = models.ForeignKey(Area, models.PROTECT, related_name="broker_areas")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = BrokerAreaQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["broker", "area"], condition=Q(valid_to=None), name="broker_serves_an_area_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.broker} in {self.area}"


class AccreditationQuerySet(models.QuerySet["Accreditation"]):
    def held(self, on: date | None = None) -> "AccreditationQuerySet":
        """Awards that are achieved and have not lapsed."""
        day = on or timezone.localdate()
        return self.filter(
            Q(valid_to=None) | Q(valid_to__gt=day), stage=Accreditation.Stage.ACHIEVED, valid_from__lte=day
        )


class Accreditation(TimeStamped):
    """A broker's stage in the brokerage standard, dated. An achieved award that is over is expired: by date alone."""

    class Stage(models.TextChoices):
        REGISTERED = "REGISTERED", "Registered"
        SELF_ASSESSED = "SELF_ASSESSED", "Self-assessed"
        WORKING_TOWARDS = "WORKING_TOWARDS", "Working towards"
        ACHIEVED = "ACHIEVED", "Achieved"

    broker = models.ForeignKey(Institution, models.PROTECT, related_name="accreditations")
    stage = models.CharField(max_length=20, choices=Stage)
    valid_from = models.DateField()
    valid_to = models.DateField(
        null=True, blank=True, help_text="The day on which the award no longer counts"
    )
    standard = models.ForeignKey(
        "brokerage.Standard", models.PROTECT, null=True, blank=True, related_name="accreditations"
    )
    awarded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(blank=True, help_text="What the assessor adds; why an award was ended")

    objects = AccreditationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="accreditation_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.broker}: {self.get_stage_display()}"
