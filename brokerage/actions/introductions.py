"""A school asks for an offer; its provider says yes, maybe or no; or nothing comes of it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from brokerage import links, notifications
from brokerage.actions import stages
from brokerage.actions.facts import misfit
from brokerage.actions.places import locked_introduction, locked_offer, move, refuse_stale, take_place
from brokerage.models import Introduction, Offer, Request
from brokerage.models.introduction import MOST_WAITING
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution, Membership, Term, Vocabulary
from partnerships.actions import open_partnership
from partnerships.models import Partnership
from partnerships.queries.partners import partnership_between

ANSWER_WITHIN = timedelta(days=21)
MOST_WORDS = 1_000  # characters
State, Origin, Side = Introduction.State, Introduction.Origin, Introduction.Side
ANSWERS = (State.ACCEPTED, State.MAYBE, State.DECLINED)
PARTNERSHIP_KINDS = {
    Institution.Kind.EMPLOYER: "SCHOOL_EMPLOYER",
    Institution.Kind.UNIVERSITY: "SCHOOL_UNIVERSITY",
    Institution.Kind.SCHOOL: "SCHOOL_SUPPORT",
    Institution.Kind.TRUST: "SCHOOL_SUPPORT",
}


@transaction.atomic
def request_offer(
    *, offer: Offer, school: Institution, area: str, words: str, submission_key: UUID, by: User
) -> Introduction:
    """Ask for an offer on behalf of a school: a place is held from now until there is an answer.

    A form sent twice comes to the same introduction.
    """
    access.require(by, Permission.REQUEST_MAKE, school)
    privacy.refuse_personal_data(words, field="words")
    return propose(
        offer=offer,
        school=school,
        area=area,
        words=words,
        by=by,
        submission_key=submission_key,
        origin=Origin.SCHOOL if _belongs(by, school) else Origin.TRUST,
    )


def propose(
    *,
    offer: Offer,
    school: Institution,
    area: str,
    words: str,
    by: User | None,
    submission_key: UUID,
    origin: Introduction.Origin,
    broker: Institution | None = None,
    request: Request | None = None,
    is_agreed: bool = False,
) -> Introduction:
    """An inner step: put an offer to its provider for a school, holding a place. Whoever calls it knows that it may.

    The same key for the same school comes to the same introduction, so that no click and no run asks twice. Without a
    request it belongs to the school's open one. Where the provider has agreed already, nobody asks it again.
    """
    offer = locked_offer(offer.pk)
    if earlier := Introduction.objects.filter(submission_key=submission_key, school=school).first():
        return earlier
    if why_not := misfit(offer, school=school, area=area):
        raise why_not
    _refuse_second(offer, school=school, area=area)
    if origin != Origin.RUN:  # a run was looked at as a whole before it was sent
        _refuse_crowd(offer.provider)
    take_place(offer)
    request = stages.request_for(offer, school=school, area=area, words=words, by=by, request=request)
    introduction = Introduction.objects.create(
        offer=offer,
        request=request,
        school=school,
        area=area,
        proposed_by=by,
        expires_on=request.last_day_to_answer(timezone.localdate() + ANSWER_WITHIN),
        submission_key=submission_key,
        origin=origin,
        broker=broker,
        broker_accepted_at=timezone.now() if broker else None,
    )
    audit.record("offer_requested", introduction, by=by, offer=offer.pk, school=school.pk)
    if not is_agreed:
        notifications.offer_requested(introduction)
    if origin != Origin.SCHOOL:
        notifications.school_matched(introduction)
    return introduction


@transaction.atomic
def answer_introduction(
    *,
    introduction: Introduction,
    answer: str,
    reason: Term | None,
    words: str,
    by: User,
    revision: int | None = None,
) -> Introduction:
    """The provider says yes, maybe or no: to what it saw, when the page says which revision that was."""
    access.require(by, Permission.INTRODUCTION_ANSWER, introduction.offer.provider)
    return give_answer(introduction, answer=answer, reason=reason, words=words, by=by, revision=revision)


@transaction.atomic
def answer_introduction_by_link(
    *, token: str, answer: str, reason: Term | None, words: str, revision: int | None = None
) -> Introduction:
    """The same from the link in the e-mail, which is proof enough of who answers."""
    introduction = Introduction.objects.filter(pk=links.introduction_of(token)).first()
    if introduction is None:
        raise RuleBroken("This introduction does not exist any more.", code="link_invalid")
    return give_answer(introduction, answer=answer, reason=reason, words=words, by=None, revision=revision)


def give_answer(
    introduction: Introduction,
    *,
    answer: str,
    reason: Term | None,
    words: str,
    by: User | None,
    revision: int | None = None,
) -> Introduction:
    """An inner step: whoever calls it knows that the provider speaks."""
    _check_answer(answer, reason, words)
    introduction = locked_introduction(introduction)
    if introduction.state == answer and introduction.ended_by != Side.SCHOOL:  # the same click twice
        return introduction
    refuse_stale(introduction, revision)
    offer = introduction.offer
    changes: dict[str, Any] = {"words": words.strip(), "answered_at": timezone.now()}
    if answer == State.DECLINED:
        changes |= {"decline_reason": reason, "ended_by": Side.PROVIDER}
    if answer == State.ACCEPTED:
        introduction.refuse_move(answer)
        # Two offers of one provider may be accepted at once: the second waits here, then finds the partnership.
        stages.meet(introduction.request, by=by)
        changes |= {
            "partnership": _partnership(introduction, by=by),
            "planned_on": offer.available_to if offer.is_one_day else None,
        }
    move(introduction, answer, **changes)
    audit.record("introduction_answered", introduction, by=by, answer=answer)
    notifications.introduction_answered(introduction)
    if introduction.broker_accepted_at and answer != State.MAYBE:
        notifications.broker_helped(introduction)
    return introduction


@transaction.atomic
def withdraw_introduction(*, introduction: Introduction, by: User) -> Introduction:
    """The school no longer asks. Its request stays open."""
    access.require(by, Permission.REQUEST_MAKE, introduction.school)
    introduction = locked_introduction(introduction)
    if introduction.state == State.WITHDRAWN:
        return introduction
    move(introduction, State.WITHDRAWN)
    audit.record("introduction_withdrawn", introduction, by=by)
    notifications.introduction_withdrawn(introduction)
    return introduction


@transaction.atomic
def expire_introduction(*, introduction: Introduction) -> Introduction:
    """No answer came in time. Quiet when there is nothing left to do, so running it twice is harmless."""
    introduction = locked_introduction(introduction)
    if not introduction.is_overdue:
        return introduction
    move(introduction, State.EXPIRED)
    audit.record("introduction_expired", introduction, by=None)
    notifications.introduction_expired(introduction)
    return introduction


@transaction.atomic
def remind_of_answer(*, introduction: Introduction) -> Introduction:
    """The time to answer is almost over: the provider is reminded, once."""
    introduction = locked_introduction(introduction)
    if not Introduction.objects.to_remind_of().filter(pk=introduction.pk).exists():
        return introduction
    introduction.reminded_at = timezone.now()
    introduction.save(update_fields=["reminded_at", "updated_at"])
    notifications.answer_due(introduction)
    return introduction


def _belongs(user: User, school: Institution) -> bool:
    """To the school itself, and not only to its trust."""
    return Membership.objects.current().filter(user=user, institution=school).exists()


def _check_answer(answer: str, reason: Term | None, words: str) -> None:
    if answer not in ANSWERS:
        raise RuleBroken("Say yes, maybe or no.", code="answer_unknown", field="answer")
    if answer == State.DECLINED:
        check_reason(reason, words)
    else:
        privacy.refuse_personal_data(words, field="words")


def check_reason(reason: Term | None, words: str) -> None:
    """A no has a reason from the list; one that is not on the list is put in words."""
    privacy.refuse_personal_data(words, field="words")
    if reason is None or reason.vocabulary != Vocabulary.DECLINE_REASON:
        raise RuleBroken("Select why not this time.", code="reason_missing", field="reason")
    if reason.code == "OTHER" and not words.strip():
        raise RuleBroken("Say in a few words what the reason is.", code="words_missing", field="words")


def _refuse_second(offer: Offer, *, school: Institution, area: str) -> None:
    """One place of an offer for a school and area at a time; under the offer's lock nobody slips in between."""
    if Introduction.objects.live().filter(offer=offer, school=school, area=area).exists():
        raise RuleBroken(f"{school} has already asked for this offer.", code="already_asked")


def _refuse_crowd(provider: Institution) -> None:
    """The provider is locked, so that those who ask for its other offers at this moment are counted too."""
    Institution.objects.select_for_update(no_key=True).filter(pk=provider.pk).values_list("pk").get()
    waiting = Introduction.objects.awaiting_answer().filter(offer__provider=provider).count()
    if waiting >= MOST_WAITING:
        raise RuleBroken(
            f"{provider} has not answered {waiting} schools yet, so no more can ask. Choose another offer, or ask "
            "again when it has answered some.",
            code="provider_busy",
        )


def _partnership(introduction: Introduction, *, by: User | None) -> Partnership:
    """What the two already have for this area, or a new partnership with both parties named."""
    provider, school, area = introduction.offer.provider, introduction.school, introduction.area
    existing = partnership_between(partner=provider, others=[school.pk], area=area)
    if existing is not None and area in existing.areas:
        return existing
    return open_partnership(
        title=f"{provider} and {school}",
        institutions=[provider, school],
        areas=[area],
        kind_code=PARTNERSHIP_KINDS.get(Institution.Kind(provider.kind), "GENERAL"),
        by=by,
    )
