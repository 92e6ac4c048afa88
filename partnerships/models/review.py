"""Reviews: who was asked what about whom, what each said, and what is to be done about it."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from accounts.models import User
from core.models import TimeStamped
from institutions.models import Institution
from partnerships.models.criteria import CriteriaSet, ReviewKind, ScalePoint, SetCriterion
from partnerships.models.partnership import Partnership, Party

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, user: "User | AnonymousUser") -> "ReviewQuerySet":
        """The parties, the institution that it is about, whoever asked and whoever was asked."""
        own = Institution.objects.of(user)
        parts = Party.objects.filter(institution__in=own).values("partnership")
        asked = Respondent.objects.filter(institution__in=own).values("review")
        return self.filter(
            Q(partnership__in=parts) | Q(institution__in=own) | Q(asked_by__in=own) | Q(pk__in=asked)
        )

    def open(self) -> "ReviewQuerySet":
        """Somebody may still answer."""
        silent = Respondent.objects.filter(review=OuterRef("pk"), answered_at=None)
        return self.filter(Exists(silent), closes_on__gte=timezone.localdate())

    def revealed(self) -> "ReviewQuerySet":
        """All have answered, or its last day has passed: until then nobody sees what the others said."""
        silent = Respondent.objects.filter(review=OuterRef("pk"), answered_at=None)
        return self.filter(~Exists(silent) | Q(closes_on__lt=timezone.localdate()))


class Review(TimeStamped):
    """One round of a set of criteria: about a partnership or an institution, from a day to a day."""

    criteria_set = models.ForeignKey(CriteriaSet, models.PROTECT, related_name="reviews")
    title = models.CharField(max_length=200, blank=True, help_text="Of a round that has a subject of its own")
    partnership = models.ForeignKey(
        Partnership, models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    asked_by = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    opened_on = models.DateField(default=timezone.localdate)
    closes_on = models.DateField(help_text="The last day on which somebody may answer")

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="review_is_about_one_thing",
                condition=Q(partnership=None, institution__isnull=False)
                | Q(partnership__isnull=False, institution=None),
            ),
            models.CheckConstraint(
                name="review_closes_after_it_opens", condition=Q(closes_on__gte=F("opened_on"))
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.kind)

    @property
    def kind(self) -> ReviewKind:
        return self.criteria_set.kind

    @property
    def subject(self) -> "Partnership | Institution":
        found = self.partnership or self.institution
        assert found is not None  # by constraint
        return found

    @property
    def is_past(self) -> bool:
        return self.closes_on < timezone.localdate()


class RespondentQuerySet(models.QuerySet["Respondent"]):
    def visible_to(self, user: "User | AnonymousUser") -> "RespondentQuerySet":
        """One's own at any time; the others' once the review is revealed, unless only averages of it are shown."""
        shown = Review.objects.visible_to(user).revealed().filter(criteria_set__kind__is_anonymous=False)
        return self.filter(Q(institution__in=Institution.objects.of(user)) | Q(review__in=shown))

    def answered(self) -> "RespondentQuerySet":
        return self.filter(answered_at__isnull=False)

    def awaited(self) -> "RespondentQuerySet":
        return self.filter(answered_at=None, review__closes_on__gte=timezone.localdate())


class Respondent(models.Model):
    """An institution that is asked, and when it answered."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="respondents")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="review_parts")
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RespondentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "institution"], name="institution_answers_a_review_once"
            ),
            models.CheckConstraint(
                name="respondent_answers_through_somebody",
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution}: {self.review}"


class ReviewAnswer(models.Model):
    """What a respondent says of one criterion, and why."""

    respondent = models.ForeignKey(Respondent, models.CASCADE, related_name="answers")
    criterion = models.ForeignKey(SetCriterion, models.PROTECT, related_name="answers")
    point = models.ForeignKey(ScalePoint, models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["respondent", "criterion"], name="respondent_judges_a_criterion_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.point}"


class FindingQuerySet(models.QuerySet["Finding"]):
    def visible_to(self, user: "User | AnonymousUser") -> "FindingQuerySet":
        return self.filter(review__in=Review.objects.visible_to(user))

    def to_do(self) -> "FindingQuerySet":
        return self.filter(done_on=None)


class Finding(TimeStamped):
    """Something that a review found, and what the institution will do about it by when."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="findings")
    words = models.TextField()
    action = models.CharField(max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    objects = FindingQuerySet.as_manager()

    def __str__(self) -> str:
        return self.action

    @property
    def is_late(self) -> bool:
        return self.done_on is None and self.due_on < timezone.localdate()


class InspectionEvidenceQuerySet(models.QuerySet["InspectionEvidence"]):
    def visible_to(self, user: "User | AnonymousUser") -> "InspectionEvidenceQuerySet":
        """It quotes what is published."""
        return self.all() if user.is_authenticated else self.none()


class InspectionEvidence(TimeStamped):
    """What an inspection said in public about partnership work: quoted, with its day, framework and address."""

    class Theme(models.TextChoices):
        PARTNERSHIP = "PARTNERSHIP", "Partnership"
        GUIDANCE = "GUIDANCE", "Guidance"
        PARENTS = "PARENTS", "Parental engagement"

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="inspection_evidence")
    partnership = models.ForeignKey(
        Partnership, models.PROTECT, null=True, blank=True, related_name="inspection_evidence"
    )
    theme = models.CharField(max_length=12, choices=Theme)
    inspected_on = models.DateField()
    framework = models.CharField(max_length=120)
    quotation = models.TextField()
    link = models.URLField(max_length=300)
    grade = models.ForeignKey(ScalePoint, models.PROTECT, null=True, blank=True, related_name="+")
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = InspectionEvidenceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.institution}, inspected on {self.inspected_on}"
