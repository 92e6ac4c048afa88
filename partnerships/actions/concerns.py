"""A family tells its school that something has not happened; the school answers; the family settles it or goes on.

The family has no account: what it does, it does through the form or by the signed link to its own report.
"""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution
from partnerships import links, notifications
from partnerships.models import Concern, ConcernStage, ConcernStep, Entitlement
from partnerships.queries.concerns import readers_of, stage_after

MOST_OF_A_SCHOOL = 10  # in an hour, so that nobody floods a school through this form
MOST_LETTERS = 3  # to one address in an hour, so that nobody's letter box is filled through it

State = Concern.State


@transaction.atomic
def raise_concern(
    *,
    school: Institution,
    entitlement: Entitlement,
    told_by: Concern.From,
    words: str,
    email: str = "",
    submission_key: UUID,
) -> Concern:
    """Tell the school, at the first stage. A form sent twice is one report."""
    # The same form sent twice waits here, then finds the first.
    Institution.objects.select_for_update(no_key=True).get(pk=school.pk)
    if earlier := Concern.objects.filter(submission_key=submission_key).first():
        return earlier
    privacy.refuse_personal_data(words, field="words")
    if not Entitlement.objects.in_force().of_school(school).filter(pk=entitlement.pk).exists():
        raise RuleBroken("Choose something that this school’s pupils may expect.", field="entitlement")
    addresses = readers_of(school)
    if not addresses:
        raise RuleBroken(
            "Nobody at this school reads Causeway yet. Ask the school directly.", code="no_reader"
        )
    _refuse_flood(school, email)
    first = ConcernStage.objects.earliest("position")
    concern = Concern(
        school=school,
        entitlement=entitlement,
        told_by=told_by,
        words=words,
        email=email,
        submission_key=submission_key,
    )
    _come_to(concern, first)
    audit.record("concern_raised", concern, by=None)
    notifications.concern_raised(concern, addresses=addresses)
    return concern


@transaction.atomic
def answer_concern(*, concern: Concern, words: str, by: User) -> Concern:
    """What the school says to the family at the stage where it stands."""
    access.require(by, Permission.FAMILIES_SERVE, concern.school)
    concern = _locked(concern.pk)
    concern.move_to(State.ANSWERED)
    privacy.refuse_personal_data(words, field="words")
    step = concern.steps.get(stage=concern.stage)
    step.answer, step.answered_on, step.answered_by = words, timezone.localdate(), by
    step.save(update_fields=["answer", "answered_on", "answered_by"])
    concern.save(update_fields=["state", "updated_at"])
    audit.record("concern_answered", concern, by=by, stage=concern.stage.code)
    notifications.concern_answered(concern, step)
    return concern


@transaction.atomic
def take_concern_further(*, token: str, words: str) -> Concern:
    """By the family: to the next stage, once the school has answered or let the day pass."""
    concern = _locked(links.concern_of(token).pk)
    following = stage_after(concern)
    if following is None or concern.state == State.SETTLED:
        raise RuleBroken("There is no further stage.", code="no_further_stage")
    if concern.state == State.WAITING and not concern.is_overdue:
        raise RuleBroken("The school still has time to answer.", code="too_early")
    privacy.refuse_personal_data(words, field="words")
    _come_to(concern, following, why=words)
    audit.record("concern_taken_further", concern, by=None, stage=following.code)
    notifications.concern_taken_further(concern, addresses=readers_of(concern.school))
    return concern


@transaction.atomic
def settle_concern(*, token: str) -> Concern:
    """By the family: it has what it wanted, or leaves it at that."""
    concern = _locked(links.concern_of(token).pk)
    concern.move_to(State.SETTLED)
    concern.save(update_fields=["state", "updated_at"])
    audit.record("concern_settled", concern, by=None)
    return concern


@transaction.atomic
def remind_of_concern(*, concern: Concern) -> None:
    """The school’s people hear, once at each stage, that its day has passed."""
    concern = _locked(concern.pk)
    if concern.is_overdue:
        notifications.concern_overdue(concern, addresses=readers_of(concern.school))


@transaction.atomic
def forget_families() -> int:
    """Addresses that nobody needs any more."""
    return Concern.objects.to_forget().update(email="")


def _locked(pk: int) -> Concern:
    rows = Concern.objects.select_related("school", "entitlement", "stage")
    return rows.select_for_update(of=("self",)).get(pk=pk)


def _come_to(concern: Concern, stage: ConcernStage, *, why: str = "") -> None:
    today = timezone.localdate()
    if concern.pk:
        concern.move_to(State.OUTSIDE if stage.is_outside else State.WAITING)
    concern.stage = stage
    concern.due_on = today + timedelta(days=stage.days) if stage.days else None
    concern.save()
    ConcernStep.objects.create(concern=concern, stage=stage, due_on=concern.due_on, why=why)


def _refuse_flood(school: Institution, email: str) -> None:
    recent = Concern.objects.filter(created_at__gt=timezone.now() - timedelta(hours=1))
    if recent.filter(school=school).count() >= MOST_OF_A_SCHOOL:
        raise RuleBroken(
            "Many families have written to this school in the last hour. Try again later.", code="too_many"
        )
    if email and recent.filter(email__iexact=email).count() >= MOST_LETTERS:
        raise RuleBroken(
            "We have sent several e-mails to this address in the last hour. Try again later.", field="email"
        )
