"""What one party answers for and brings."""

from django.db import models
from django.db.models import Q

from institutions.models import Term
from partnerships.models.partnership import Partnership, Party


class Responsibility(models.Model):
    """One line of the grid of who does what, and the party that leads on it."""

    partnership = models.ForeignKey(
        Partnership, models.CASCADE, related_name="responsibilities", db_index=False
    )
    line = models.ForeignKey(Term, models.PROTECT, related_name="+")
    lead = models.ForeignKey(Party, models.CASCADE, related_name="responsibilities")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "line"], name="responsibility_has_one_lead")
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.lead}"


class Asset(models.Model):
    """What a party brings, in kind or in cash, and what it is worth where that is known."""

    CASH = "CASH"  # the one type that is nothing without its value

    party = models.ForeignKey(Party, models.CASCADE, related_name="assets")
    asset_type = models.ForeignKey(Term, models.PROTECT, related_name="+")
    words = models.CharField(max_length=200)
    value = models.PositiveIntegerField(null=True, blank=True, help_text="Pounds for the whole time")

    class Meta:
        constraints = [
            models.CheckConstraint(name="asset_is_worth_something", condition=Q(value=None) | Q(value__gt=0))
        ]

    def __str__(self) -> str:
        return f"{self.asset_type}: {self.words}"
