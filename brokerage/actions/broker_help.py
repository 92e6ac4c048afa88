"""An introduction that is stuck goes to the area's accredited broker, who takes it on or hands it back."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from brokerage import notifications
from brokerage.actions.introductions import ANSWER_WITHIN
from brokerage.actions.places import locked_introduction, move
from brokerage.models import Introduction
from brokerage.queries.brokers import accredited_brokers_of
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution

State = Introduction.State


@transaction.atomic
def hand_to_broker(*, introduction: Introduction, broker: Institution, words: str, by: User) -> Introduction:
    """Either side asks a broker to help. The place stays held, and the time to answer begins again."""
    access.require_any(by, Permission.INTRODUCTION_ANSWER, introduction.parties)
    privacy.refuse_personal_data(words, field="words")
    if not accredited_brokers_of(introduction.school).filter(pk=broker.pk).exists():
        raise RuleBroken(
            f"{broker} is not an accredited broker for this school’s area today.",
            code="not_accredited_here",
            field="broker",
        )
    introduction = locked_introduction(introduction)
    if introduction.state == State.WITH_BROKER and introduction.broker_id == broker.pk:
        return introduction
    move(
        introduction,
        State.WITH_BROKER,
        broker=broker,
        broker_accepted_at=None,
        expires_on=timezone.localdate() + ANSWER_WITHIN,
        reminded_at=None,
    )
    audit.record("introduction_handed_to_broker", introduction, by=by, broker=broker.pk, words=words.strip())
    notifications.introduction_handed_to_broker(introduction, words=words.strip())
    return introduction


@transaction.atomic
def take_on_introduction(*, introduction: Introduction, by: User) -> Introduction:
    """The broker accepts: both sides learn who helps them now."""
    access.require_any(by, Permission.INTRODUCTION_ANSWER, _broker_of(introduction))
    introduction = _locked_with_broker(introduction)
    if introduction.broker_accepted_at:
        return introduction
    introduction.broker_accepted_at = timezone.now()
    introduction.revision += 1
    introduction.save(update_fields=["broker_accepted_at", "revision", "updated_at"])
    audit.record("introduction_taken_on", introduction, by=by)
    notifications.introduction_taken_on(introduction, by=by)
    return introduction


@transaction.atomic
def hand_back_introduction(*, introduction: Introduction, words: str, by: User) -> Introduction:
    """The broker cannot help, and says why. It waits for the provider again."""
    access.require_any(by, Permission.INTRODUCTION_ANSWER, _broker_of(introduction))
    privacy.refuse_personal_data(words, field="words")
    if not words.strip():
        raise RuleBroken("Say in a few words why you hand it back.", code="words_missing", field="words")
    introduction = _locked_with_broker(introduction)
    broker = introduction.broker
    move(introduction, State.PROPOSED, broker=None, broker_accepted_at=None)
    audit.record("introduction_handed_back", introduction, by=by, words=words.strip())
    notifications.introduction_handed_back(introduction, broker=broker, words=words.strip())
    return introduction


def _broker_of(introduction: Introduction) -> list[Institution]:
    return [introduction.broker] if introduction.broker else []


def _locked_with_broker(introduction: Introduction) -> Introduction:
    broker_id = introduction.broker_id
    introduction = locked_introduction(introduction)
    if introduction.state != State.WITH_BROKER or introduction.broker_id != broker_id:
        introduction.refuse_move(State.PROPOSED)
        raise RuleBroken("It is no longer with you.", code="not_with_you")
    return introduction
