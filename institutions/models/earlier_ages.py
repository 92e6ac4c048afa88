"""The ages that an institution taught before the register gave others."""

from django.db import models

from institutions.models.institution import Institution


class EarlierAges(models.Model):
    """Its ages until a day. Today's stand at the institution itself, where eligibility for offers reads them."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="earlier_ages")
    low_age = models.PositiveSmallIntegerField(null=True, blank=True)
    high_age = models.PositiveSmallIntegerField(null=True, blank=True)
    until = models.DateField(
        help_text="The day of the register that gave others: the first day without these"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution", "until"], name="institution_had_ages_until_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.institution}: {self.low_age} to {self.high_age} until {self.until}"
