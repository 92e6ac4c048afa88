"""Where people in a role serve beyond their own place, and what advisers note of their visits."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from core.models import TimeStamped
from institutions.models.institution import Institution
from institutions.models.role_holder import RoleHolder

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class DeploymentQuerySet(models.QuerySet["Deployment"]):
    def visible_to(self, user: "User | AnonymousUser") -> "DeploymentQuerySet":
        """Who serves where is public, as who holds a role is."""
        return self

    def current(self, on: date | None = None) -> "DeploymentQuerySet":
        day = on or timezone.localdate()
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=day), started_on__lte=day)

    def with_both(self) -> "DeploymentQuerySet":
        """With the place that lends and the place that is helped."""
        facts = self.select_related("role_holder__role_type", "role_holder__institution", "at")
        return facts.defer("role_holder__institution__search", "at__search")


class Deployment(TimeStamped):
    """Somebody in a role serves at another institution from one day to another, for so many days, to some end."""

    role_holder = models.ForeignKey(RoleHolder, models.PROTECT, related_name="deployments")
    at = models.ForeignKey(Institution, models.PROTECT, related_name="deployments_here")
    purpose = models.CharField(max_length=200, help_text="What for")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True, help_text="The last day")
    days = models.DecimalField(
        max_digits=5, decimal_places=1, null=True, blank=True, help_text="Days of work, agreed or given"
    )
    outcome = models.CharField(max_length=500, blank=True)

    objects = DeploymentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="deployment_ends_after_it_starts",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
            ),
            models.CheckConstraint(
                name="deployment_with_an_outcome_has_ended",
                condition=Q(outcome="") | Q(ended_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role_holder.name} at {self.at}"

    @property
    def is_over(self) -> bool:
        return self.ended_on is not None and self.ended_on < timezone.localdate()


class VisitNoteQuerySet(models.QuerySet["VisitNote"]):
    def visible_to(self, user: "User | AnonymousUser") -> "VisitNoteQuerySet":
        """The adviser who wrote it, the people of the school, and those of its trust."""
        if not user.is_authenticated:
            return self.none()
        own = RoleHolder.objects.of(user).values("pk")
        return self.filter(Q(role_holder__in=own) | Q(institution__in=Institution.objects.of(user)))


class VisitNote(TimeStamped):
    """What somebody who advises a school, or serves there for a time, noted of one visit. No pupil is named."""

    role_holder = models.ForeignKey(RoleHolder, models.PROTECT, related_name="visit_notes")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="visit_notes")
    visited_on = models.DateField()
    words = models.TextField()

    objects = VisitNoteQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.role_holder.name} at {self.institution}, {self.visited_on}"
