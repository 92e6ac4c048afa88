"""One step's counts of one cohort as a table to protect: institutions add up to all, and groups lie within groups."""

from collections.abc import Iterable

from outcomes.disclosure import SMALL, Key, Table
from outcomes.models import Fact

EVERYBODY = "all"  # institutions together
ALL, SOME, OTHERS = Fact.Group.ALL.value, Fact.Group.DISADVANTAGED.value, Fact.Group.OTHERS.value


def step_table(counts: Iterable[tuple[str, str, int]]) -> Table:
    """Of (institution, group, people). A group is added up only where every institution counted it."""
    cells: dict[Key, int] = {(place, group): people for place, group, people in counts}
    places = sorted({place for place, _ in cells})
    groups = [ALL, SOME] if all((place, SOME) in cells for place in places) else [ALL]
    cells = {key: people for key, people in cells.items() if key[1] in groups}
    implied: dict[Key, int] = {}
    sums: list[tuple[Key, tuple[Key, ...]]] = []
    for group in groups:
        cells[EVERYBODY, group] = sum(cells[place, group] for place in places)
        sums.append(((EVERYBODY, group), tuple((place, group) for place in places)))
    if SOME in groups:
        for place in (*places, EVERYBODY):
            implied[place, OTHERS] = cells[place, ALL] - cells[place, SOME]
            sums.append(((place, ALL), ((place, SOME), (place, OTHERS))))
        sums.append(((EVERYBODY, OTHERS), tuple((place, OTHERS) for place in places)))
    return Table(cells | implied, tuple(sums), frozenset(implied))


def is_too_few(people: int, viable_from: int | None) -> bool:
    """May be said of a count that is withheld: it is small, and smaller than a class.

    Only where the two limits are the same: whoever attacks knows as much of every small number anyway.
    """
    return viable_from == SMALL + 1 and people <= SMALL
