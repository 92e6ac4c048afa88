"""Plans and documents: what each kind must hold, when it is due again, and the goals that lead to partnerships."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from core.dates import academic_year_days
from core.models import TimeStamped
from institutions.models import Area, Institution, Membership, Question, valid_on
from partnerships.models.partnership import Partnership

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

SOON = timedelta(days=60)


class DocumentKindQuerySet(models.QuerySet["DocumentKind"]):
    def of_owner(self, owner: "Institution | Area") -> "DocumentKindQuerySet":
        """What such an owner has."""
        if isinstance(owner, Institution):
            return self.filter(owners__contains=[owner.kind])
        return self.filter(owners=[]) if owner.kind == Area.Kind.LOCAL_AUTHORITY else self.none()


class DocumentKind(models.Model):
    """A kind of document, as data: whose it is, what it must hold, and what follows from it."""

    code = models.CharField(max_length=30, unique=True)
    label = models.CharField(max_length=80)
    description = models.CharField(max_length=200)
    owners = ArrayField(
        models.CharField(max_length=20, choices=Institution.Kind),
        default=list,
        blank=True,
        help_text="Kinds of institution that have one; empty: a local authority has it",
    )
    sections = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    is_required = models.BooleanField(default=False, help_text="Every such owner must have one in public")
    is_yearly = models.BooleanField(
        default=False, help_text="A new one each school year, and its progress told"
    )
    is_for_standing = models.BooleanField(
        default=False, help_text="Without one submitted for today, its owner is not in good standing"
    )
    names_partners = models.BooleanField(
        default=False, help_text="Invalid without partner schools and what their pupils are to learn"
    )
    has_goals = models.BooleanField(default=False, help_text="Goals that lead to partnerships")
    position = models.PositiveSmallIntegerField()

    objects = DocumentKindQuerySet.as_manager()

    def __str__(self) -> str:
        return self.label

    @property
    def slug(self) -> str:
        """The code as it stands in an address."""
        return self.code.lower().replace("_", "-")

    @property
    def asked(self) -> list["DocumentQuestion"]:
        """What it is asked today, in order."""
        return list(self.questions.filter(valid_on(None)).order_by("position", "pk"))


class DocumentQuestion(Question):
    """What a kind of document is asked besides its sections."""

    kind = models.ForeignKey(DocumentKind, models.CASCADE, related_name="questions")


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: "User | AnonymousUser") -> "DocumentQuerySet":
        """What was submitted is open to everybody who is signed in; a draft is for its owner's people."""
        if not user.is_authenticated:
            return self.none()
        areas = Membership.objects.current().filter(user=user, area__isnull=False).values("area")
        administered = Q(area__in=areas) | Q(area__parent__in=areas) | Q(area__parent__parent__in=areas)
        own = Q(institution__in=Institution.objects.of(user))
        return self.filter(Q(submitted_on__isnull=False) | own | administered)

    def of_owner(self, owner: Institution | Area) -> "DocumentQuerySet":
        return self.filter(institution=owner) if isinstance(owner, Institution) else self.filter(area=owner)

    def in_force(self) -> "DocumentQuerySet":
        return self.filter(submitted_on__isnull=False, replaced_on=None)

    def overdue(self) -> "DocumentQuerySet":
        return self.in_force().filter(review_on__lt=timezone.localdate())

    def to_review(self) -> "DocumentQuerySet":
        """Overdue, or due soon."""
        return self.in_force().filter(review_on__lte=timezone.localdate() + SOON)

    def to_accept(self, area: Area) -> "DocumentQuerySet":
        """What waits for whoever administers the area: not the area's own."""
        return self.in_area(area).exclude(area=area).in_force().filter(accepted_on=None)

    def in_area(self, area: Area) -> "DocumentQuerySet":
        """Those of the area, of the areas in it, and of the institutions there."""
        within = Q(area=area) | Q(area__parent=area) | Q(area__parent__parent=area)
        return self.filter(within | Q(institution__in=Institution.objects.in_area(area)))


class Document(TimeStamped):
    """One plan or policy of an institution or a local authority, by link, with what stands in it.

    It is a draft until it is submitted. From then on it is in force, until another of its kind is submitted.
    """

    class Status(models.TextChoices):
        DRAFT = "DRAFT", "Draft"
        SUBMITTED = "SUBMITTED", "Submitted"
        ACCEPTED = "ACCEPTED", "Accepted"
        DUE = "DUE", "Due for review"
        OVERDUE = "OVERDUE", "Overdue"
        REPLACED = "REPLACED", "Replaced"

    kind = models.ForeignKey(DocumentKind, models.PROTECT, related_name="documents")
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="documents"
    )
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="documents")
    year = models.CharField(max_length=7, blank=True, help_text="The school year of a yearly one")
    link = models.URLField(max_length=300)
    link_opened_on = models.DateField(
        null=True, blank=True, help_text="When somebody last looked whether the link works"
    )
    is_link_broken = models.BooleanField(default=False)
    sections = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    partners = models.ManyToManyField(Institution, related_name="+", blank=True)
    outcomes = models.TextField(blank=True, help_text="What the pupils of the partner schools are to learn")
    review_on = models.DateField()
    submitted_on = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    replaced_on = models.DateField(null=True, blank=True, help_text="When another of its kind took its place")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="document_is_of_an_institution_or_an_area",
                condition=Q(institution=None, area__isnull=False) | Q(institution__isnull=False, area=None),
            ),
            models.CheckConstraint(
                name="document_is_accepted_after_it_is_submitted",
                condition=Q(accepted_on=None)
                | Q(submitted_on__isnull=False, accepted_on__gte=F("submitted_on")),
            ),
            models.CheckConstraint(
                name="document_is_replaced_after_it_is_submitted",
                condition=Q(replaced_on=None)
                | Q(submitted_on__isnull=False, replaced_on__gte=F("submitted_on")),
            ),
            models.UniqueConstraint(
                fields=["kind", "institution", "area"],
                condition=Q(submitted_on__isnull=False, replaced_on=None),
                name="owner_has_one_document_of_a_kind_in_force",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                fields=["kind", "institution", "area"],
                condition=Q(submitted_on=None),
                name="owner_has_one_draft_of_a_kind",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}".strip()

    @property
    def owner(self) -> Institution | Area:
        found = self.institution or self.area
        assert found is not None  # by constraint
        return found

    @property
    def missing(self) -> list[str]:
        """Sections that its kind asks for and that are not in it."""
        return [section for section in self.kind.sections if section not in self.sections]

    @property
    def completeness(self) -> int:
        """Per cent of the sections asked for."""
        asked = len(self.kind.sections)
        return 100 if not asked else round(100 * (asked - len(self.missing)) / asked)

    @property
    def status(self) -> "Document.Status":
        today = timezone.localdate()
        if self.submitted_on is None:
            return self.Status.DRAFT
        if self.replaced_on:
            return self.Status.REPLACED
        if self.review_on < today:
            return self.Status.OVERDUE
        if self.review_on <= today + SOON:
            return self.Status.DUE
        return self.Status.ACCEPTED if self.accepted_on else self.Status.SUBMITTED

    @property
    def waits_for_acceptance(self) -> bool:
        return bool(self.submitted_on and not self.accepted_on and not self.replaced_on)

    def is_for(self, day: date) -> bool:
        """A yearly one holds for its school year, any other until another takes its place."""
        if not self.kind.is_yearly:
            return True
        first, last = academic_year_days(self.year)
        return first <= day <= last


class DocumentProgress(models.Model):
    """What came of a plan so far, told once in a while."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="progress")
    told_on = models.DateField(default=timezone.localdate)
    words = models.TextField()
    told_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.document}, {self.told_on}"


class PlanGoal(TimeStamped):
    """A goal of a plan, how it is measured, and the partnerships that are to reach it."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="goals")
    words = models.CharField(max_length=200)
    measured_by = models.CharField(max_length=200, help_text="And who answers for it")
    partnerships = models.ManyToManyField(Partnership, related_name="goals", blank=True)

    def __str__(self) -> str:
        return self.words
