"""Counts of people, made safe before anybody outside their institution sees them.

A whole table is protected at once, because what is hidden in one place is worked out from another. Whoever attacks is
taken to know the rules, every number that is shown as it is, and that hidden numbers are small. Shown numbers are then
rounded, which only tells less. Zero is hidden like other small numbers: it says something of everybody in the group.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import scipy

SMALL = 5  # people: up to so many, a number is hidden, nought among them
LEAST = 25  # people in a group, of whom anything is shown
NARROW = 3  # a hidden number that lies within less is as good as shown
STEP = 10  # people, to which what is shown is rounded
STEADY = 10  # a number that moved by less stays as it was shown before

Key = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """True counts, and which are the sum of which. `implied` counts are never shown, but can be worked out."""

    counts: Mapping[Key, int]
    sums: tuple[tuple[Key, tuple[Key, ...]], ...]
    implied: frozenset[Key] = frozenset()

    @property
    def total_of(self) -> dict[Key, int]:
        """Of each part, the size of the smallest group that it is a part of."""
        found: dict[Key, int] = {}
        for total, parts in self.sums:
            for part in parts:
                found[part] = min(self.counts[total], found.get(part, self.counts[total]))
        return found


Bound = tuple[int, int]


def protect(table: Table, before: Mapping[Key, int | None] | None = None) -> dict[Key, int | None]:
    """What may be shown of a table; None where a number is hidden. `before` is what was shown last."""
    hidden = primary(table) | set(table.implied)
    while hidden != set(table.counts) and exposed(table, hidden):
        hidden.add(_next(table, hidden))
    earlier = before or {}
    shown = [key for key in table.counts if key not in table.implied]
    return {key: None if key in hidden else steady(table.counts[key], earlier.get(key)) for key in shown}


def primary(table: Table) -> set[Key]:
    """Small numbers, numbers that are nearly everybody, and all about groups that are small themselves."""
    totals = table.total_of
    return {
        key
        for key, count in table.counts.items()
        if (count < LEAST if key not in totals else totals[key] < LEAST)
        or (key in totals and (count <= SMALL or totals[key] - count <= SMALL))
    }


def exposed(table: Table, hidden: set[Key]) -> set[Key]:
    """The small numbers that can be worked out from the rest, closely or as they are."""
    small = [key for key in hidden if table.counts[key] <= SMALL]
    if not small:
        return set()
    known = {key: count for key, count in table.counts.items() if key not in hidden}
    ranges = feasible(table.sums, known, {key: _suspected(table, key) for key in hidden}, wanted=small)
    return {key for key, (low, high) in ranges.items() if high - low < NARROW}


def feasible(
    sums: Iterable[tuple[Key, tuple[Key, ...]]],
    known: Mapping[Key, int],
    suspected: Mapping[Key, Bound],
    wanted: Iterable[Key] | None = None,
) -> dict[Key, Bound]:
    """The least and the most that each unknown number can be, given the others: the attack itself."""
    keys = list(suspected)
    place = {key: number for number, key in enumerate(keys)}
    rows, sides = [], []
    for total, parts in sums:
        row = np.zeros(len(keys))
        side = -known.get(total, 0) + sum(known.get(part, 0) for part in parts)
        for key, sign in [(total, 1), *((part, -1) for part in parts)]:
            if key in place:
                row[place[key]] += sign
        rows.append(row)
        sides.append(side)
    limits = scipy.optimize.LinearConstraint(np.array(rows), sides, sides)
    bounds = scipy.optimize.Bounds(
        [low for low, _ in suspected.values()], [high for _, high in suspected.values()]
    )
    whole = np.ones(len(keys), dtype=np.int64)

    def end(key: Key, sign: int) -> int:
        aim = np.zeros(len(keys))
        aim[place[key]] = sign
        best = scipy.optimize.milp(aim, constraints=limits, bounds=bounds, integrality=whole)
        assert best.fun is not None  # the truth itself is among what is feasible
        return sign * round(best.fun)

    return {key: (end(key, 1), end(key, -1)) for key in (keys if wanted is None else wanted)}


def steady(count: int, earlier: int | None) -> int:
    """To the nearest ten, halves up; or as before, so that one pupil more shows in no revision."""
    if earlier is not None and abs(count - earlier) < STEADY:
        return earlier
    return (count + STEP // 2) // STEP * STEP


def _suspected(table: Table, key: Key) -> Bound:
    """What an attacker who knows the rules takes a hidden number for, before counting anything together."""
    count = table.counts[key]
    return (0, SMALL) if count <= SMALL else (SMALL + 1, max(table.counts.values()))


def _next(table: Table, hidden: set[Key]) -> Key:
    """The smallest shown number that makes all hidden ones safe; else the smallest of all."""
    shown = sorted(
        (key for key in table.counts if key not in hidden), key=lambda key: (table.counts[key], key)
    )
    safe = (key for key in shown if not exposed(table, {*hidden, key}))
    return next(safe, shown[0])
