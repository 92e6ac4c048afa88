"""Before a match is confirmed both sides look at themselves; and conflicts that only brokers read of."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from brokerage import links, notifications
from brokerage.actions.places import locked_introduction
from brokerage.models import DeclaredConflict, Introduction, Readiness
from brokerage.queries.possible import side_of
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution

State = Introduction.State


@transaction.atomic
def say_ready(*, introduction: Introduction, answers: Mapping[str, bool], words: str, by: User) -> Readiness:
    """One side answers for itself; when both have, the match is confirmed."""
    access.require_any(by, Permission.INTRODUCTION_ANSWER, introduction.parties)
    side = side_of(by, introduction)
    return _say_ready(introduction, side=side, answers=answers, words=words, by=by)


@transaction.atomic
def say_ready_by_link(*, token: str, answers: Mapping[str, bool], words: str) -> Readiness:
    """The same from the letter that told of the yes."""
    pk, side = links.ready_of(token)
    introduction = Introduction.objects.filter(pk=pk).first()
    if introduction is None:
        raise RuleBroken("This introduction does not exist any more.", code="link_invalid")
    return _say_ready(introduction, side=side, answers=answers, words=words, by=None)


@transaction.atomic
def declare_conflict(
    *, institution: Institution, other: Institution, words: str, by: User
) -> DeclaredConflict:
    """A note that brokers read before they bring the two together. The other side never sees it."""
    access.require(by, Permission.PROFILE_EDIT, institution)
    privacy.refuse_personal_data(words, field="words")
    if institution == other:
        raise RuleBroken("Choose another institution than your own.", field="other")
    if not words.strip():
        raise RuleBroken("Say what brokers should know.", field="words")
    conflict, is_new = DeclaredConflict.objects.get_or_create(
        institution=institution,
        other=other,
        ended_at=None,
        defaults={"words": words.strip(), "declared_by": by},
    )
    if is_new:
        audit.record("conflict_declared", conflict, by=by, other=other.pk)
    return conflict


@transaction.atomic
def end_conflict(*, conflict: DeclaredConflict, by: User) -> None:
    """It no longer holds; the note stays in the history."""
    access.require(by, Permission.PROFILE_EDIT, conflict.institution)
    if DeclaredConflict.objects.current().filter(pk=conflict.pk).update(ended_at=timezone.now()):
        audit.record("conflict_ended", conflict, by=by)


def _say_ready(
    introduction: Introduction, *, side: str, answers: Mapping[str, bool], words: str, by: User | None
) -> Readiness:
    privacy.refuse_personal_data(words, field="words")
    introduction = locked_introduction(introduction)
    if introduction.state != State.ACCEPTED:
        introduction.refuse_move(State.HAPPENED)
    readiness, _ = Readiness.objects.update_or_create(
        introduction=introduction,
        side=side,
        defaults={name: bool(answers[name]) for name in Readiness.QUESTIONS} | {"words": words.strip()},
    )
    audit.record("readiness_said", readiness, by=by, side=side)
    if introduction.confirmed_at is None and introduction.readiness.count() == len(Introduction.Side):
        introduction.confirmed_at = timezone.now()
        introduction.save(update_fields=["confirmed_at", "updated_at"])
        audit.record("match_confirmed", readiness, by=by)
        notifications.match_confirmed(introduction)
    return readiness
