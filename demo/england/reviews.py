"""A few reviews to look at: two sides that differ, one that waits for an answer, a visit, and a survey that closed."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from institutions.models import Institution
from partnerships import actions
from partnerships.models import CriteriaSet, Partnership, Respondent, Review, ReviewAnswer
from partnerships.queries.reviews import partners_of

REASONS = {2: "We hear of plans when they are made.", 4: "We plan the year together."}
ANSWERS_TO_SURVEY = 8


def ask_for_reviews() -> None:
    """Asked as the trust's lead would; what the others say is written down for them."""
    lead = User.objects.get(email="lead@demo.example")
    trust = Institution.objects.get(members__user=lead, kind=Institution.Kind.TRUST)
    own = Institution.objects.members_of(trust)
    partnership = Partnership.objects.live().filter(parties__institution__in=own).order_by("pk").first()
    if partnership is not None:
        _between_two(partnership, own.filter(parties__partnership=partnership)[0], lead)
    _of_the_trust(trust, lead)
    _of_the_university(User.objects.get(email="university@demo.example"))


def _between_two(partnership: Partnership, side: Institution, lead: User) -> None:
    compared = _ask("SELF_REVIEW", partnership, side, lead)
    for number, respondent in enumerate(compared.respondents.order_by("pk")):
        _say(respondent, 2 + 2 * (number % 2), lead)
    waiting = _ask("HEALTH", partnership, side, lead)
    _say(waiting.respondents.get(institution=side), 4, lead)


def _of_the_trust(trust: Institution, lead: User) -> None:
    visitor = partners_of(trust).order_by("pk").first()
    if visitor is None:
        return
    yesterday = timezone.localdate() - timedelta(days=1)
    days = {"opened_on": yesterday, "closes_on": yesterday}
    visit = Review.objects.create(criteria_set=_set("QA_VISIT"), institution=trust, asked_by=visitor, **days)
    _say(visit.respondents.create(institution=visitor), 2, lead)
    visit.findings.create(
        words="Tutors mark in different ways.",
        action="Mark ten pieces of work together",
        due_on=timezone.localdate() + timedelta(days=40),
    )


def _of_the_university(by: User) -> None:
    """A survey that has closed, with enough answers to show averages."""
    university = Institution.objects.get(members__user=by)
    survey = _ask("SATISFACTION", university, university, by)
    for number, respondent in enumerate(survey.respondents.order_by("pk")[:ANSWERS_TO_SURVEY]):
        _say(respondent, 3 + number % 3, by)
    yesterday = timezone.localdate() - timedelta(days=1)
    Review.objects.filter(pk=survey.pk).update(opened_on=yesterday, closes_on=yesterday)


def _set(kind: str) -> CriteriaSet:
    return CriteriaSet.objects.in_force().get(kind__code=kind, owner=None)


def _ask(kind: str, about: Partnership | Institution, asked_by: Institution, by: User) -> Review:
    return actions.open_review(criteria_set=_set(kind), about=about, asked_by=asked_by, by=by)


def _say(respondent: Respondent, most: int, by: User) -> None:
    """Near the point, not always on it."""
    points = {point.value: point for point in respondent.review.criteria_set.scale.points.all()}
    criteria = respondent.review.criteria_set.criteria.order_by("position")
    ReviewAnswer.objects.bulk_create(
        ReviewAnswer(
            respondent=respondent,
            criterion=criterion,
            point=points[max(1, most - (position % 3 == 2))],
            reason=REASONS.get(most, "") if position == 0 else "",
        )
        for position, criterion in enumerate(criteria)
    )
    Respondent.objects.filter(pk=respondent.pk).update(answered_at=timezone.now(), answered_by=by)
