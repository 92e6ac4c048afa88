"""What others arranged for a school: the school may say no to it, and says why."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from brokerage import links, notifications
from brokerage.actions.introductions import check_reason
from brokerage.actions.places import locked_introduction, move
from brokerage.models import Introduction
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Term

State = Introduction.State


@transaction.atomic
def decline_match(*, introduction: Introduction, reason: Term | None, words: str, by: User) -> Introduction:
    """The school does not want what its trust, a broker or a run arranged for it. Its request stays open."""
    access.require(by, Permission.REQUEST_MAKE, introduction.school)
    return _decline(introduction, reason=reason, words=words, by=by)


@transaction.atomic
def decline_match_by_link(*, token: str, reason: Term | None, words: str) -> Introduction:
    """The same from the letter to the school's leader."""
    introduction = Introduction.objects.filter(pk=links.match_of(token)).first()
    if introduction is None:
        raise RuleBroken("This introduction does not exist any more.", code="link_invalid")
    return _decline(introduction, reason=reason, words=words, by=None)


def _decline(introduction: Introduction, *, reason: Term | None, words: str, by: User | None) -> Introduction:
    if introduction.origin == Introduction.Origin.SCHOOL:
        raise RuleBroken("Your school asked for this itself. Withdraw it instead.", code="own_asking")
    check_reason(reason, words)
    introduction = locked_introduction(introduction)
    if introduction.state == State.DECLINED and introduction.ended_by == Introduction.Side.SCHOOL:
        return introduction
    if not introduction.is_awaiting_answer:
        introduction.refuse_move(State.DECLINED)
    move(
        introduction,
        State.DECLINED,
        decline_reason=reason,
        words=words.strip(),
        ended_by=Introduction.Side.SCHOOL,
        answered_at=timezone.now(),
    )
    audit.record("match_declined", introduction, by=by)
    notifications.match_declined(introduction)
    return introduction
