"""A party leaves, in a way that protects the others."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution, Term
from partnerships import notifications
from partnerships.actions.steps import locked, refuse_ended, refuse_future
from partnerships.models import Party, Withdrawal
from partnerships.queries.people import addresses_of

LONGEST_NOTICE = timedelta(days=2 * 365)


@dataclass(frozen=True, kw_only=True)
class Notice:
    """When a party said that it leaves, from when on, why, and what that means for the others."""

    noticed_on: date
    leaves_on: date
    reason: Term
    effect: str
    words: str = ""


@transaction.atomic
def withdraw_party(*, party: Party, notice: Notice, by: User) -> Withdrawal:
    """Leave from a day on. What the party led on is free again at once, so that another can take it up."""
    access.require(by, Permission.PARTNERSHIP_EDIT, party.institution)
    partnership = locked(party.partnership)
    refuse_ended(partnership)
    found = partnership.parties.select_related("institution").get(pk=party.pk)
    _check(found, notice)
    others = [
        each.institution
        for each in partnership.parties.filter(left_on=None)
        .exclude(pk=found.pk)
        .select_related("institution")
    ]
    if len(others) < 2:
        raise RuleBroken("Only one party would be left. End the partnership instead.", code="too_few_left")
    lines = [each.line.label for each in found.responsibilities.select_related("line")]
    found.responsibilities.all().delete()
    found.left_on = notice.leaves_on
    found.save(update_fields=["left_on"])
    found.leaderships.filter(ended_on=None).update(ended_on=notice.leaves_on)
    withdrawal = _noted(found, notice, by=by)
    audit.record(
        "party_withdrew",
        partnership,
        by=by,
        party=found.institution.name,
        leaves_on=notice.leaves_on.isoformat(),
        notice_days=withdrawal.notice_days,
        reason=notice.reason.label,
        words=notice.effect,
        lines=lines,
    )
    _tell(withdrawal, others)
    return withdrawal


def _check(party: Party, notice: Notice) -> None:
    for field in ("words", "effect"):
        privacy.refuse_personal_data(getattr(notice, field), field=field)
    if party.left_on:
        raise RuleBroken(f"{party.institution} has given notice already.", code="has_left")
    refuse_future(notice.noticed_on, field="noticed_on")
    if notice.leaves_on < notice.noticed_on:
        raise RuleBroken("The last day must be on or after the day of the notice.", field="leaves_on")
    if notice.leaves_on > timezone.localdate() + LONGEST_NOTICE:
        raise RuleBroken("The last day must be within the next 2 years.", field="leaves_on")
    if party.joined_on and notice.leaves_on < party.joined_on:
        raise RuleBroken("The last day must be on or after the day it joined.", field="leaves_on")
    if not notice.effect.strip():
        raise RuleBroken("Say what it means for the others.", field="effect")


def _noted(party: Party, notice: Notice, *, by: User) -> Withdrawal:
    return Withdrawal.objects.create(
        party=party,
        noticed_on=notice.noticed_on,
        leaves_on=notice.leaves_on,
        reason=notice.reason,
        words=notice.words.strip(),
        effect=notice.effect.strip(),
        noted_by=by,
    )


def _tell(withdrawal: Withdrawal, others: list[Institution]) -> None:
    """Each of the others, wherever somebody may act for it."""
    notifications.party_withdrew(withdrawal, addresses=addresses_of(others))
