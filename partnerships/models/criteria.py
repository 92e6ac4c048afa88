"""Sets of questions as data: kinds of review, scales, and the versions of what is asked."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from institutions.models import Institution, valid_on

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class Scale(models.Model):
    """The points that an answer may take. Another scale has another row, so that old answers keep their meaning."""

    code = models.CharField(max_length=30, unique=True)
    label = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.label


class ScalePoint(models.Model):
    """One point of a scale; the higher the value, the better."""

    scale = models.ForeignKey(Scale, models.CASCADE, related_name="points")
    value = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=60)
    meaning = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scale", "value"], name="scale_has_a_value_once")]

    def __str__(self) -> str:
        return self.label


class ReviewKind(models.Model):
    """A kind of review, as data: what it is about, who answers, and what of the answers is shown."""

    class About(models.TextChoices):
        PARTNERSHIP = "PARTNERSHIP", "A partnership"
        INSTITUTION = "INSTITUTION", "An institution"

    class AnsweredBy(models.TextChoices):
        PARTIES = "PARTIES", "Every party, each for itself"
        ITSELF = "ITSELF", "The institution itself"
        PARTNER = "PARTNER", "An institution that works with it"
        PARTNERS = "PARTNERS", "All institutions that work with it"
        INVITED = "INVITED", "Whoever is invited"
        CLIENTS = "CLIENTS", "All whom a broker helped, once a year"
        FAMILIES = "FAMILIES", "Families, in rounds of their own"

    code = models.CharField(max_length=30, unique=True)
    label = models.CharField(max_length=80)
    description = models.CharField(max_length=200)
    about = models.CharField(max_length=12, choices=About)
    answered_by = models.CharField(max_length=10, choices=AnsweredBy)
    days_open = models.PositiveSmallIntegerField(help_text="How long there is to answer")
    needs_reasons = models.BooleanField(default=False)
    is_anonymous = models.BooleanField(
        default=False, help_text="Only averages are shown, and only of enough answers"
    )
    has_findings = models.BooleanField(default=False, help_text="It leads to findings and actions")
    judges_value = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Below the middle of its scale, what it judges is of low value",
    )
    subjects = models.JSONField(
        default=list, blank=True, help_text="Kinds of institution that it is about; empty: any"
    )
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="review_of_partnership_is_by_its_parties",
                condition=Q(about="PARTNERSHIP", answered_by="PARTIES")
                | (Q(about="INSTITUTION") & ~Q(answered_by="PARTIES")),
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def slug(self) -> str:
        """The code as it stands in an address."""
        return self.code.lower().replace("_", "-")

    @property
    def is_single(self) -> bool:
        """One institution writes it down, for a day of its choice; nobody else is asked."""
        return self.answered_by in (self.AnsweredBy.ITSELF, self.AnsweredBy.PARTNER)


class CriteriaSetQuerySet(models.QuerySet["CriteriaSet"]):
    def visible_to(self, user: "User | AnonymousUser") -> "CriteriaSetQuerySet":
        """The shared ones, and those of one's own institutions and of whoever reviews with them."""
        own = Institution.objects.of(user)
        asked = Q(reviews__respondents__institution__in=own) | Q(reviews__institution__in=own)
        return self.filter(Q(owner=None) | Q(owner__in=own) | asked).distinct()

    def in_force(self, on: date | None = None) -> "CriteriaSetQuerySet":
        return self.filter(valid_on(on))

    def open_to(self, owner: Institution) -> "CriteriaSetQuerySet":
        """Shared sets, and the institution's own."""
        return self.filter(Q(owner=None) | Q(owner=owner))


class CriteriaSet(models.Model):
    """One version of what a kind of review asks. It is never edited: a new version takes over from a day."""

    kind = models.ForeignKey(ReviewKind, models.PROTECT, related_name="sets")
    owner = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", help_text="None: shared by all"
    )
    name = models.CharField(max_length=120)
    version = models.PositiveSmallIntegerField(default=1)
    scale = models.ForeignKey(Scale, models.PROTECT, related_name="+")
    source = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = CriteriaSetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "owner", "name", "version"],
                name="criteria_set_has_each_version_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="criteria_set_ends_after_it_begins",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.name if self.version == 1 else f"{self.name}, version {self.version}"

    def is_in_force(self, on: date) -> bool:
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on < self.valid_to)


class SetCriterion(models.Model):
    """One thing that a set asks to be judged."""

    criteria_set = models.ForeignKey(CriteriaSet, models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["criteria_set", "position"], name="set_criterion_has_its_place_in_the_set"
            )
        ]

    def __str__(self) -> str:
        return self.title
