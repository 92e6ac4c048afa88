"""What a partnership still lacks for its next stage, in words, each with the page where it is filled in."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from partnerships.models import Partnership, PartnershipKind, Party, Sector
from partnerships.models.kind import sectors_of
from partnerships.queries.record import Record

Stage = Partnership.Stage
COUNTED = {1: "One more", 2: "Two more", 3: "Three more"}


@dataclass(frozen=True)
class Gap:
    """Something that is missing. `party`: whose it is to fill, where it is one party's own."""

    words: str
    address: str
    party: Party | None = None


@dataclass(frozen=True)
class Gate:
    """A stage that can come next, and what it waits for."""

    stage: Partnership.Stage
    gaps: list[Gap]


def ahead(record: Record) -> list[Gate]:
    """The stages that can come next and ask for something."""
    found = [Gate(stage, missing(record, stage)) for stage in record.partnership.next_stages]
    return [gate for gate in found if gate.gaps]


def missing(record: Record, stage: str) -> list[Gap]:
    """What has to be there before that stage begins; nothing where it may begin."""
    match stage:
        case Stage.PILOT:
            return [*_of_kind(record)]
        case Stage.EMBEDDED:
            return [*_of_kind(record), *_of_sides(record), *_in_common(record)]
        case _:
            return []


def _of_kind(record: Record) -> Iterator[Gap]:
    """What its kind demands of it before it is active."""
    kind = record.kind
    if kind is None:
        return
    invite = _address(record, "invite_parties")
    describe = _address(record, "describe_partnership")
    for words in _absent(record, kind):
        yield Gap(words, invite)
    if kind.needs_place and record.partnership.place_id is None:
        yield Gap("It is for one place. Say which.", describe)
    if kind.focus_question and not record.partnership.focus:
        yield Gap(kind.focus_question, describe)
    yield from _undone(record, kind)


def _absent(record: Record, kind: PartnershipKind) -> Iterator[str]:
    """Who is not there yet."""
    if (short := kind.least_parties - len(record.parties)) > 0:
        yield f"{COUNTED.get(short, f'{short} more')} institution{'s' if short > 1 else ''} must join."
    there = Counter(sector for each in record.institutions for sector in sectors_of(each))
    for sector, needed in Counter(kind.sectors).items():
        if there[Sector(sector)] < needed:
            which = "another" if there[Sector(sector)] else "one"
            yield f"It needs {Sector(sector).label}. Ask {which} to join."
    phases = {phase for each in record.institutions for phase in each.phases}
    if len(phases) < kind.least_phases:
        yield "Its schools must cover more than one phase of education."
    if kind.least_trusts and len(record.trusts()) < kind.least_trusts:
        yield f"Schools of {kind.least_trusts} trusts or more must be in it."


def _undone(record: Record, kind: PartnershipKind) -> Iterator[Gap]:
    """What the parties have not said about their parts in it."""
    side = record.parties[0] if record.parties else None
    edit = _side(side) if side else ""
    held = {role.code for party in record.parties for role in party.roles.all()}
    for role in kind.roles:
        if role not in held:
            yield Gap(f"Nobody is its {role.replace('_', ' ').lower()} yet. Say who is what.", edit)
    if kind.needs_every_line:
        for line in record.open_lines:
            yield Gap(f"Nobody covers {line.label} yet.", edit)
    if kind.counts_pupils:
        for party in record.parties:
            if party.pupils is None:
                yield Gap(f"How many pupils does {party.institution} send?", _side(party), party)


def _of_sides(record: Record) -> Iterator[Gap]:
    leading = {responsibility.lead_id for responsibility in record.responsibilities}
    for party in record.parties:
        who = party.institution
        if not party.goal:
            yield Gap(f"{who} has not said what it wants from it.", _side(party), party)
        if not party.sponsor:
            yield Gap(f"{who} has not named an executive sponsor.", _side(party), party)
        if party.pk not in leading:
            yield Gap(f"{who} does not lead on anything yet.", _side(party), party)


def _in_common(record: Record) -> Iterator[Gap]:
    """Governance on goals that all share, and something to measure it by."""
    if not record.bodies:
        new = _address(record, "set_up_partnership_body")
        yield Gap("No body governs it yet. Set up a steering group or a board.", new)
    elif not record.is_governed_together:
        body = reverse("partnerships:body", args=[record.bodies[0].pk])
        yield Gap(f"{record.bodies[0]} needs a chair, and members from two of the parties.", body)
    if not record.aims:
        yield Gap(
            "There is nothing yet to measure it by. Say what will be different.", _address(record, "set_aim")
        )


def _address(record: Record, name: str) -> str:
    return reverse(f"partnerships:{name}", args=[record.partnership.pk])


def _side(party: Party) -> str:
    return reverse("partnerships:edit_side", args=[party.partnership_id, party.pk])
