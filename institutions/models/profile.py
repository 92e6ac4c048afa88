"""The public "work with us" page of an institution."""

from django.db import models

from core.models import TimeStamped
from institutions.models.institution import Institution


class Welcome(TimeStamped):
    """What an institution tells those who would like to work with it.

    The contact is an address for the role, never shown before an introduction is accepted.
    """

    institution = models.OneToOneField(Institution, models.PROTECT, related_name="welcome")
    wants = models.TextField(blank=True, help_text="What would help most, in the institution's own words")
    contact_email = models.EmailField(blank=True)
    response_days = models.PositiveSmallIntegerField(default=10, help_text="Usual days to an answer")
    involves_parents_association = models.BooleanField(
        null=True, blank=True, help_text="Its parent–teacher association takes part; none: not said"
    )
    confirmed_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Work with {self.institution}"
