"""People who answer for it: named holders of accountable roles, and the vacancies they leave."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from core.models import TimeStamped
from institutions.models.institution import Institution
from institutions.models.role_type import RoleType
from institutions.models.vocabulary import Seniority

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
ADVISER = "NATIONAL_CHALLENGE_ADVISER"
SPONSOR = "EXECUTIVE_SPONSOR"  # stands behind what the institution does with others
CONFIRM_AFTER = timedelta(days=365)
HAND_OVER_WITHIN = timedelta(days=31)  # of leaving: later than that the work has found somebody


class RoleHolderQuerySet(models.QuerySet["RoleHolder"]):
    def visible_to(self, user: "User | AnonymousUser") -> "RoleHolderQuerySet":
        """Accountability is public: names of holders are shown, never their addresses."""
        return self

    def current(self, on: date | None = None) -> "RoleHolderQuerySet":
        day = on or timezone.localdate()
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), started_on__lte=day)

    def of(self, user: User) -> "RoleHolderQuerySet":
        """Where the person is named, by account or by address."""
        return self.filter(Q(user=user) | Q(user=None, email__iexact=user.email))

    def unconfirmed(self, on: date | None = None) -> "RoleHolderQuerySet":
        """Nobody has said for a year that the person is still in the role."""
        day = (on or timezone.localdate()) - CONFIRM_AFTER
        return self.filter(Q(confirmed_on__lt=day) | Q(confirmed_on=None, started_on__lt=day))

    def to_hand_over(self) -> "RoleHolderQuerySet":
        """They left, and what they carried is not listed yet."""
        day = timezone.localdate()
        left = self.filter(ended_on__lte=day, ended_on__gt=day - HAND_OVER_WITHIN)
        return left.filter(hand_over_opened_at=None)

    def advisers(self, user: User) -> "RoleHolderQuerySet":
        """Where the person is named today as a school's adviser, by account or by address."""
        return self.current().of(user).filter(role_type__code=ADVISER)


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
    seniority = models.CharField(max_length=10, choices=Seniority, blank=True)
    affiliation = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people_elsewhere",
        help_text="Where they come from: the employer of an employee governor, for example",
    )
    remit = models.CharField(max_length=80, blank=True)
    recognition = models.TextField(
        blank=True, help_text="Pay and conditions; for the institution’s own people"
    )
    confirmed_on = models.DateField(
        null=True, blank=True, help_text="When somebody last said that this still holds"
    )
    succeeded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    hand_over_opened_at = models.DateTimeField(null=True, blank=True)

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

    @property
    def is_unconfirmed(self) -> bool:
        return (self.confirmed_on or self.started_on) < timezone.localdate() - CONFIRM_AFTER

    @property
    def is_to_come(self) -> bool:
        return self.started_on > timezone.localdate()


class HandOverTaskQuerySet(models.QuerySet["HandOverTask"]):
    def visible_to(self, user: User) -> "HandOverTaskQuerySet":
        """The people of the institution that somebody left."""
        return self.filter(role_holder__institution__in=Institution.objects.of(user))

    def open(self) -> "HandOverTaskQuerySet":
        return self.filter(done_at=None)


class HandOverTask(TimeStamped):
    """One thing that somebody carried when they left a role, until it is in other hands."""

    role_holder = models.ForeignKey(RoleHolder, models.PROTECT, related_name="hand_over_tasks")
    what = models.CharField(max_length=200)
    address = models.CharField(max_length=200, help_text="The page where it can be taken on")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = HandOverTaskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["role_holder", "address"], name="each_thing_is_handed_over_once"),
            models.CheckConstraint(
                name="hand_over_is_done_by_somebody",
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.what
