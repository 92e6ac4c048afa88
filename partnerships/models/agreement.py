"""What the parties signed."""

from django.db import models
from django.db.models import F, Q

from core.models import TimeStamped
from institutions.models import Term
from partnerships.models.partnership import Partnership, Party


class Agreement(TimeStamped):
    """A document that parties signed, until when it holds, and when it is looked at again.

    The three last words are what makes it an accountability agreement.
    """

    ACCOUNTABILITY = "ACCOUNTABILITY"  # the one type that is nothing without those words

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="agreements")
    agreement_type = models.ForeignKey(Term, models.PROTECT, related_name="+")
    signed_on = models.DateField()
    starts_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    document = models.URLField(
        max_length=300, blank=True, help_text="Where the parties keep the signed paper"
    )
    obligations = models.TextField(blank=True)
    measures = models.TextField(blank=True)
    reports_to = models.TextField(blank=True, help_text="Who reports to whom")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="agreement_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
            )
        ]

    def __str__(self) -> str:
        return str(self.agreement_type)


class Signature(models.Model):
    """Who signed an agreement for a party."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="signatures", db_index=False)
    party = models.ForeignKey(Party, models.CASCADE, related_name="signatures")
    name = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "party"], name="party_signs_an_agreement_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} for {self.party}"
