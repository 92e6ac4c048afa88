"""Evaluations: planned before, measured as planned, and claimed only as far as the evidence goes."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import GroupMembership, Institution
from outcomes import notifications
from outcomes.claims import MAY_SAY, too_strong
from outcomes.disclosure import LEAST, steady
from outcomes.models import Claim, Evaluation, EvaluationPoint, Instrument, Reading, Result
from partnerships.models import Evidence, Partnership, Programme

TENTH = Decimal("0.1")


@transaction.atomic
def plan_evaluation(*, owner: Institution, by: User, **plan: Any) -> Evaluation:
    """Write the plan down. `plan` are the fields of the model; each type of evidence asks for more than the last."""
    access.require(by, Permission.PARTNERSHIP_EDIT, owner)
    _check_plan(owner, plan)
    evaluation = Evaluation.objects.create(owner=owner, **plan)
    audit.record("evaluation_planned", evaluation, by=by)
    return evaluation


@transaction.atomic
def set_evaluation_point(
    *, evaluation: Evaluation, kind: str, label: str, due_on: date, by: User
) -> EvaluationPoint:
    """One more day on which something is due."""
    access.require(by, Permission.PARTNERSHIP_EDIT, evaluation.owner)
    point, is_new = EvaluationPoint.objects.get_or_create(
        evaluation=evaluation, label=label, defaults={"kind": kind, "due_on": due_on}
    )
    if not is_new:
        raise RuleBroken("Something with this name is due already", field="label")
    audit.record("evaluation_point_set", evaluation, by=by, point=point.pk)
    return point


@transaction.atomic
def receive_evaluation_point(*, point: EvaluationPoint, received_on: date, url: str, by: User) -> None:
    """Say that it came, and where it can be read."""
    access.require(by, Permission.PARTNERSHIP_EDIT, point.evaluation.owner)
    if received_on > timezone.localdate():
        raise RuleBroken("The day must be today or in the past", field="received_on")
    point = EvaluationPoint.objects.select_for_update().get(pk=point.pk)
    point.received_on, point.url = received_on, url
    point.save(update_fields=["received_on", "url"])
    audit.record("evaluation_point_received", point.evaluation, by=by, point=point.pk)


def remind_of_evaluation_point(*, point: EvaluationPoint) -> None:
    """The people of the owner hear of it when it comes near, and once more when it is overdue."""
    people = User.objects.filter(
        memberships__institution=point.evaluation.owner,
        memberships__ended_at=None,
        memberships__role__in=access.roles_with(Permission.PARTNERSHIP_EDIT),
        is_active=True,
    )
    for person in people.distinct().order_by("pk"):
        notifications.evaluation_point_due(point, person)


@transaction.atomic
def write_instrument(*, owner: Institution, by: User, code: str, **facts: Any) -> Instrument:
    """A new instrument, or the next version of one: what was asked before stays as it was."""
    access.require(by, Permission.PARTNERSHIP_EDIT, owner)
    latest = Instrument.objects.select_for_update().filter(code=code).order_by("-version").first()
    instrument = Instrument.objects.create(code=code, version=latest.version + 1 if latest else 1, **facts)
    audit.record("instrument_written", instrument, by=by)
    return instrument


@transaction.atomic
def record_reading(
    *,
    evaluation: Evaluation,
    instrument: Instrument,
    people_before: int,
    mean_before: Decimal,
    people_after: int,
    mean_after: Decimal,
    by: User,
) -> Result:
    """Keep the exact means apart, and show what may be shown."""
    access.require(by, Permission.PARTNERSHIP_EDIT, evaluation.owner)
    for name, mean in (("mean_before", mean_before), ("mean_after", mean_after)):
        if not instrument.lowest <= mean <= instrument.highest:
            scale = f"{instrument.lowest} to {instrument.highest}"
            raise RuleBroken(f"The mean must lie on the scale, from {scale}", field=name)
    given = {
        "people_before": people_before,
        "mean_before": mean_before,
        "people_after": people_after,
        "mean_after": mean_after,
    }
    Reading.objects.update_or_create(evaluation=evaluation, instrument=instrument, defaults=given)
    result = _publish(evaluation, instrument, (people_before, mean_before), (people_after, mean_after))
    audit.record("reading_recorded", evaluation, by=by, instrument=instrument.pk)
    return result


@transaction.atomic
def view_readings(*, evaluation: Evaluation, by: User) -> list[Reading]:
    """Exactly, for the owner's own people. Who looked is kept."""
    access.require(by, Permission.PARTNERSHIP_EDIT, evaluation.owner)
    audit.record("readings_viewed", evaluation, by=by)
    return list(Reading.objects.filter(evaluation=evaluation).select_related("instrument").order_by("pk"))


@transaction.atomic
def make_claim(*, evaluation: Evaluation, words: str, by: User) -> Claim:
    """Say what came of it, in words that the type of evidence allows."""
    access.require(by, Permission.PARTNERSHIP_EDIT, evaluation.owner)
    evidence = Evidence(evaluation.evidence)
    if strong := too_strong(words, evidence):
        raise RuleBroken(
            f"Evidence of type {evidence.value} does not bear “{'”, “'.join(strong)}”. "
            f"You may say {MAY_SAY[evidence]}.",
            code="claim_too_strong",
            field="words",
        )
    if evidence != Evidence.NARRATIVE and not evaluation.results.exists():
        raise RuleBroken("Record what was measured first", code="nothing_measured", field="words")
    claim = Claim.objects.create(evaluation=evaluation, words=words)
    audit.record("claim_made", evaluation, by=by, claim=claim.pk)
    return claim


@transaction.atomic
def verify_claim(*, claim: Claim, by: User) -> None:
    """The body that was named as verifier stands by a claim: never one that delivered what is evaluated."""
    verifier = claim.evaluation.verifier
    if verifier is None:
        raise RuleBroken("Nobody is named to verify this evaluation.", code="no_verifier")
    access.require(by, Permission.PARTNERSHIP_EDIT, verifier)
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if claim.verified_by_id:
        raise RuleBroken("This claim is verified already.", code="verified_already")
    evaluation = claim.evaluation
    _refuse_own_homework(verifier, evaluation.owner, evaluation.partnership, evaluation.programme)
    claim.verified_by, claim.verified_on = verifier, timezone.localdate()
    claim.save(update_fields=["verified_by", "verified_on", "updated_at"])
    audit.record("claim_verified", claim.evaluation, by=by, claim=claim.pk)


def _check_plan(owner: Institution, plan: dict[str, Any]) -> None:
    if plan["ends_on"] < plan["starts_on"]:
        raise RuleBroken("It must end after it starts", field="ends_on")
    if plan["evidence"] != Evidence.NARRATIVE:
        for field, words in (
            ("comparison", "Say with what it is compared: a time before, or others"),
            ("limitations", "Say what this design cannot show"),
        ):
            if not plan.get(field):
                raise RuleBroken(words, field=field)
    if plan["evidence"] == Evidence.CAUSAL and not plan.get("protocol_on"):
        raise RuleBroken("Give the day on which the design was fixed", field="protocol_on")
    if verifier := plan.get("verifier"):
        _refuse_own_homework(verifier, owner, plan.get("partnership"), plan.get("programme"))


def _refuse_own_homework(
    verifier: Institution, owner: Institution, partnership: Partnership | None, programme: Programme | None
) -> None:
    """Neither who delivered it nor anybody of the same trust says what came of it."""
    delivered = {owner.pk}
    if partnership:
        delivered |= set(partnership.parties.values_list("institution", flat=True))
    if programme:
        delivered |= set(programme.parties.values_list("institution", flat=True))
    trusts = GroupMembership.objects.current().filter(member__in=delivered).values("group")
    family = GroupMembership.objects.current().filter(group__in=trusts).values_list("member", "group")
    own = GroupMembership.objects.current().filter(group__in=delivered).values_list("member", "group")
    if verifier.pk in delivered | {pk for pair in (*family, *own) for pk in pair}:
        raise RuleBroken(
            "Nobody marks their own homework: name a body that does not deliver this, nor belongs to one that does.",
            code="own_homework",
            field="verifier",
        )


def _publish(
    evaluation: Evaluation, instrument: Instrument, before: tuple[int, Decimal], after: tuple[int, Decimal]
) -> Result:
    """Means to a tenth and people to ten; nothing at all where few answered, before or after."""
    known = Result.objects.filter(evaluation=evaluation, instrument=instrument).first()
    if min(before[0], after[0]) < LEAST:
        shown: dict[str, Any] = dict.fromkeys(("people_before", "mean_before", "people_after", "mean_after"))
    else:
        shown = {
            "people_before": steady(before[0], known.people_before if known else None),
            "mean_before": before[1].quantize(TENTH, ROUND_HALF_UP),
            "people_after": steady(after[0], known.people_after if known else None),
            "mean_after": after[1].quantize(TENTH, ROUND_HALF_UP),
        }
    result, _ = Result.objects.update_or_create(evaluation=evaluation, instrument=instrument, defaults=shown)
    return result
