"""Who belongs to which group, and since when.

A trust answers for its schools by law, and a role there counts at each of them (`GroupMembership`). Other groups have
members of their own free will, several groups each, and no rights over them (`Affiliation`).
"""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from core.models import TimeStamped
from institutions.models.institution import Institution

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class AffiliationQuerySet(models.QuerySet["Affiliation"]):
    def visible_to(self, user: "User | AnonymousUser") -> "AffiliationQuerySet":
        """Who belongs or belonged is open to everyone; who is asked to, to the people of both."""
        told = Q(state__in=(Affiliation.State.MEMBER, Affiliation.State.LEFT))
        if not user.is_authenticated:
            return self.filter(told)
        own = Institution.objects.of(user).values("pk")
        return self.filter(told | Q(group__in=own) | Q(member__in=own))

    def on(self, day: date) -> "AffiliationQuerySet":
        """Those that were in force on a day."""
        return self.filter(Q(left_on=None) | Q(left_on__gt=day), joined_on__lte=day)

    def acting(self) -> "AffiliationQuerySet":
        """Where the member lets the group act in its name today."""
        today = timezone.localdate()
        lasts = Q(acts_until=None) | Q(acts_until__gt=today)
        return self.filter(lasts, state=Affiliation.State.MEMBER, acts_from__lte=today)

    def asked(self) -> "AffiliationQuerySet":
        return self.filter(state=Affiliation.State.ASKED)


class Affiliation(TimeStamped):
    """An institution belongs to a group from one day to another: asked by the group, begun by its own word."""

    class State(models.TextChoices):
        ASKED = "ASKED", "Asked to join"
        MEMBER = "MEMBER", "Member"
        LEFT = "LEFT", "Left"
        DECLINED = "DECLINED", "Declined"
        WITHDRAWN = "WITHDRAWN", "Taken back"

    group = models.ForeignKey(Institution, models.PROTECT, related_name="affiliates")
    member = models.ForeignKey(Institution, models.PROTECT, related_name="affiliations")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True, help_text="The first day on which it was no member")
    acts_from = models.DateField(
        null=True, blank=True, help_text="Since when the group may act in the member’s name"
    )
    acts_until = models.DateField(
        null=True, blank=True, help_text="The first day on which it may not any more"
    )

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "member"],
                condition=Q(state__in=("ASKED", "MEMBER")),
                name="institution_is_in_a_group_once_at_a_time",
            ),
            models.CheckConstraint(
                name="affiliation_has_the_days_of_its_state",
                condition=Q(state__in=("ASKED", "DECLINED", "WITHDRAWN"), joined_on=None, left_on=None)
                | Q(state="MEMBER", joined_on__isnull=False, left_on=None)
                | Q(state="LEFT", joined_on__isnull=False, left_on__gte=F("joined_on")),
            ),
            models.CheckConstraint(
                name="group_acts_for_a_member_from_a_day",
                condition=Q(acts_until=None) | Q(acts_from__isnull=False, acts_until__gte=F("acts_from")),
            ),
            models.CheckConstraint(name="group_is_not_its_own_member", condition=~Q(group=F("member"))),
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.group}"

    @property
    def may_act(self) -> bool:
        """Does the member let the group act in its name today?"""
        today = timezone.localdate()
        begun = self.acts_from is not None and self.acts_from <= today
        return begun and (self.acts_until is None or self.acts_until > today)
