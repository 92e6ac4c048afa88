"""What kinds of group there are, as data, and what a group says of itself."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.models import TimeStamped
from institutions.models.area import Area
from institutions.models.institution import Institution
from institutions.models.vocabulary import valid_on


class GroupKindQuerySet(models.QuerySet["GroupKind"]):
    def founded_here(self) -> "GroupKindQuerySet":
        """Those of which somebody may start one today, in their order."""
        return self.filter(valid_on(None), is_registered=False).order_by("position")


class GroupKind(models.Model):
    """A kind of group, as data: who may belong to it, and what it says of itself besides."""

    code = models.CharField(max_length=40, unique=True)
    label = models.CharField(max_length=80)
    description = models.TextField(blank=True)
    member_kinds = ArrayField(
        models.CharField(max_length=20, choices=Institution.Kind),
        default=list,
        blank=True,
        help_text="Kinds of institution that may belong; empty: any",
    )
    accredited_by = ArrayField(
        models.CharField(max_length=20, choices=Institution.Kind),
        default=list,
        blank=True,
        help_text="Kinds of institution that may accredit one; empty: it is not accredited",
    )
    is_registered = models.BooleanField(
        default=False, help_text="Comes from the register, with its members; nobody starts one here"
    )
    counts_people = models.BooleanField(
        default=False, help_text="People belong to it too: it says each year how many, and never who"
    )
    has_budget = models.BooleanField(default=False, help_text="It commissions services from its own budget")
    has_catchment = models.BooleanField(default=False, help_text="It serves areas that it names")
    acts_for_members = models.BooleanField(
        default=False, db_default=False, help_text="A member may let it make offers in its name"
    )
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = GroupKindQuerySet.as_manager()

    def __str__(self) -> str:
        return self.label

    def takes(self, institution: Institution) -> bool:
        """May such an institution belong?"""
        return not self.member_kinds or institution.kind in self.member_kinds


class Group(TimeStamped):
    """What a group is and says of itself. Its name and place are the institution's; a trust may have one too."""

    institution = models.OneToOneField(Institution, models.PROTECT, primary_key=True, related_name="as_group")
    kind = models.ForeignKey(GroupKind, models.PROTECT, related_name="groups")
    purpose = models.TextField(blank=True)
    catchment = models.ManyToManyField(Area, related_name="+", blank=True)

    def __str__(self) -> str:
        return str(self.institution)


class GroupYear(models.Model):
    """What a group says of one school year: what it had to spend, and how many people belonged to it."""

    group = models.ForeignKey(Institution, models.PROTECT, related_name="group_years")
    year = models.CharField(max_length=7, help_text="School year, such as 2026/27")
    budget = models.PositiveIntegerField(null=True, blank=True, help_text="Pounds")
    people = models.PositiveIntegerField(null=True, blank=True, help_text="Individual members")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "year"], name="group_says_it_once_for_each_year")
        ]

    def __str__(self) -> str:
        return f"{self.group} in {self.year}"


class GroupAccreditation(models.Model):
    """A body says that a group meets its standard, from one day to another. Taken away, it ends early."""

    group = models.ForeignKey(Institution, models.PROTECT, related_name="group_accreditations")
    body = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    standard = models.CharField(max_length=120)
    granted_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The first day without it")
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was taken away")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="group_accreditation_ends_after_it_begins",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("granted_on")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.standard}, {self.body}"

    @property
    def is_held(self) -> bool:
        today = timezone.localdate()
        return self.granted_on <= today and (self.ends_on is None or self.ends_on > today)
