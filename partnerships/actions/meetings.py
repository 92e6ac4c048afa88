"""Meetings and contact: who was there, what each needs, what was decided, and who does what by when."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions.models import Institution
from partnerships import access
from partnerships.actions.steps import refuse_ended, refuse_future
from partnerships.models import (
    ActionPoint,
    Attendance,
    Body,
    Decision,
    DecisionKind,
    DecisionPart,
    Meeting,
    MeetingKind,
    Partnership,
    PartyNeed,
)
from partnerships.queries.meetings import silent_parties


@dataclass(frozen=True, kw_only=True)
class Present:
    """Somebody who was there."""

    institution: Institution
    name: str
    seniority: str = ""


@dataclass(frozen=True, kw_only=True)
class Held:
    """What is told of a meeting. `needs`: each institution's, in its own words."""

    kind: MeetingKind
    held_on: date
    words: str = ""
    minutes: str = ""
    present: Sequence[Present] = ()
    needs: Mapping[Institution, str] = field(default_factory=dict)
    young_people: int | None = None
    young_words: str = ""


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A decision. `parts`: the institutions that agreed, were considered or were consulted, by part."""

    kind: DecisionKind
    words: str
    why: str = ""
    evidence: str = ""
    parts: Mapping[str, Collection[Institution]] = field(default_factory=dict)


@transaction.atomic
def note_meeting(*, of: Body | Partnership, held: Held, by: User) -> Meeting:
    """Note that a body met, or that the parties of a partnership were in contact. Either side may."""
    access.require_keeper(by, of.owner if isinstance(of, Body) else of)
    if isinstance(of, Partnership):
        refuse_ended(of)
    _check(of, held)
    meeting = Meeting.objects.create(
        body=of if isinstance(of, Body) else None,
        partnership=of if isinstance(of, Partnership) else None,
        kind=held.kind,
        held_on=held.held_on,
        words=held.words.strip(),
        minutes=held.minutes,
        young_people=held.young_people,
        young_words=held.young_words.strip(),
        noted_by=by,
    )
    Attendance.objects.bulk_create(Attendance(meeting=meeting, **vars(each)) for each in held.present)
    PartyNeed.objects.bulk_create(
        PartyNeed(meeting=meeting, institution=institution, words=words.strip())
        for institution, words in held.needs.items()
        if words.strip()
    )
    audit.record(
        "meeting_noted",
        access.owner_of(meeting),
        by=by,
        kind=held.kind.label,
        held_on=held.held_on.isoformat(),
    )
    return meeting


@transaction.atomic
def note_decision(*, meeting: Meeting, decided: Decided, by: User) -> Decision:
    """What was decided, with what its kind asks beside it."""
    owner = access.owner_of(meeting)
    access.require_keeper(by, owner)
    _check_decision(meeting, decided)
    decision = Decision.objects.create(
        meeting=meeting,
        kind=decided.kind,
        words=decided.words.strip(),
        why=decided.why.strip(),
        evidence=decided.evidence.strip(),
    )
    DecisionPart.objects.bulk_create(
        DecisionPart(decision=decision, part=part, institution=institution)
        for part, institutions in decided.parts.items()
        for institution in institutions
    )
    audit.record("decision_noted", owner, by=by, kind=decided.kind.label, words=decision.words)
    return decision


@transaction.atomic
def agree_action_point(
    *, meeting: Meeting, words: str, owner: str, institution: Institution, due_on: date, by: User
) -> ActionPoint:
    """Somebody undertakes to do something by a day."""
    access.require_keeper(by, access.owner_of(meeting))
    privacy.refuse_personal_data(words, field="words")
    if due_on < meeting.held_on:
        raise RuleBroken("The date must be on or after the day of the meeting.", field="due_on")
    return ActionPoint.objects.create(
        meeting=meeting, words=words.strip(), owner=owner.strip(), institution=institution, due_on=due_on
    )


@transaction.atomic
def finish_action_point(*, action_point: ActionPoint, by: User) -> ActionPoint:
    """It is done, say those who keep the records or the people of whoever undertook it."""
    access.require_action_point(by, action_point)
    action_point = ActionPoint.objects.select_for_update(of=("self",)).get(pk=action_point.pk)
    if action_point.done_on:
        raise RuleBroken("This is done already.", code="done")
    action_point.done_on = timezone.localdate()
    action_point.save(update_fields=["done_on", "updated_at"])
    audit.record("action_point_finished", action_point, by=by)
    return action_point


def _check(of: Body | Partnership, held: Held) -> None:
    for name in ("words", "young_words"):
        privacy.refuse_personal_data(getattr(held, name), field=name)
    for words in held.needs.values():
        privacy.refuse_personal_data(words, field="words")
    refuse_future(held.held_on, field="held_on")
    if held.held_on < of.started_on:
        raise RuleBroken("The date must be on or after the day it began.", field="held_on")
    if held.young_words.strip() and not held.young_people:
        raise RuleBroken("Say how many young people were there.", field="young_people")


def _check_decision(meeting: Meeting, decided: Decided) -> None:
    for name in ("words", "why", "evidence"):
        privacy.refuse_personal_data(getattr(decided, name), field=name)
    if meeting.kind.is_contact:
        raise RuleBroken("Nothing is decided at such a contact. Note a meeting.", code="contact_only")
    if decided.kind.is_of_authority != (meeting.body is not None and meeting.body.authority is not None):
        raise RuleBroken("Such a decision is not made here.", field="kind")
    if meeting.kind.needs_first and (silent := silent_parties(meeting)):
        names = ", ".join(institution.name for institution in silent)
        raise RuleBroken(f"First note what each needs. Still to say: {names}.", code="needs_first")
    _check_beside(decided)


def _check_beside(decided: Decided) -> None:
    """What the kind of decision asks for."""
    if decided.kind.asks_why and not decided.why.strip():
        raise RuleBroken("Say why.", field="why")
    if decided.kind.evidence_question and not decided.evidence.strip():
        raise RuleBroken(f"Answer the question “{decided.kind.evidence_question}”", field="evidence")
    for part in decided.kind.asks:
        if not decided.parts.get(part):
            raise RuleBroken("Name at least one institution.", field=part.lower())
