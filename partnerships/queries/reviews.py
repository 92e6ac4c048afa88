"""What reviews say: each side's answers beside each other, averages of surveys, and what is still awaited.

Tenancy: words and points come through `Respondent.visible_to`; averages are public, and only of enough answers.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import mean

from django.db.models import Prefetch, Q
from django.utils import timezone

from accounts.models import User
from institutions.models import Institution
from institutions.models.institution import InstitutionQuerySet
from partnerships.models import (
    Collaboration,
    Partnership,
    Party,
    Respondent,
    Review,
    ReviewAnswer,
    SetCriterion,
)
from partnerships.models.review import ReviewQuerySet

FEWEST_ANSWERS = 5  # of fewer, no average is shown
RECENTLY = timedelta(days=365)


@dataclass(frozen=True)
class Said:
    """One side's answer."""

    who: Institution
    answer: ReviewAnswer


@dataclass(frozen=True)
class Row:
    """One criterion, with what is known of it."""

    criterion: SetCriterion
    said: list[Said]
    average: float | None = None

    @property
    def gap(self) -> int:
        """Points between the side that sees it best and the one that sees it worst."""
        values = [said.answer.point.value for said in self.said]
        return max(values) - min(values) if values else 0


@dataclass(frozen=True)
class Reading:
    """A review as one person may read it."""

    review: Review
    rows: list[Row]
    answered: list[Respondent]
    awaited: list[Respondent]
    is_revealed: bool
    words: list[Respondent]

    @property
    def widest(self) -> Row | None:
        """Where the sides see it most differently."""
        compared = [row for row in self.rows if row.gap]
        return max(compared, key=lambda row: row.gap, default=None)

    @property
    def asked(self) -> int:
        return len(self.answered) + len(self.awaited)


@dataclass(frozen=True)
class SurveyResult:
    """The averages of a survey that has closed; none where too few answered."""

    review: Review
    asked: int
    answered: int
    averages: list[tuple[SetCriterion, float]]
    most: int


def partners_of(institution: Institution) -> InstitutionQuerySet:
    """Who works with it: in a live partnership, or together on something in the last year."""
    parts = Party.objects.current().filter(institution=institution, partnership__stage__in=Partnership.LIVE)
    parties = Party.objects.current().filter(partnership__in=parts.values("partnership"))
    recent = Collaboration.objects.recorded().filter(starts_on__gte=timezone.localdate() - RECENTLY)
    ours = recent.filter(Q(organiser=institution) | Q(contributions__school=institution))
    theirs = recent.filter(partner=institution)
    together = (
        parties.values("institution")
        .union(ours.values("partner"))
        .union(theirs.values("organiser"))
        .union(theirs.values("contributions__school"))
    )
    return Institution.objects.open().filter(pk__in=together).exclude(pk=institution.pk)


def read_reviews(reviews: ReviewQuerySet, *, viewer: User) -> list[Reading]:
    """Many at once, in a fixed number of queries."""
    whole = reviews.select_related("criteria_set__kind", "partnership", "institution", "asked_by")
    found = list(whole.prefetch_related("criteria_set__criteria", "findings"))
    numbers = [review.pk for review in found]
    revealed = set(Review.objects.filter(pk__in=numbers).revealed().values_list("pk", flat=True))
    shown = set(Respondent.objects.visible_to(viewer).filter(review__in=numbers).values_list("pk", flat=True))
    answers = Prefetch("answers", ReviewAnswer.objects.select_related("point"))
    rows = Respondent.objects.filter(review__in=numbers).select_related("institution")
    by_review: dict[int, list[Respondent]] = defaultdict(list)
    for respondent in rows.prefetch_related(answers).order_by("institution__name", "pk"):
        by_review[respondent.review_id].append(respondent)
    return [_reading(review, by_review[review.pk], shown, review.pk in revealed) for review in found]


def _reading(review: Review, respondents: list[Respondent], shown: set[int], is_revealed: bool) -> Reading:
    answered = [each for each in respondents if each.answered_at]
    visible = [each for each in answered if each.pk in shown]
    is_averaged = is_revealed and review.kind.is_anonymous
    return Reading(
        review=review,
        rows=_rows(review, visible, averaged=answered if is_averaged else []),
        answered=answered,
        awaited=[each for each in respondents if not each.answered_at],
        is_revealed=is_revealed,
        words=[each for each in visible if each.words],
    )


def _rows(review: Review, visible: list[Respondent], *, averaged: Sequence[Respondent]) -> list[Row]:
    said: dict[int, list[Said]] = defaultdict(list)
    for respondent in visible:
        for answer in respondent.answers.all():
            said[answer.criterion_id].append(Said(respondent.institution, answer))
    averages = _averages(averaged)
    return [
        Row(criterion, said[criterion.pk], averages.get(criterion.pk))
        for criterion in sorted(review.criteria_set.criteria.all(), key=lambda each: each.position)
    ]


def _averages(respondents: Sequence[Respondent]) -> dict[int, float]:
    """By criterion; nothing of fewer than FEWEST_ANSWERS."""
    values: dict[int, list[int]] = defaultdict(list)
    for respondent in respondents:
        for answer in respondent.answers.all():
            values[answer.criterion_id].append(answer.point.value)
    return {pk: round(mean(given), 1) for pk, given in values.items() if len(given) >= FEWEST_ANSWERS}


def surveys_of(institution: Institution) -> list[SurveyResult]:
    """Closed surveys about it, the latest first. Everybody may read averages, so they are worked out for all alike."""
    rows = institution.reviews.revealed().filter(criteria_set__kind__is_anonymous=True)
    answers = Prefetch("respondents__answers", ReviewAnswer.objects.select_related("point"))
    found = rows.select_related("criteria_set__kind").prefetch_related(
        "criteria_set__criteria", "criteria_set__scale__points", "respondents", answers
    )
    return [_survey(review) for review in found.order_by("-opened_on", "-pk")]


def _survey(review: Review) -> SurveyResult:
    respondents = list(review.respondents.all())
    answered = [each for each in respondents if each.answered_at]
    averages = _averages(answered)
    criteria = sorted(review.criteria_set.criteria.all(), key=lambda each: each.position)
    return SurveyResult(
        review=review,
        asked=len(respondents),
        answered=len(answered),
        averages=[(each, averages[each.pk]) for each in criteria if each.pk in averages],
        most=max(point.value for point in review.criteria_set.scale.points.all()),
    )
