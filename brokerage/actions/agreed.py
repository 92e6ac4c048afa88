"""After a yes: the day it is planned for, a cancellation, and whether it took place in the end."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from brokerage import links, notifications
from brokerage.actions.places import locked_introduction, move
from brokerage.actions.stages import locked_request, reach
from brokerage.models import Introduction, Request
from brokerage.queries.possible import side_of
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission

State = Introduction.State


@transaction.atomic
def plan_introduction(*, introduction: Introduction, planned_on: date, by: User) -> Introduction:
    """Either side writes down the day that the two agreed on."""
    access.require_any(by, Permission.INTRODUCTION_ANSWER, introduction.parties)
    introduction = locked_introduction(introduction)
    introduction.refuse_move(State.HAPPENED)
    if planned_on < timezone.localdate(introduction.answered_at):
        raise RuleBroken("The day must be on or after the day of the yes.", field="planned_on")
    introduction.planned_on, introduction.asked_whether_it_happened_at = planned_on, None
    introduction.save(update_fields=["planned_on", "asked_whether_it_happened_at", "updated_at"])
    audit.record("introduction_planned", introduction, by=by, planned_on=planned_on.isoformat())
    return introduction


@transaction.atomic
def cancel_introduction(*, introduction: Introduction, words: str, by: User) -> Introduction:
    """Called off before it took place, with the reason. The place is free and the school's need open again."""
    access.require_any(by, Permission.INTRODUCTION_ANSWER, introduction.parties)
    side = side_of(by, introduction)
    _check_words(words, "Say why, in a few words. The other side reads it.")
    introduction = locked_introduction(introduction)
    if introduction.state == State.CANCELLED:
        return introduction
    move(introduction, State.CANCELLED, words=words.strip(), ended_by=side)
    _reopen_request(introduction, by=by)
    audit.record("introduction_cancelled", introduction, by=by, side=side)
    notifications.introduction_cancelled(introduction)
    return introduction


@transaction.atomic
def tell_whether_it_happened(
    *, introduction: Introduction, happened: bool, words: str, by: User
) -> Introduction:
    """One of the two says what came of it, once its day is there."""
    access.require_any(by, Permission.INTRODUCTION_ANSWER, introduction.parties)
    side = side_of(by, introduction)
    return _tell(introduction, happened=happened, words=words, side=side, by=by)


@transaction.atomic
def tell_whether_it_happened_by_link(*, token: str, happened: bool, words: str) -> Introduction:
    """The same from the letter that asks."""
    pk, side = links.happened_of(token)
    introduction = Introduction.objects.filter(pk=pk).first()
    if introduction is None:
        raise RuleBroken("This introduction does not exist any more.", code="link_invalid")
    return _tell(introduction, happened=happened, words=words, side=side, by=None)


@transaction.atomic
def ask_whether_it_happened(*, introduction: Introduction) -> Introduction:
    """Its day is over: both sides are asked, once."""
    introduction = locked_introduction(introduction)
    if not Introduction.objects.to_ask_about().filter(pk=introduction.pk).exists():
        return introduction
    introduction.asked_whether_it_happened_at = timezone.now()
    introduction.save(update_fields=["asked_whether_it_happened_at", "updated_at"])
    notifications.asked_whether_it_happened(introduction)
    return introduction


def _tell(
    introduction: Introduction, *, happened: bool, words: str, side: str, by: User | None
) -> Introduction:
    privacy.refuse_personal_data(words, field="words")
    introduction = locked_introduction(introduction)
    state = State.HAPPENED if happened else State.DID_NOT_HAPPEN
    if introduction.state == state:
        return introduction
    introduction.refuse_move(state)
    if introduction.planned_on and introduction.planned_on > timezone.localdate():
        raise RuleBroken("Its day is still to come. If it will not take place, cancel it.", code="too_early")
    if not happened:
        _check_words(words, "Say what happened instead, in a few words.")
    move(introduction, state, words=words.strip(), ended_by=side)
    if not happened:
        _reopen_request(introduction, by=by)
    audit.record("introduction_told", introduction, by=by, happened=happened, side=side)
    notifications.introduction_told(introduction)
    return introduction


def _check_words(words: str, demand: str) -> None:
    privacy.refuse_personal_data(words, field="words")
    if not words.strip():
        raise RuleBroken(demand, code="words_missing", field="words")


def _reopen_request(introduction: Introduction, *, by: User | None) -> None:
    """What the yes had met is a need again, unless another yes meets it, or the school has closed it or asked anew."""
    request = locked_request(introduction.request)
    others = Introduction.objects.filter(request=request, state__in=(State.ACCEPTED, State.HAPPENED))
    anew = Request.objects.open().filter(school=request.school_id, area=request.area, kind=request.kind_id)
    if request.state == Request.State.SOLVED and not others.exists() and not anew.exists():
        reach(
            request, Request.State.TRIAGED, by=by, words=introduction.words, outcome=None, unmet_reason=None
        )
        audit.record("request_reopened", request, by=by)
