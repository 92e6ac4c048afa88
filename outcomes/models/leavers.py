"""What schools know of their own leavers: exact, kept apart from all that is published."""

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from core.models import TimeStamped
from institutions.models import Institution
from outcomes.models.measure import Fact


class LeaversQuerySet(models.QuerySet["Leavers"]):
    def visible_to(self, user: User) -> "LeaversQuerySet":
        """Exact counts stay inside the institution (and its trust): with its own people."""
        return self.filter(institution__in=Institution.objects.of(user).values("pk"))


class Leavers(TimeStamped):
    """Where one cohort of one group went, as the school found out itself. Counts, never names.

    The table stands in a schema of its own, `raw`. Pages and the API read what was published of it, as facts; its
    exact numbers leave the database through `actions.view_leavers` alone, which notes who looked.
    """

    DESTINATIONS = (
        "higher_education",
        "further_education",
        "apprenticeship",
        "employment",
        "not_staying",
        "unknown",
    )

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    period = models.CharField(max_length=7)
    pupil_group = models.CharField(max_length=15, choices=Fact.Group)
    higher_education = models.PositiveIntegerField()
    further_education = models.PositiveIntegerField()
    apprenticeship = models.PositiveIntegerField()
    employment = models.PositiveIntegerField()
    not_staying = models.PositiveIntegerField()
    unknown = models.PositiveIntegerField()
    partner = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    to_partner = models.PositiveIntegerField(default=0)

    objects = LeaversQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "period", "pupil_group"], name="leavers_are_kept_once_for_a_group"
            ),
            models.CheckConstraint(
                name="leavers_to_the_partner_enter_higher_education",
                condition=Q(to_partner__lte=F("higher_education")),
            ),
            models.CheckConstraint(
                name="leavers_to_a_partner_have_one", condition=Q(to_partner=0) | Q(partner__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"Leavers of {self.institution} in {self.period}"

    @property
    def total(self) -> int:
        return sum(getattr(self, name) for name in self.DESTINATIONS)
