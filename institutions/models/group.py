"""Groups of institutions: trusts and federations with dated members."""

from django.db import models
from django.db.models import Q

from institutions.models.institution import Institution


class GroupMembershipQuerySet(models.QuerySet["GroupMembership"]):
    def current(self) -> "GroupMembershipQuerySet":
        return self.filter(left_on=None)


class GroupMembership(models.Model):
    """An institution was a member of a group from one day to another."""

    class Kind(models.TextChoices):
        TRUST = "TRUST", "Trust"
        FEDERATION = "FEDERATION", "Federation"
        CLUSTER = "CLUSTER", "Cluster or network"

    group = models.ForeignKey(Institution, models.PROTECT, related_name="memberships")
    member = models.ForeignKey(Institution, models.PROTECT, related_name="groups")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.TRUST)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    objects = GroupMembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(left_on=None, kind="TRUST"),
                name="school_is_in_one_trust_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["group", "member"], condition=Q(left_on=None), name="group_lists_a_member_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.group}"
