"""Trusts and their schools, dated."""

from django.db import models
from django.db.models import Q

from institutions.models.institution import Institution


class GroupMembershipQuerySet(models.QuerySet["GroupMembership"]):
    def current(self) -> "GroupMembershipQuerySet":
        return self.filter(left_on=None)


class GroupMembership(models.Model):
    """A school was in a trust from one day to another. A role at the trust counts at its schools (access.py)."""

    group = models.ForeignKey(Institution, models.PROTECT, related_name="memberships")
    member = models.ForeignKey(Institution, models.PROTECT, related_name="groups")
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    objects = GroupMembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(left_on=None),
                name="school_is_in_one_trust_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.group}"
