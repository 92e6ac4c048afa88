"""A review from its opening to what is done about it; what is asked is data (partnerships/models/criteria.py)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution
from partnerships import notifications
from partnerships.actions.steps import institutions_of, refuse_ended, refuse_future
from partnerships.models import (
    CriteriaSet,
    Finding,
    InspectionEvidence,
    Partnership,
    Respondent,
    Review,
    ReviewAnswer,
    ReviewKind,
    Scale,
    ScalePoint,
    SetCriterion,
)
from partnerships.queries.people import addresses_by_institution
from partnerships.queries.reviews import partners_of

About = Partnership | Institution
AnsweredBy = ReviewKind.AnsweredBy


@dataclass(frozen=True)
class Judged:
    """What is said of one criterion."""

    point: ScalePoint
    reason: str = ""


@transaction.atomic
def open_review(
    *,
    criteria_set: CriteriaSet,
    about: About,
    asked_by: Institution,
    by: User,
    on: date | None = None,
    title: str = "",
    invited: Iterable[Institution] = (),
) -> Review:
    """Ask a set of criteria of everybody whom its kind asks. `on`: the day it speaks of, where one writes it alone."""
    access.require(by, Permission.PARTNERSHIP_EDIT, asked_by)
    kind = criteria_set.kind
    _refuse_other_subject(kind, about)
    if isinstance(about, Partnership):
        refuse_ended(about)
    today = timezone.localdate()
    opened_on = on or today
    refuse_future(opened_on, field="on")
    if not criteria_set.is_in_force(opened_on):
        raise RuleBroken(
            f"“{criteria_set}” was not in force on that day. Choose another.", field="criteria_set"
        )
    respondents = _ASKED[AnsweredBy(kind.answered_by)](about, asked_by, list(invited))
    if not respondents:
        raise RuleBroken("There is nobody to ask yet.", code="nobody_to_ask")
    subject = {"partnership" if isinstance(about, Partnership) else "institution": about}
    asked = {"criteria_set": criteria_set, "asked_by": asked_by, "title": title, **subject}
    Institution.objects.select_for_update().get(pk=asked_by.pk)  # whoever asks twice at once asks once
    if Review.objects.open().filter(**asked).exists():
        raise RuleBroken("This is being asked already. Wait for the answers.", code="review_open")
    review = Review.objects.create(
        opened_on=opened_on, closes_on=today + timedelta(days=kind.days_open), **asked
    )
    Respondent.objects.bulk_create(Respondent(review=review, institution=each) for each in respondents)
    audit.record("review_opened", review, by=by, asked=[each.pk for each in respondents])
    notifications.review_opened(
        review, addresses=_addresses(each for each in respondents if each != asked_by)
    )
    return review


@transaction.atomic
def answer_review(
    *, respondent: Respondent, judged: Mapping[SetCriterion, Judged], words: str = "", by: User
) -> Respondent:
    """Say what one's own side thinks. It may be changed until everybody has answered; then it stands."""
    access.require(by, Permission.PARTNERSHIP_EDIT, respondent.institution)
    review = Review.objects.select_for_update().get(pk=respondent.review_id)
    respondent = review.respondents.select_related("institution").get(pk=respondent.pk)
    _refuse_closed(review)
    _refuse_incomplete(review, judged)
    privacy.refuse_personal_data(words, field="words")
    respondent.answers.all().delete()
    ReviewAnswer.objects.bulk_create(
        ReviewAnswer(respondent=respondent, criterion=criterion, point=said.point, reason=said.reason)
        for criterion, said in judged.items()
    )
    respondent.words, respondent.answered_at, respondent.answered_by = words, timezone.now(), by
    respondent.save(update_fields=["words", "answered_at", "answered_by"])
    audit.record("review_answered", review, by=by, institution=respondent.institution_id)
    if not review.respondents.filter(answered_at=None).exists() and not review.kind.is_single:
        others = Institution.objects.filter(review_parts__review=review).exclude(pk=respondent.institution_id)
        notifications.review_revealed(review, addresses=_addresses(others))
    return respondent


@transaction.atomic
def note_finding(*, review: Review, words: str, action: str, due_on: date, by: User) -> Finding:
    """What a visit found, and what the institution is to do about it."""
    access.require(by, Permission.PARTNERSHIP_EDIT, review.asked_by)
    if not review.kind.has_findings:
        raise RuleBroken("Findings belong to a quality-assurance visit.", code="no_findings")
    privacy.refuse_personal_data(words, field="words")
    finding = Finding.objects.create(review=review, words=words, action=action, due_on=due_on)
    audit.record("finding_noted", review, by=by, action=action)
    return finding


@transaction.atomic
def finish_finding(*, finding: Finding, by: User) -> Finding:
    """What was to be done is done: the word of the institution that it was about."""
    review = finding.review
    assert review.institution is not None  # only such kinds have findings
    access.require(by, Permission.PARTNERSHIP_EDIT, review.institution)
    finding = Finding.objects.select_for_update().get(pk=finding.pk)
    if finding.done_on:
        raise RuleBroken("This is done already.", code="finding_done")
    finding.done_on = timezone.localdate()
    finding.save(update_fields=["done_on", "updated_at"])
    audit.record("finding_finished", review, by=by, action=finding.action)
    return finding


@transaction.atomic
def make_criteria_set(
    *, owner: Institution, kind: ReviewKind, name: str, scale: Scale, criteria: Sequence[str], by: User
) -> CriteriaSet:
    """A set of one's own. By the same name it is a new version, and the one before is asked no more."""
    access.require(by, Permission.PARTNERSHIP_EDIT, owner)
    today = timezone.localdate()
    earlier = CriteriaSet.objects.select_for_update().filter(kind=kind, owner=owner, name=name)
    last = earlier.order_by("-version").first()
    earlier.filter(valid_to=None).update(valid_to=today)
    made = CriteriaSet.objects.create(
        kind=kind,
        owner=owner,
        name=name,
        version=last.version + 1 if last else 1,
        scale=scale,
        valid_from=today,
    )
    SetCriterion.objects.bulk_create(
        SetCriterion(criteria_set=made, position=position, title=title)
        for position, title in enumerate(criteria, start=1)
    )
    audit.record("criteria_set_made", made, by=by, version=made.version)
    return made


@transaction.atomic
def note_inspection(
    *,
    institution: Institution,
    partnership: Partnership | None,
    theme: str,
    inspected_on: date,
    framework: str,
    quotation: str,
    link: str,
    grade: ScalePoint | None,
    by: User,
) -> InspectionEvidence:
    """Keep what a published inspection report says about the institution's work with others."""
    access.require(by, Permission.PARTNERSHIP_EDIT, institution)
    refuse_future(inspected_on, field="inspected_on")
    privacy.refuse_personal_data(quotation, field="quotation")
    noted = InspectionEvidence.objects.create(
        institution=institution,
        partnership=partnership,
        theme=theme,
        inspected_on=inspected_on,
        framework=framework,
        quotation=quotation,
        link=link,
        grade=grade,
        noted_by=by,
    )
    audit.record("inspection_noted", noted, by=by, institution=institution.pk)
    return noted


def _refuse_other_subject(kind: ReviewKind, about: About) -> None:
    is_partnership = isinstance(about, Partnership)
    if is_partnership != (kind.about == ReviewKind.About.PARTNERSHIP):
        raise RuleBroken(f"“{kind}” is not about this.", field="criteria_set")
    if isinstance(about, Institution) and kind.subjects and about.kind not in kind.subjects:
        raise RuleBroken(f"“{kind}” is not for this kind of institution.", field="criteria_set")


def _parties(about: About, asked_by: Institution, invited: list[Institution]) -> list[Institution]:
    assert isinstance(about, Partnership)  # by the kind
    parties = institutions_of(about)
    if asked_by not in parties:
        raise RuleBroken("Only a party may ask this.", code="not_a_party")
    return parties


def _itself(about: About, asked_by: Institution, invited: list[Institution]) -> list[Institution]:
    if about != asked_by:
        raise RuleBroken("This is for the institution itself to say.", code="not_itself")
    return [asked_by]


def _partner(about: About, asked_by: Institution, invited: list[Institution]) -> list[Institution]:
    """Nobody marks their own homework, and nobody marks a stranger's."""
    assert isinstance(about, Institution)  # by the kind
    if about == asked_by:
        raise RuleBroken(
            "Nobody marks their own homework: this is for another institution to say.", code="own_work"
        )
    if not partners_of(about).filter(pk=asked_by.pk).exists():
        raise RuleBroken(f"You can say this of institutions that you work with. {about} is not one yet.")
    return [asked_by]


def _partners(about: About, asked_by: Institution, invited: list[Institution]) -> list[Institution]:
    [institution] = _itself(about, asked_by, invited)
    return list(partners_of(institution).order_by("pk"))


def _invited(about: About, asked_by: Institution, invited: list[Institution]) -> list[Institution]:
    [institution] = _itself(about, asked_by, invited)
    return [each for each in dict.fromkeys(invited) if each != institution]


def _clients(about: About, asked_by: Institution, invited: list[Institution]) -> list[Institution]:
    """Whoever calls it knows all whom the broker helped: none is left out, and none is chosen."""
    return invited


def _families(about: About, asked_by: Institution, invited: list[Institution]) -> list[Institution]:
    """They are no institutions: they are asked in rounds of views."""
    return []


_Asked = Callable[[About, Institution, list[Institution]], list[Institution]]
_ASKED: dict[AnsweredBy, _Asked] = {
    AnsweredBy.PARTIES: _parties,
    AnsweredBy.ITSELF: _itself,
    AnsweredBy.PARTNER: _partner,
    AnsweredBy.PARTNERS: _partners,
    AnsweredBy.INVITED: _invited,
    AnsweredBy.CLIENTS: _clients,
    AnsweredBy.FAMILIES: _families,
}


def _refuse_closed(review: Review) -> None:
    if review.is_past:
        raise RuleBroken("Its last day has passed, so what was said stands.", code="review_closed")
    if not review.respondents.filter(answered_at=None).exists():
        raise RuleBroken("Everybody has answered, so what was said stands.", code="review_closed")


def _refuse_incomplete(review: Review, judged: Mapping[SetCriterion, Judged]) -> None:
    """Each criterion of the set has a point of its scale and, where the kind wants one, a reason."""
    scale = review.criteria_set.scale_id
    for criterion in review.criteria_set.criteria.order_by("position"):
        said = judged.get(criterion)
        if said is None or said.point.scale_id != scale:
            raise RuleBroken(f"Choose an answer to “{criterion}”.", field=f"point_{criterion.pk}")
        if review.kind.needs_reasons and not said.reason.strip():
            raise RuleBroken("Say why, in a sentence or two.", field=f"reason_{criterion.pk}")
        privacy.refuse_personal_data(said.reason, field=f"reason_{criterion.pk}")


def _addresses(institutions: Iterable[Institution]) -> list[str]:
    """Everybody who may answer there, once."""
    people = addresses_by_institution(institutions=institutions, permission=Permission.PARTNERSHIP_EDIT)
    return list(dict.fromkeys(address for addresses in people.values() for address in addresses))
