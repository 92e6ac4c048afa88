"""The way of a request: its stages with their clocks, to whom it was handed on, and what was given in the end."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from brokerage.models.request import Request
from core.models import TimeStamped
from institutions.models import Institution, Term


class RequestStage(models.Model):
    """A request reached a stage. The time to the next row is how long it stayed there."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="stages")
    state = models.CharField(max_length=10, choices=Request.State)
    reached_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    words = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["request", "reached_at"], name="request_stage_in_order")]

    def __str__(self) -> str:
        return f"{self.request}: {self.get_state_display()}"


class CapabilityQuerySet(models.QuerySet["Capability"]):
    def visible_to(self, user: User) -> "CapabilityQuerySet":
        """What a partner can do is published."""
        return self


class Capability(models.Model):
    """Something that a routing partner can do with a request that is handed to it."""

    partner = models.ForeignKey(Institution, models.PROTECT, related_name="capabilities")
    capability = models.ForeignKey(Term, models.PROTECT, related_name="+")

    objects = CapabilityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partner", "capability"], name="partner_lists_a_capability_once")
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.capability}"


class RoutingQuerySet(models.QuerySet["Routing"]):
    def visible_to(self, user: User) -> "RoutingQuerySet":
        """Whoever may see the request."""
        return self.filter(request__in=Request.objects.visible_to(user))

    def waiting(self) -> "RoutingQuerySet":
        return self.filter(state=Routing.State.WAITING)


class Routing(TimeStamped):
    """A request is handed on to a partner, who takes it or hands it back with a reason."""

    class State(models.TextChoices):
        WAITING = "WAITING", "Waiting for an answer"
        ACCEPTED = "ACCEPTED", "Taken"
        HANDED_BACK = "HANDED_BACK", "Handed back"
        OVERTAKEN = "OVERTAKEN", "No longer needed"

    HOLDING = (State.WAITING, State.ACCEPTED)

    request = models.ForeignKey(Request, models.CASCADE, related_name="routings")
    partner = models.ForeignKey(Institution, models.PROTECT, related_name="routings")
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    words = models.TextField(blank=True)
    routed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    answer_words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = RoutingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(state="WAITING"), name="request_waits_with_one_partner"
            ),
            models.CheckConstraint(
                name="routing_handed_back_has_a_reason",
                condition=Q(state="HANDED_BACK", reason__isnull=False)
                | (~Q(state="HANDED_BACK") & Q(reason=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request} to {self.partner}"
