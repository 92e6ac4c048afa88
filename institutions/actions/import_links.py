"""Bringing predecessors and successors up to date, so that a school that converts keeps its history."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from institutions.actions.importing import Report, Watch, commit_import, report_on
from institutions.actions.upsert import upsert
from institutions.models import Institution, InstitutionLink
from institutions.register import links
from institutions.register.files import open_table
from institutions.register.links import Told
from institutions.register.values import Problem

COLUMNS = ("institution_id", "to_institution_id", "kind", "detail", "established_on")
LATER = "9999"


class _Known(NamedTuple):
    pk: int
    closing: str  # sorts the establishments that closed by their day, and before those that are open


def import_establishment_links(*, path: Path, dry_run: bool = False, watch: Watch = iter) -> Report:
    """Each link once, from the predecessor to its successor, whether one end tells it or both do."""
    return commit_import(
        kind="establishment links", path=path, dry_run=dry_run, work=lambda: _import(path, watch)
    )


def _import(path: Path, watch: Watch) -> Report:
    rejects: list[Problem] = []
    known = _known()
    with open_table(path) as table:
        told = list(watch(links.read(table, rejects)))
    read = len(told) + len(rejects)
    pairs: dict[tuple[str, ...], list[Told]] = {}
    for link in _between_known(told, known, rejects):
        pairs.setdefault(link.pair, []).append(link)
    written = upsert(
        into=InstitutionLink,
        key=["institution_id", "to_institution_id", "kind"],
        columns=COLUMNS,
        records=[link for ends in pairs.values() for link in _links(ends, known, rejects)],
    )
    return report_on(read=read, written=written, rejects=rejects)


def _known() -> dict[str, _Known]:
    rows = Institution.objects.exclude(urn=None).values_list("urn", "pk", "status", "closed_on")
    return {
        str(urn): _Known(pk, (closed and closed.isoformat()) or "")
        if status == Institution.Status.CLOSED
        else _Known(pk, LATER)
        for urn, pk, status, closed in rows.iterator()
    }


def _between_known(told: Iterable[Told], known: dict[str, _Known], rejects: list[Problem]) -> Iterator[Told]:
    for link in told:
        ends = {"URN": link.urn, "LinkURN": link.link_urn}
        unknown = next((column for column, urn in ends.items() if urn not in known), None)
        if unknown:
            rejects.append(Problem(link.line, unknown, ends[unknown], "is not an establishment that we know"))
        else:
            yield link


def _links(ends: list[Told], known: dict[str, _Known], rejects: list[Problem]) -> Iterator[tuple[Any, ...]]:
    direction = _direction(ends, known)
    if direction is None:
        rejects += [
            Problem(link.line, "LinkType", link.wording, "does not say which of the two came first")
            for link in ends
        ]
        return
    before, after = direction
    days = [link.established_on for link in ends if link.established_on]
    wording = max(
        (link.wording for link in ends), key=len
    )  # “Successor - merged” says more than “Predecessor”
    yield ends[0].line, known[before].pk, known[after].pk, ends[0].kind, wording, min(days, default=None)


def _direction(ends: list[Told], known: dict[str, _Known]) -> tuple[str, str] | None:
    """As both ends agree, or else from the one that closed first. The words alone decide between two open ones."""
    said = list(dict.fromkeys(link.direction for link in ends if link.direction))
    if len(said) == 1:
        return said[0]
    one, other = sorted((ends[0].urn, ends[0].link_urn), key=lambda urn: known[urn].closing)
    if known[one].closing != known[other].closing:
        return one, other
    return said[0] if said else None
