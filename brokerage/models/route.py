"""How an introduction reaches primary schools: through the secondary school that they send their pupils on to."""

from django.db import models

from brokerage.models.introduction import Introduction
from institutions.models import Institution


class BroughtAlong(models.Model):
    """A feeder primary that comes along when its secondary school is introduced to a university (NH19).

    An introduction that brings nobody along is direct.
    """

    introduction = models.ForeignKey(
        Introduction, models.CASCADE, related_name="brought_along", db_index=False
    )
    primary = models.ForeignKey(Institution, models.PROTECT, related_name="brought_along")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["introduction", "primary"], name="introduction_brings_a_primary_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.primary} with {self.introduction}"
