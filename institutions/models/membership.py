"""Who may act for whom: a person's role at an institution or over an area."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from core.models import TimeStamped
from institutions.models.area import Area
from institutions.models.institution import Institution


class Role(models.TextChoices):
    MANAGER = "MANAGER", "Manager: can do everything here and invite people"
    EDITOR = "EDITOR", "Editor: can log, offer, request and answer"
    READER = "READER", "Reader: can see everything here"
    ADMINISTRATOR = "ADMINISTRATOR", "Administrator of an area"
    COORDINATOR = "COORDINATOR", "Coordinator of an area: sees and routes every request in it"


OVER_AREAS = ("ADMINISTRATOR", "COORDINATOR")
_INSTITUTION_XOR_AREA = (Q(institution__isnull=False, area__isnull=True) & ~Q(role__in=OVER_AREAS)) | Q(
    institution__isnull=True, area__isnull=False, role__in=OVER_AREAS
)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        return self.filter(ended_at=None)

    def visible_to(self, user: User) -> "MembershipQuerySet":
        """One's own, and those of the institutions one belongs to."""
        return self.filter(Q(user=user) | Q(institution__in=Institution.objects.of(user)))


class Membership(TimeStamped):
    """A person's role at one institution, or an administrator's or coordinator's over one area (England is one)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="members"
    )
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="administrators")
    role = models.CharField(max_length=15, choices=Role)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_is_of_an_institution_or_administers_an_area", condition=_INSTITUTION_XOR_AREA
            ),
            models.UniqueConstraint(
                fields=["user", "institution"],
                condition=Q(ended_at=None, institution__isnull=False),
                name="person_has_one_role_at_an_institution",
            ),
            models.UniqueConstraint(
                fields=["user", "area"],
                condition=Q(ended_at=None, area__isnull=False),
                name="person_administers_an_area_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.scope}"

    @property
    def scope(self) -> Institution | Area:
        scope = self.institution or self.area
        assert scope is not None  # membership_is_of_an_institution_or_administers_an_area
        return scope


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: User) -> "InvitationQuerySet":
        return self.filter(institution__in=Institution.objects.of(user))

    def open(self) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())


class Invitation(TimeStamped):
    """An e-mail address asked to join an institution in a role; the signed link in the e-mail accepts it, once."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(
        max_length=15, choices=[choice for choice in Role.choices if choice[0] not in OVER_AREAS]
    )
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.email} to {self.institution}"
