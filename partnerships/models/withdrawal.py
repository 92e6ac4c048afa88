"""A party leaves."""

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from core.models import TimeStamped
from institutions.models import Term
from partnerships.models.partnership import Party


class Withdrawal(TimeStamped):
    """The notice with which a party leaves, why, and what that means for the others."""

    party = models.OneToOneField(Party, models.CASCADE, related_name="withdrawal")
    noticed_on = models.DateField(help_text="The day on which the others were told")
    leaves_on = models.DateField()
    reason = models.ForeignKey(Term, models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    effect = models.TextField(help_text="What it means for the other parties")
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="party_leaves_after_its_notice", condition=Q(leaves_on__gte=F("noticed_on"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.party} leaves on {self.leaves_on}"

    @property
    def notice_days(self) -> int:
        return (self.leaves_on - self.noticed_on).days
