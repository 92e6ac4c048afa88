"""What is told of an activity beyond who, what and when: how it was done, and what its type is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.actions.answers import checked_answers
from partnerships.actions.confirmation import withdraw_question
from partnerships.actions.facts import MOST_HOURS, locked
from partnerships.models import ActivityKind, Collaboration
from partnerships.queries.told import differences, told

DETAIL_FIELDS = ("delivery", "depth", "staff_hours", "flags", "answers")


@dataclass(frozen=True, kw_only=True)
class Details:
    """`flags` are those of its type that are true; `answers` those to the questions of its type."""

    delivery: str = ""
    depth: str = ""
    staff_hours: Decimal | None = None
    flags: Sequence[str] = ()
    answers: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def tell_details(*, collaboration: Collaboration, details: Details, revision: int, by: User) -> Collaboration:
    """Say how it was done. What the other side confirmed was the old story, so that no longer counts."""
    access.require(by, Permission.COLLABORATION_LOG, collaboration.organiser)
    record = locked(collaboration, revision=revision)
    before = told(record)
    keep_details(record, details)
    changes = differences(before, told(record))
    if record.is_recorded and changes:
        withdraw_question(record)
    audit.record("details_told", record, by=by, changes=changes)
    return record


def keep_details(record: Collaboration, details: Details) -> None:
    """Write them down, once they fit the type."""
    kind = ActivityKind.objects.of(record.activity_type)
    if unfit := set(details.flags) - set(kind.flags):
        raise RuleBroken(f"“{kind.term}” is not asked “{sorted(unfit)[0]}”.", field="flags")
    if details.staff_hours is not None and not 0 < details.staff_hours <= MOST_HOURS:
        raise RuleBroken(f"Enter a number of hours between 0.1 and {MOST_HOURS:,}.", field="staff_hours")
    answers = checked_answers(details.answers, questions=kind.questions_on(record.starts_on))
    record.delivery, record.depth, record.staff_hours = details.delivery, details.depth, details.staff_hours
    record.flags = [flag for flag in kind.flags if flag in details.flags]
    record.answers = answers
    record.revision += 1
    record.save(update_fields=[*DETAIL_FIELDS, "revision", "updated_at"])


def drop_what_is_not_asked(record: Collaboration) -> None:
    """After its type has changed, nothing stays that the new one is not asked."""
    kind = ActivityKind.objects.of(record.activity_type)
    asked = set(kind.questions_on(record.starts_on).values_list("code", flat=True))
    record.flags = [flag for flag in record.flags if flag in kind.flags]
    record.answers = {code: answer for code, answer in record.answers.items() if code in asked}
    record.save(update_fields=["flags", "answers", "updated_at"])
