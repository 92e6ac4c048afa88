"""What came of an aim, and who else has looked at it: nobody marks their own homework."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from core.models import TimeStamped
from institutions.models import Institution
from partnerships.models.partnership import Partnership
from partnerships.models.stage import Aim

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class ResultQuerySet(models.QuerySet["Result"]):
    def visible_to(self, user: "User | AnonymousUser") -> "ResultQuerySet":
        """The parties."""
        return self.filter(aim__partnership__in=Partnership.objects.of(user))


class Result(TimeStamped):
    """A number that an aim reached by a day. Its verifier is never the one who delivered it."""

    aim = models.ForeignKey(Aim, models.CASCADE, related_name="results")
    value = models.DecimalField(max_digits=10, decimal_places=2)
    measured_on = models.DateField()
    words = models.TextField(blank=True, help_text="How it is known")
    deliverer = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    reported_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    verifier = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="result_is_verified_by_another_than_its_deliverer",
                condition=Q(verifier=None) | ~Q(verifier=F("deliverer")),
            ),
            models.CheckConstraint(
                name="result_is_verified_by_somebody_for_somebody",
                condition=Q(verifier=None, verified_by=None, verified_at=None)
                | Q(verifier__isnull=False, verified_by__isnull=False, verified_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value:g} on {self.measured_on}"
