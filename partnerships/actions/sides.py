"""Each party's own side: what it wants, who stands behind it, what it answers for and brings."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Term
from partnerships.actions.steps import locked, refuse_ended, refuse_stale
from partnerships.models import Asset, Partnership, Party, Responsibility
from partnerships.queries.told import differences, told_by

MOST_POUNDS = 100_000_000


@dataclass(frozen=True, kw_only=True)
class Side:
    """What a party says of itself. `lines`: the responsibilities that it leads on."""

    goal: str
    benefit: str = ""
    sponsor: str = ""
    sponsor_seniority: str = ""
    roles: Collection[Term] = ()
    lines: Collection[Term] = ()
    pupils: int | None = None


@transaction.atomic
def edit_side(*, party: Party, side: Side, revision: int, by: User) -> Party:
    """A party says what it wants. Each writes its own, so that none speaks for another."""
    access.require(by, Permission.PARTNERSHIP_EDIT, party.institution)
    privacy.refuse_personal_data(f"{side.goal} {side.benefit}", field="goal")
    if bool(side.sponsor) != bool(side.sponsor_seniority):
        missing = "sponsor_seniority" if side.sponsor else "sponsor"
        raise RuleBroken("Give the sponsor’s name and how senior they are.", field=missing)
    partnership, party = _locked(party)
    refuse_stale(party, revision)
    before = told_by(party)
    party.goal, party.benefit = side.goal.strip(), side.benefit.strip()
    party.sponsor, party.sponsor_seniority = side.sponsor.strip(), side.sponsor_seniority
    party.pupils, party.revision = side.pupils, party.revision + 1
    party.save(update_fields=["goal", "benefit", "sponsor", "sponsor_seniority", "pupils", "revision"])
    party.roles.set(side.roles)
    _lead_on(partnership, party, side.lines)
    changes = differences(before, told_by(party))
    audit.record("side_edited", partnership, by=by, party=party.institution.name, changes=changes)
    return party


@transaction.atomic
def bring_asset(*, party: Party, asset_type: Term, words: str, value: int | None, by: User) -> Asset:
    """Note what a party gives, in kind or in cash."""
    access.require(by, Permission.PARTNERSHIP_EDIT, party.institution)
    privacy.refuse_personal_data(words, field="words")
    if asset_type.code == Asset.CASH and value is None:
        raise RuleBroken("Enter how many pounds.", field="value")
    if value is not None and not 0 < value <= MOST_POUNDS:
        raise RuleBroken(f"Enter a number of pounds between 1 and {MOST_POUNDS:,}.", field="value")
    partnership, party = _locked(party)
    asset = Asset.objects.create(party=party, asset_type=asset_type, words=words.strip(), value=value)
    audit.record("asset_brought", partnership, by=by, party=party.institution.name, what=str(asset))
    return asset


@transaction.atomic
def take_back_asset(*, asset: Asset, by: User) -> None:
    """The party does not give it after all. That it did is in the history."""
    access.require(by, Permission.PARTNERSHIP_EDIT, asset.party.institution)
    partnership, party = _locked(asset.party)
    audit.record("asset_taken_back", partnership, by=by, party=party.institution.name, what=str(asset))
    asset.delete()


def _locked(party: Party) -> tuple[Partnership, Party]:
    partnership = locked(party.partnership)
    refuse_ended(partnership)
    found = partnership.parties.current().select_related("institution").filter(pk=party.pk).first()
    if found is None:
        raise RuleBroken(f"{party.institution} is no longer a party.", code="not_a_party")
    return partnership, found


def _lead_on(partnership: Partnership, party: Party, lines: Collection[Term]) -> None:
    """One lead to a line: a party takes what is free and gives back what it no longer does."""
    others = partnership.responsibilities.exclude(lead=party).select_related("line", "lead__institution")
    for taken in others.filter(line__in=[line.pk for line in lines]):
        raise RuleBroken(f"{taken.lead.institution} leads on {taken.line.label} already.", field="lines")
    partnership.responsibilities.filter(lead=party).delete()
    Responsibility.objects.bulk_create(
        Responsibility(partnership=partnership, line=line, lead=party) for line in lines
    )
