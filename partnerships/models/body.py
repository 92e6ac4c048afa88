"""Bodies that govern or advise: a partnership's, a trust's or network's, or a local authority's."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from core.models import TimeStamped
from institutions.models import Area, Institution, Membership, Seniority, Term
from partnerships.models.kind import Sector
from partnerships.models.partnership import Partnership

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class BodyKind(models.Model):
    """A kind of body (a term of the vocabulary) and the rules about its make-up."""

    class Owner(models.TextChoices):
        PARTNERSHIP = "PARTNERSHIP", "Partnership"
        GROUP = "GROUP", "Trust or network"
        AUTHORITY = "AUTHORITY", "Local authority"

    term = models.OneToOneField(Term, models.PROTECT, primary_key=True, related_name="body_kind")
    owners = ArrayField(models.CharField(max_length=12, choices=Owner), help_text="What may have one")
    sectors = ArrayField(
        models.CharField(max_length=20, choices=Sector),
        default=list,
        blank=True,
        help_text="Each of which must send a member with a vote equal to that of the others",
    )
    is_nominated = models.BooleanField(default=False, help_text="Members are nominated by an institution")
    needs_remit = models.BooleanField(default=False, help_text="It says what it is for")
    needs_end = models.BooleanField(default=False, help_text="It is set up for a term")

    def __str__(self) -> str:
        return str(self.term)


class BodyQuerySet(models.QuerySet["Body"]):
    def visible_to(self, user: "User | AnonymousUser") -> "BodyQuerySet":
        """Those whose body it is, and the institutions that sit on it. A partnership's is for all its parties."""
        if not user.is_authenticated:
            return self.none()
        own = Institution.objects.of(user)
        areas = Membership.objects.current().filter(user=user, area__isnull=False).values("area")
        sitting = BodyMember.objects.current().filter(institution__in=own)
        return self.filter(
            Q(partnership__in=Partnership.objects.of(user))
            | Q(group__in=own)
            | Q(authority__in=areas)
            | Q(authority__parent__in=areas)
            | Q(authority__parent__parent__in=areas)
            | Q(pk__in=sitting.values("body"))
        )

    def live(self, on: date | None = None) -> "BodyQuerySet":
        day = on or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), started_on__lte=day)


class Body(TimeStamped):
    """People from several institutions who decide together, on what, for how long and how often."""

    kind = models.ForeignKey(BodyKind, models.PROTECT, related_name="bodies")
    name = models.CharField(max_length=200)
    partnership = models.ForeignKey(Partnership, models.CASCADE, null=True, blank=True, related_name="bodies")
    group = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="bodies")
    authority = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="bodies")
    remit = models.TextField(blank=True, help_text="What it decides or advises on")
    started_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The first day on which it was none any more")
    meets_every = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Months between two meetings"
    )
    revision = models.PositiveIntegerField(
        default=1, db_default=1, help_text="An edit of an older one is refused"
    )

    objects = BodyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="body_belongs_to_one",
                condition=Q(partnership__isnull=False, group=None, authority=None)
                | Q(partnership=None, group__isnull=False, authority=None)
                | Q(partnership=None, group=None, authority__isnull=False),
            ),
            models.CheckConstraint(
                name="body_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gt=F("started_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def owner(self) -> Partnership | Institution | Area:
        owner = self.partnership or self.group or self.authority
        assert owner is not None  # body_belongs_to_one
        return owner

    @property
    def is_over(self) -> bool:
        return self.ends_on is not None and self.ends_on <= timezone.localdate()


class BodyMemberQuerySet(models.QuerySet["BodyMember"]):
    def current(self, on: date | None = None) -> "BodyMemberQuerySet":
        day = on or timezone.localdate()
        return self.filter(Q(left_on=None) | Q(left_on__gt=day), joined_on__lte=day)


class BodyMember(models.Model):
    """A named person who sits on a body for an institution, from a day to a day."""

    class Role(models.TextChoices):
        CHAIR = "CHAIR", "Chair"
        MEMBER = "MEMBER", "Member"
        ADVISER = "ADVISER", "Adviser without a vote"

    body = models.ForeignKey(Body, models.CASCADE, related_name="members")
    name = models.CharField(max_length=150)
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="seats")
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    seniority = models.CharField(max_length=10, choices=Seniority)
    nominated_by = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", help_text="Who put them forward"
    )
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    objects = BodyMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body"], condition=Q(role="CHAIR", left_on=None), name="body_has_one_chair"
            ),
            models.CheckConstraint(
                name="member_leaves_after_joining",
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.institution})"

    @property
    def level(self) -> str:
        return Seniority(self.seniority).short_label

    @property
    def has_vote(self) -> bool:
        return self.role != self.Role.ADVISER
