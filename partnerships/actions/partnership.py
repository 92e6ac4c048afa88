"""A partnership from the first yes to the last day."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution, SupportArea, Term, Vocabulary
from partnerships.models import Partnership, Party


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
    Party.objects.bulk_create(
        Party(partnership=partnership, institution=institution) for institution in parties
    )
    audit.record("partnership_opened", partnership, by=by, parties=[party.pk for party in parties])
    return partnership


@transaction.atomic
def set_goal(*, party: Party, goal: str, by: User) -> Party:
    """A party says what it wants. Each writes its own, so that none speaks for another."""
    access.require(by, Permission.PARTNERSHIP_EDIT, party.institution)
    privacy.refuse_personal_data(goal, field="goal")
    partnership = _locked(party.partnership)
    party.goal = goal
    party.save(update_fields=["goal"])
    audit.record("goal_set", partnership, by=by, party=party.institution_id, goal=goal)
    return party


@transaction.atomic
def agree_partnership(
    *, partnership: Partnership, agreed_on: date, agreement_ends_on: date | None, by: User
) -> Partnership:
    """Note the day on which the parties signed, and until when it holds."""
    access.require_any(by, Permission.PARTNERSHIP_EDIT, _institutions(partnership))
    partnership = _locked(partnership)
    _refuse_ended(partnership)
    _refuse_future(agreed_on, field="agreed_on")
    if agreement_ends_on and agreement_ends_on <= agreed_on:
        raise RuleBroken("The agreement must end after the day it was signed.", field="agreement_ends_on")
    partnership.agreed_on, partnership.agreement_ends_on = agreed_on, agreement_ends_on
    partnership.save(update_fields=["agreed_on", "agreement_ends_on", "updated_at"])
    audit.record(
        "partnership_agreed",
        partnership,
        by=by,
        agreed_on=agreed_on.isoformat(),
        ends_on=agreement_ends_on.isoformat() if agreement_ends_on else None,
    )
    return partnership


@transaction.atomic
def review_partnership(*, partnership: Partnership, reviewed_on: date, by: User) -> Partnership:
    """Note the day on which the parties looked back together."""
    access.require_any(by, Permission.PARTNERSHIP_EDIT, _institutions(partnership))
    partnership = _locked(partnership)
    _refuse_ended(partnership)
    _refuse_future(reviewed_on, field="reviewed_on")
    _refuse_before_start(partnership, reviewed_on, field="reviewed_on")
    partnership.reviewed_on = reviewed_on
    partnership.save(update_fields=["reviewed_on", "updated_at"])
    audit.record("partnership_reviewed", partnership, by=by, reviewed_on=reviewed_on.isoformat())
    return partnership


@transaction.atomic
def move_partnership(*, partnership: Partnership, stage: str, by: User) -> Partnership:
    """Take it to its next stage."""
    access.require_any(by, Permission.PARTNERSHIP_EDIT, _institutions(partnership))
    if stage == Partnership.Stage.ENDED:
        raise RuleBroken("To end a partnership, give the day it ended.", code="end_needs_its_day")
    partnership = _locked(partnership)
    before = partnership.stage
    partnership.move_to(stage)
    partnership.save(update_fields=["stage", "updated_at"])
    audit.record("partnership_moved", partnership, by=by, before=before, after=stage)
    return partnership


@transaction.atomic
def end_partnership(*, partnership: Partnership, ended_on: date, by: User) -> Partnership:
    """Close it. Its record and its collaborations stay."""
    access.require_any(by, Permission.PARTNERSHIP_EDIT, _institutions(partnership))
    partnership = _locked(partnership)
    _refuse_future(ended_on, field="ended_on")
    _refuse_before_start(partnership, ended_on, field="ended_on")
    partnership.move_to(Partnership.Stage.ENDED)
    partnership.ended_on = ended_on
    partnership.save(update_fields=["stage", "ended_on", "updated_at"])
    audit.record("partnership_ended", partnership, by=by, ended_on=ended_on.isoformat())
    return partnership


def _locked(partnership: Partnership) -> Partnership:
    return Partnership.objects.select_for_update().get(pk=partnership.pk)


def _institutions(partnership: Partnership) -> list[Institution]:
    return [party.institution for party in partnership.parties.select_related("institution")]


def _refuse_ended(partnership: Partnership) -> None:
    if partnership.stage == Partnership.Stage.ENDED:
        raise RuleBroken("This partnership has ended.", code="partnership_ended")


def _refuse_future(day: date, *, field: str) -> None:
    if day > timezone.localdate():
        raise RuleBroken("The date must be today or in the past.", field=field)


def _refuse_before_start(partnership: Partnership, day: date, *, field: str) -> None:
    if day < partnership.started_on:
        raise RuleBroken("The date must be on or after the day the partnership began.", field=field)
