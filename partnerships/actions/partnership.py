"""A partnership from the first yes to the last day: what all its parties say and do together."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution, SupportArea, Term, Vocabulary
from partnerships.actions.opening import Description, describe
from partnerships.actions.steps import (
    add_parties,
    enter,
    institutions_of,
    lead_from,
    locked,
    locked_at,
    refuse_before_start,
    refuse_ended,
    refuse_future,
)
from partnerships.models import Aim, Partnership, Party, StageEntry
from partnerships.queries import gates
from partnerships.queries.record import read
from partnerships.queries.told import described, differences

Stage, Decision = Partnership.Stage, StageEntry.Decision
# What leaving a pilot for a stage says of it.
DECISIONS = {Stage.EMBEDDED: Decision.SCALE, Stage.CO_DESIGN: Decision.CHANGE, Stage.ENDED: Decision.STOP}


@transaction.atomic
def open_partnership(
    *,
    title: str,
    institutions: Iterable[Institution],
    areas: Iterable[str],
    kind_code: str,
    by: User | None,
) -> Partnership:
    """Begin designing together. An inner step: whoever calls it has asked both sides."""
    parties = list(dict.fromkeys(institutions))
    if len(parties) < 2:
        raise RuleBroken("A partnership needs two institutions.", code="partnership_needs_two")
    partnership = Partnership.objects.create(
        title=title[:200],
        kind=Term.objects.get(vocabulary=Vocabulary.PARTNERSHIP_KIND, code=kind_code),
        areas=[SupportArea(area).value for area in dict.fromkeys(areas)],
        started_on=timezone.localdate(),
    )
    add_parties(partnership, parties)
    enter(partnership, Stage.CO_DESIGN, on=partnership.started_on, by=by)
    audit.record("partnership_opened", partnership, by=by, parties=[party.pk for party in parties])
    return partnership


@transaction.atomic
def describe_partnership(
    *, partnership: Partnership, description: Description, revision: int, by: User
) -> Partnership:
    """Change what all parties say together: its name, its kind, what it is for."""
    access.require_any(by, Permission.PARTNERSHIP_EDIT, institutions_of(partnership))
    partnership = locked_at(partnership, revision=revision)
    before = described(partnership)
    partnership.revision += 1
    describe(partnership, description)
    changes = differences(before, described(partnership))
    audit.record("partnership_described", partnership, by=by, changes=changes)
    return partnership


@transaction.atomic
def review_partnership(*, partnership: Partnership, reviewed_on: date, by: User) -> Partnership:
    """Note the day on which the parties looked back together."""
    access.require_any(by, Permission.PARTNERSHIP_EDIT, institutions_of(partnership))
    partnership = locked(partnership)
    refuse_ended(partnership)
    refuse_future(reviewed_on, field="reviewed_on")
    refuse_before_start(partnership, reviewed_on, field="reviewed_on")
    partnership.reviewed_on = reviewed_on
    partnership.save(update_fields=["reviewed_on", "updated_at"])
    audit.record("partnership_reviewed", partnership, by=by, reviewed_on=reviewed_on.isoformat())
    return partnership


@transaction.atomic
def set_aim(
    *,
    partnership: Partnership,
    words: str,
    measured_by: str,
    source: str,
    adds_up: bool,
    baseline: Decimal | None,
    target: Decimal,
    target_on: date,
    by: User,
) -> Aim:
    """Say what will be different, and how that is measured."""
    access.require_any(by, Permission.PARTNERSHIP_EDIT, institutions_of(partnership))
    privacy.refuse_personal_data(f"{words} {measured_by}", field="words")
    partnership = locked(partnership)
    refuse_ended(partnership)
    refuse_before_start(partnership, target_on, field="target_on")
    aim = Aim.objects.create(
        partnership=partnership,
        words=words,
        measured_by=measured_by,
        source=source.strip(),
        adds_up=adds_up,
        baseline=baseline,
        target=target,
        target_on=target_on,
    )
    audit.record("aim_set", partnership, by=by, what=words)
    return aim


@transaction.atomic
def hand_over_lead(*, partnership: Partnership, party: Party, on: date, by: User) -> Partnership:
    """Another party leads from a day on. Who led before stays on the record."""
    access.require_any(by, Permission.PARTNERSHIP_EDIT, institutions_of(partnership))
    partnership = locked(partnership)
    refuse_ended(partnership)
    refuse_future(on, field="on")
    refuse_before_start(partnership, on, field="on")
    before = partnership.leaderships.filter(ended_on=None).select_related("party__institution").first()
    if before and before.party_id == party.pk:
        raise RuleBroken(f"{party.institution} leads it already.", field="party")
    if before and before.began_on > on:
        raise RuleBroken("The date must be on or after the day the present lead began.", field="on")
    if not partnership.parties.current().filter(pk=party.pk).exists():
        raise RuleBroken(f"{party.institution} is no longer a party.", field="party")
    lead_from(partnership, party, on=on)
    audit.record(
        "lead_handed_over",
        partnership,
        by=by,
        before=before.party.institution.name if before else "",
        after=party.institution.name,
        on=on.isoformat(),
    )
    return partnership


@transaction.atomic
def move_partnership(
    *, partnership: Partnership, stage: str, on: date, owner: str, words: str, by: User
) -> Partnership:
    """Take it to its next stage, once all is there that the stage asks for."""
    access.require_any(by, Permission.PARTNERSHIP_EDIT, institutions_of(partnership))
    privacy.refuse_personal_data(words, field="words")
    if stage == Stage.ENDED:
        raise RuleBroken("To end a partnership, give the day it ended.", code="end_needs_its_day")
    partnership = locked(partnership)
    before = partnership.stage
    _check_day(partnership, on, field="on")
    decision = _decision(before, stage, words)
    partnership.move_to(stage)
    if gaps := gates.missing(read(partnership), stage):
        raise RuleBroken(f"Still missing: {' '.join(gap.words for gap in gaps)}", code="gate", field="stage")
    partnership.save(update_fields=["stage", "updated_at"])
    enter(partnership, stage, on=on, owner=owner.strip(), decision=decision, words=words.strip(), by=by)
    audit.record(
        "partnership_moved", partnership, by=by, before=before, after=stage, decision=decision, words=words
    )
    return partnership


@transaction.atomic
def end_partnership(
    *, partnership: Partnership, ended_on: date, reason: Term, words: str, by: User
) -> Partnership:
    """Close it. Its record and its collaborations stay."""
    access.require_any(by, Permission.PARTNERSHIP_EDIT, institutions_of(partnership))
    privacy.refuse_personal_data(words, field="words")
    partnership = locked(partnership)
    _check_day(partnership, ended_on, field="ended_on")
    decision = _decision(partnership.stage, Stage.ENDED, words)
    partnership.move_to(Stage.ENDED)
    partnership.ended_on, partnership.end_reason = ended_on, reason
    partnership.save(update_fields=["stage", "ended_on", "end_reason", "updated_at"])
    enter(partnership, Stage.ENDED, on=ended_on, decision=decision, words=words.strip(), by=by)
    partnership.leaderships.filter(ended_on=None, began_on__lte=ended_on).update(ended_on=ended_on)
    audit.record(
        "partnership_ended",
        partnership,
        by=by,
        ended_on=ended_on.isoformat(),
        reason=reason.label,
        words=words,
    )
    return partnership


def _check_day(partnership: Partnership, day: date, *, field: str) -> None:
    """Stages follow one another, and none lies ahead."""
    refuse_future(day, field=field)
    refuse_before_start(partnership, day, field=field)
    last = partnership.stages.order_by("-began_on").first()
    if last and day < last.began_on:
        raise RuleBroken("The date must be on or after the day its present stage began.", field=field)


def _decision(before: str, after: str, words: str) -> str:
    """A pilot ends with a decision and the reason for it."""
    if before != Stage.PILOT:
        return ""
    if not words.strip():
        raise RuleBroken("Say why: what did the pilot show?", field="words")
    return DECISIONS[Stage(after)].value
