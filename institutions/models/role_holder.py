"""People who answer for it: named holders of accountable roles, and the vacancies they leave."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from core.models import TimeStamped
from institutions.models.institution import Institution

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
ADVISER = "NATIONAL_CHALLENGE_ADVISER"


class RoleType(models.Model):
    """A kind of accountable role, as data: who must have it decides what counts as a vacancy."""

    code = models.CharField(max_length=40, unique=True)
    label = models.CharField(max_length=80)
    description = models.TextField(blank=True)
    required_of = ArrayField(
        models.CharField(max_length=20),
        default=list,
        blank=True,
        help_text="Kinds of institution that must have one",
    )
    is_single = models.BooleanField(default=True, help_text="One holder at a time at one institution")
    position = models.PositiveSmallIntegerField(default=0)
    target_holders = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many people there should be in England by `target_on`"
    )
    target_on = models.DateField(null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="role_target_has_a_number_and_a_day",
                condition=Q(target_holders=None, target_on=None)
                | Q(target_holders__gt=0, target_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def slug(self) -> str:
        return self.code.lower().replace("_", "-")


class RoleHolderQuerySet(models.QuerySet["RoleHolder"]):
    def visible_to(self, user: "User | AnonymousUser") -> "RoleHolderQuerySet":
        """Accountability is public: names of holders are shown, never their addresses."""
        return self

    def current(self, on: date | None = None) -> "RoleHolderQuerySet":
        day = on or timezone.localdate()
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), started_on__lte=day)

    def advisers(self, user: User) -> "RoleHolderQuerySet":
        """Where the person is named today as a school's adviser, by account or by address."""
        person = Q(user=user) | Q(user=None, email__iexact=user.email)
        return self.current().filter(person, role_type__code=ADVISER)


class RoleHolder(TimeStamped):
    """A named person answers for something at an institution, from one day to another."""

    role_type = models.ForeignKey(RoleType, models.PROTECT, related_name="holders")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="role_holders")
    name = models.CharField(max_length=150)
    email = models.EmailField(blank=True)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="roles_held")
    started_on = models.DateField()
    term_ends_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = RoleHolderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="role_ends_after_it_starts",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
            )
        ]
        indexes = [
            models.Index(
                fields=["institution", "role_type"], name="role_holder_current", condition=Q(ended_on=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.role_type}"
