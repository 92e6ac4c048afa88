"""What a school commissioned from a delivery partner, and what came of it."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from brokerage.models.request import Request
from core.models import TimeStamped
from institutions.models import Institution


class CommissionQuerySet(models.QuerySet["Commission"]):
    def visible_to(self, user: User) -> "CommissionQuerySet":
        """Whoever may see the request."""
        return self.filter(request__in=Request.objects.visible_to(user))


class Commission(TimeStamped):
    """One institution engages another to deliver something until a day, and in the end says what came of it."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="commissions")
    commissioner = models.ForeignKey(Institution, models.PROTECT, related_name="commissions_given")
    provider = models.ForeignKey(Institution, models.PROTECT, related_name="commissions_taken")
    what = models.CharField(max_length=300)
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="The last day")
    value = models.PositiveIntegerField(null=True, blank=True, help_text="Pounds for the whole time")
    outcome = models.TextField(blank=True)
    outcome_on = models.DateField(null=True, blank=True, help_text="When the outcome was written down")

    objects = CommissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="commission_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(name="commission_is_of_another", condition=~Q(commissioner=F("provider"))),
            models.CheckConstraint(
                name="commission_has_its_outcome_on_a_day",
                condition=Q(outcome="", outcome_on=None) | (~Q(outcome="") & Q(outcome_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}, from {self.provider}"

    @property
    def waits_for_outcome(self) -> bool:
        return not self.outcome and self.ends_on < timezone.localdate()
