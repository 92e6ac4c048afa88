"""Steps that many changes of a partnership share. None asks who may: whoever calls them has."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from institutions.models import Institution
from partnerships.models import Body, Leadership, LibraryItem, Partnership, Party, StageEntry


def locked(partnership: Partnership) -> Partnership:
    return Partnership.objects.select_for_update().get(pk=partnership.pk)


def locked_at(partnership: Partnership, *, revision: int) -> Partnership:
    """Locked, and as whoever edits it saw it."""
    found = locked(partnership)
    refuse_stale(found, revision)
    refuse_ended(found)
    return found


def refuse_stale(row: Partnership | Party | Body | LibraryItem, revision: int) -> None:
    if row.revision != revision:
        raise RuleBroken(
            "Somebody else changed this after you opened the page. What it says now is shown; what you typed is "
            "kept. Compare the two and save again.",
            code="stale",
        )


def institutions_of(partnership: Partnership) -> list[Institution]:
    """Its parties today."""
    return [party.institution for party in partnership.parties.current().select_related("institution")]


def enter(
    partnership: Partnership,
    stage: str,
    *,
    on: date,
    owner: str = "",
    decision: str = "",
    words: str = "",
    by: User | None,
) -> None:
    """Come to a stage, with its day and who answers for it. The stage itself is the caller's to save."""
    StageEntry.objects.create(
        partnership=partnership,
        stage=stage,
        began_on=on,
        owner=owner,
        decision=decision,
        words=words,
        noted_by=by,
    )


def add_parties(partnership: Partnership, institutions: Iterable[Institution]) -> list[Party]:
    joined = timezone.localdate()
    return Party.objects.bulk_create(
        Party(partnership=partnership, institution=institution, joined_on=joined)
        for institution in institutions
    )


def lead_from(partnership: Partnership, party: Party, *, on: date) -> None:
    """From that day the party leads; whoever led before led until then."""
    partnership.leaderships.filter(ended_on=None).update(ended_on=on)
    Leadership.objects.create(partnership=partnership, party=party, began_on=on)


def refuse_ended(partnership: Partnership) -> None:
    if partnership.stage == Partnership.Stage.ENDED:
        raise RuleBroken("This partnership has ended.", code="partnership_ended")


def refuse_future(day: date, *, field: str) -> None:
    if day > timezone.localdate():
        raise RuleBroken("The date must be today or in the past.", field=field)


def refuse_before_start(partnership: Partnership, day: date, *, field: str) -> None:
    if day < partnership.started_on:
        raise RuleBroken("The date must be on or after the day the partnership began.", field=field)
