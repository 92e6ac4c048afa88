"""What young people and their families may expect of guidance, as data, and what each school says of it."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from core.models import TimeStamped
from institutions.models import Institution, Phase, valid_on

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class EntitlementQuerySet(models.QuerySet["Entitlement"]):
    def in_force(self, on: date | None = None) -> "EntitlementQuerySet":
        return self.filter(valid_on(on))

    def of_school(self, school: Institution) -> "EntitlementQuerySet":
        """Those of the phases that it teaches."""
        return self.filter(phase__in=school.phases)


class Entitlement(models.Model):
    """One version of one thing to expect in a phase. It is never edited: a new version takes over from a day."""

    class Basis(models.TextChoices):
        LAW = "LAW", "The law"
        GUIDANCE = "GUIDANCE", "Statutory guidance, which schools must take into account"
        RECOMMENDED = "RECOMMENDED", "Recommended, and no duty"

    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    phase = models.CharField(max_length=12, choices=Phase)
    title = models.CharField(max_length=120)
    words = models.TextField()
    questions = ArrayField(
        models.CharField(max_length=200), help_text="What a parent may ask the school about it"
    )
    basis = models.CharField(max_length=12, choices=Basis)
    source = models.CharField(max_length=200)
    source_link = models.URLField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField()
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = EntitlementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="entitlement_has_each_version_once"),
            models.CheckConstraint(
                name="entitlement_ends_after_it_begins",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class EntitlementStatusQuerySet(models.QuerySet["EntitlementStatus"]):
    def visible_to(self, user: "User | AnonymousUser") -> "EntitlementStatusQuerySet":
        """Schools say it to everybody."""
        return self

    def current(self, on: date | None = None) -> "EntitlementStatusQuerySet":
        """What held on a day, today unless said."""
        day = on or timezone.localdate()
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), since__lte=day)


class EntitlementStatus(TimeStamped):
    """How far a school is with one entitlement, by its own account, from a day on."""

    class Status(models.TextChoices):
        MET = "MET", "In place"
        PARTLY = "PARTLY", "Partly in place"
        NOT_YET = "NOT_YET", "Not yet in place"

    entitlement = models.ForeignKey(Entitlement, models.PROTECT, related_name="statuses")
    school = models.ForeignKey(Institution, models.PROTECT, related_name="entitlement_statuses")
    status = models.CharField(max_length=8, choices=Status)
    words = models.CharField(max_length=300, blank=True, help_text="What the school does, or when it will")
    link = models.URLField(max_length=300, blank=True, help_text="Where families can read more")
    since = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True, help_text="The first day of another status")
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = EntitlementStatusQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entitlement", "school"],
                condition=Q(ended_on=None),
                name="school_has_one_status_of_an_entitlement_today",
            ),
            models.CheckConstraint(
                name="entitlement_status_ends_after_it_begins",
                condition=Q(ended_on=None) | Q(ended_on__gt=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entitlement}: {self.get_status_display()}"
