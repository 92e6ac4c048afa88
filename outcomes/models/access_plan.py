"""Access and participation plans: what a university promised its regulator, and the work that counts towards it."""

from typing import TYPE_CHECKING

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from core.models import TimeStamped
from institutions.models import Institution
from partnerships.models import Collaboration, Partnership, Programme

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


KINDS_OF_WORK = ("partnership", "programme", "collaboration")


class AccessPlanQuerySet(models.QuerySet["AccessPlan"]):
    def visible_to(self, user: "User | AnonymousUser") -> "AccessPlanQuerySet":
        """Providers publish their plans, so everybody sees them."""
        return self

    def in_force(self, year: str) -> "AccessPlanQuerySet":
        """Years are written so that they sort: 2025/26 comes before 2026/27."""
        return self.filter(first_year__lte=year, last_year__gte=year)


class AccessPlan(TimeStamped):
    """One plan of one higher education provider, for some school years. Its provider's UKPRN identifies it."""

    provider = models.ForeignKey(Institution, models.PROTECT, related_name="access_plans")
    first_year = models.CharField(max_length=7)
    last_year = models.CharField(max_length=7)
    url = models.URLField(max_length=300, blank=True, help_text="Where it is published")

    objects = AccessPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "first_year"], name="access_plan_of_a_provider_is_kept_once"
            ),
            models.CheckConstraint(
                name="access_plan_ends_after_it_begins", condition=Q(last_year__gte=F("first_year"))
            ),
        ]

    def __str__(self) -> str:
        return f"Access and participation plan of {self.provider.name}, {self.first_year} to {self.last_year}"

    @property
    def years(self) -> list[str]:
        first, last = int(self.first_year[:4]), int(self.last_year[:4])
        return [f"{year}/{(year + 1) % 100:02d}" for year in range(first, last + 1)]


class AccessTarget(TimeStamped):
    """What is to be different at the end, in one number, under the code of the provider's own workbook."""

    class Stage(models.TextChoices):
        ACCESS = "ACCESS", "Access: who comes to study"
        SUCCESS = "SUCCESS", "Success: who stays, and how well they do"
        PROGRESSION = "PROGRESSION", "Progression: what graduates go on to"

    class Unit(models.TextChoices):
        PERCENT = "PERCENT", "per cent"
        POINTS = "POINTS", "percentage points, of a gap"
        PEOPLE = "PEOPLE", "people"

    plan = models.ForeignKey(AccessPlan, models.CASCADE, related_name="targets")
    code = models.CharField(
        max_length=12, validators=[RegexValidator(r"^[A-Z]{2,4}_?\d{1,3}$", "Enter a code like PTA_1")]
    )
    stage = models.CharField(max_length=12, choices=Stage)
    words = models.CharField(max_length=300)
    audience = models.CharField(max_length=200)
    unit = models.CharField(max_length=10, choices=Unit)
    baseline = models.DecimalField(max_digits=8, decimal_places=1)
    baseline_year = models.CharField(max_length=7)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="access_target_has_its_own_code")
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.words}"


class TargetYear(models.Model):
    """How far a target is to be by the end of a year, and how far it was, with the source that says so."""

    target = models.ForeignKey(AccessTarget, models.CASCADE, related_name="years")
    year = models.CharField(max_length=7)
    milestone = models.DecimalField(max_digits=8, decimal_places=1)
    actual = models.DecimalField(max_digits=8, decimal_places=1, null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "year"], name="target_has_one_milestone_a_year"),
            models.CheckConstraint(
                name="target_actual_has_its_source", condition=Q(actual=None) | ~Q(source="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.milestone}"


class TargetLink(TimeStamped):
    """A partnership, a programme or a record of the log that works towards a target.

    Several universities may link the same work: each sees it under its own target, and England counts it once.
    """

    target = models.ForeignKey(AccessTarget, models.CASCADE, related_name="links")
    partnership = models.ForeignKey(Partnership, models.CASCADE, null=True, blank=True, related_name="+")
    programme = models.ForeignKey(Programme, models.CASCADE, null=True, blank=True, related_name="+")
    collaboration = models.ForeignKey(Collaboration, models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="target_link_leads_to_one_piece_of_work",
                condition=Q(partnership__isnull=False, programme=None, collaboration=None)
                | Q(partnership=None, programme__isnull=False, collaboration=None)
                | Q(partnership=None, programme=None, collaboration__isnull=False),
            ),
            *(
                models.UniqueConstraint(
                    fields=["target", work],
                    condition=Q(**{f"{work}__isnull": False}),
                    name=f"{work}_is_linked_to_a_target_once",
                )
                for work in KINDS_OF_WORK
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partnership or self.programme or self.collaboration} for {self.target}"
