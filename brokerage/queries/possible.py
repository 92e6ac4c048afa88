"""What a person may do about an introduction now: which buttons a page shows, and which pages open."""

from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from brokerage.models import Introduction
from brokerage.queries.brokers import accredited_brokers_of
from institutions import access
from institutions.access import Permission

State, Origin = Introduction.State, Introduction.Origin


@dataclass(frozen=True)
class Possible:
    answer: bool
    withdraw: bool
    decline: bool
    hand_on: bool
    take_on: bool
    hand_back: bool
    say_ready: bool
    plan: bool
    cancel: bool
    tell: bool
    ask_again: bool
    reach_school: bool
    reach_provider: bool


def side_of(user: User, introduction: Introduction) -> Introduction.Side:
    """Which side the person speaks for: the provider's where both are theirs."""
    is_provider = access.can(user, Permission.INTRODUCTION_ANSWER, introduction.offer.provider)
    return Introduction.Side.PROVIDER if is_provider else Introduction.Side.SCHOOL


def possible_for(user: User, introduction: Introduction) -> Possible:
    """Permission and state together. The action decides again, under the lock."""
    is_school = access.can(user, Permission.REQUEST_MAKE, introduction.school)
    is_provider = access.can(user, Permission.INTRODUCTION_ANSWER, introduction.offer.provider)
    is_broker = introduction.broker is not None and access.can(
        user, Permission.INTRODUCTION_ANSWER, introduction.broker
    )
    waits, agreed = introduction.is_awaiting_answer, introduction.state == State.ACCEPTED
    with_broker = introduction.state == State.WITH_BROKER
    is_helping = with_broker and is_broker and introduction.broker_accepted_at is not None
    is_own = introduction.origin == Origin.SCHOOL or introduction.proposed_by_id == user.pk
    is_party, today = is_school or is_provider, timezone.localdate()
    day = introduction.planned_on or today
    return Possible(
        answer=waits and is_provider,
        withdraw=waits and is_school and is_own,
        decline=waits and is_school and not is_own,
        hand_on=waits
        and is_party
        and not with_broker
        and accredited_brokers_of(introduction.school).exists(),
        take_on=with_broker and is_broker and not is_helping,
        hand_back=with_broker and is_broker,
        say_ready=agreed and is_party and introduction.confirmed_at is None,
        plan=agreed and is_party,
        cancel=agreed and is_party and day >= today,
        tell=agreed and is_party and day <= today,
        ask_again=is_school and introduction.state not in Introduction.LIVE,
        reach_school=is_helping or (agreed and is_provider),
        reach_provider=is_helping or (agreed and is_school),
    )
