"""From a name that somebody typed to the institution that they mean."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from institutions.models import Institution
from institutions.queries.search import search

SHOWN = 6


@dataclass(frozen=True)
class Meant:
    """`one` when it is clear which; `found` holds the likely ones, to choose from."""

    one: Institution | None
    found: Sequence[Institution]


def meant_by(typed: str, *, kinds: Collection[str] = ()) -> Meant:
    """The institution of that name, or the only one that matches."""
    found = search(typed, kinds=kinds, limit=SHOWN)
    exact = [each for each in found if _is_named(each, typed)]
    clear = next((few for few in (exact, found) if len(few) == 1), None)
    return Meant(one=clear[0], found=clear) if clear else Meant(one=None, found=found)


def _is_named(institution: Institution, typed: str) -> bool:
    """By its name alone or, as it is suggested, with its town."""
    wanted = " ".join(typed.split()).casefold()
    return wanted in {institution.name.casefold(), described(institution).casefold()}


def described(institution: Institution) -> str:
    """What tells it from its namesakes."""
    return ", ".join(filter(None, [institution.name, institution.town]))
