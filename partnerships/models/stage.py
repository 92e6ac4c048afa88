"""A partnership's way: the stages it went through, who led it, and what it means to change."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from core.models import TimeStamped
from partnerships.models.partnership import Partnership, Party

if TYPE_CHECKING:
    from partnerships.models.result import Result


class StageEntry(models.Model):
    """The day on which a partnership came to a stage, and who answers for it there."""

    class Decision(models.TextChoices):
        """What the parties make of a pilot."""

        SCALE = "SCALE", "Scale it: it becomes part of what we do"
        CHANGE = "CHANGE", "Change it: we design it again"
        STOP = "STOP", "Stop it"

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="stages")
    stage = models.CharField(max_length=10, choices=Partnership.Stage)
    began_on = models.DateField()
    owner = models.CharField(max_length=150, blank=True, help_text="Who answers for this stage, by name")
    decision = models.CharField(
        max_length=10, choices=Decision, blank=True, help_text="What was made of the pilot before it"
    )
    words = models.TextField(blank=True, help_text="Why")
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.partnership}: {self.get_stage_display()} from {self.began_on}"


class Leadership(models.Model):
    """Which party leads, from a day to a day."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="leaderships")
    party = models.ForeignKey(Party, models.CASCADE, related_name="leaderships")
    began_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership"], condition=Q(ended_on=None), name="partnership_has_one_lead"
            ),
            models.CheckConstraint(
                name="leadership_ends_after_it_begins",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("began_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} from {self.began_on}"


class Aim(TimeStamped):
    """Something that will be different, with how it is measured: from what, to what, by when."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="aims")
    words = models.CharField(max_length=200)
    measured_by = models.CharField(max_length=200)
    source = models.CharField(
        max_length=200, default="", db_default="", blank=True, help_text="Where its numbers come from"
    )
    adds_up = models.BooleanField(
        default=False, db_default=False, help_text="Each party has a number of its own, and they are added up"
    )
    baseline = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    target = models.DecimalField(max_digits=10, decimal_places=2)
    target_on = models.DateField()

    def __str__(self) -> str:
        return self.words

    @property
    def contributions(self) -> "list[Result]":
        """The latest number of each party that has told one, by name. `results` are at hand, the latest first."""
        latest: dict[int, Result] = {}
        for result in self.results.all():
            latest.setdefault(result.deliverer_id, result)
        return sorted(latest.values(), key=lambda result: result.deliverer.name)

    @property
    def actual(self) -> Decimal | None:
        """How far it is: all parties together where their numbers add up, else the latest that anybody told."""
        told = self.contributions
        if self.adds_up:
            return sum((result.value for result in told), Decimal(0)) if told else None
        return max(told, key=lambda result: (result.measured_on, result.pk)).value if told else None
