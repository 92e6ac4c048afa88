"""Asking an institution to be a party."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from accounts.models import User
from core.models import TimeStamped
from institutions.models import Institution
from partnerships.models.partnership import Partnership

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class PartyInvitationQuerySet(models.QuerySet["PartyInvitation"]):
    def visible_to(self, user: "User | AnonymousUser") -> "PartyInvitationQuerySet":
        """Those who ask, those who are asked, and the other parties."""
        own = Institution.objects.of(user)
        return self.filter(Q(institution__in=own) | Q(partnership__in=Partnership.objects.of(user)))

    def open(self) -> "PartyInvitationQuerySet":
        return self.filter(answered_at=None).exclude(partnership__stage=Partnership.Stage.ENDED)


class PartyInvitation(TimeStamped):
    """An institution is asked to be a party. It is one only once it has said yes."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="invitations")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="party_invitations")
    asked_by = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    email = models.EmailField(blank=True, help_text="Whom to write to where nobody has an account")
    answered_at = models.DateTimeField(null=True, blank=True)
    is_accepted = models.BooleanField(null=True)
    words = models.TextField(blank=True, help_text="Why not")

    objects = PartyInvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "institution"],
                condition=Q(answered_at=None),
                name="institution_is_asked_once_at_a_time",
            ),
            models.CheckConstraint(
                name="invitation_is_answered_with_yes_or_no",
                condition=Q(answered_at=None, is_accepted=None)
                | Q(answered_at__isnull=False, is_accepted__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution} to {self.partnership}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.partnership.stage != Partnership.Stage.ENDED
