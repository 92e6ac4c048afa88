"""Every feasible pair of a school and an offer, with its fit.

Feasible: the offer serves a phase taught at the school, the school lies within its reach, nobody barred the two, and
the school is not the offer's own provider. Which areas the offer serves is looked at need by need. Online offers reach
everybody and are not paired one by one, save where a pair differs from the rest (online.py).
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from brokerage.matching.instance import Bools, Instance, Ints, Longs
from brokerage.matching.points import (
    MOST_FIT,
    POINTS,
    area_points,
    distance_points,
    phase_points,
)
from brokerage.matching.result import NONE

OFFERS_AT_ONCE = 2000  # bounds the memory in between
STRIP = 4000  # metres from south to north that are searched as one line from west to east
EASTWARDS = 1 << 20  # wider than the grid
MARK_BITS = 20
MARK_FACTOR = np.int64(
    -7046029254386353131
)  # an odd number that spreads neighbours (2**64 over the golden ratio)
FIT_BITS = MOST_FIT.bit_length()


@dataclass(frozen=True)
class Pairs:
    """K pairs, by school, the best fit first: those of school s are rows start[s] to start[s + 1]."""

    start: Longs  # (S + 1)
    offer: Ints
    fit: NDArray[np.int16]
    online: Longs  # (school, offer) of the online offers among them

    def of_schools(self, first: int, last: int) -> tuple[Ints, Ints, NDArray[np.int16]]:
        """School, offer and fit of the pairs of schools first to last."""
        rows = slice(self.start[first], self.start[last])
        schools = np.repeat(np.arange(first, last, dtype=np.int32), np.diff(self.start[first : last + 1]))
        return schools, self.offer[rows], self.fit[rows]

    def chunks(self, rows: int = 1_000_000) -> Iterator[tuple[Ints, Ints, NDArray[np.int16]]]:
        """The same for all schools, about so many pairs at a time."""
        edges = np.searchsorted(self.start, np.arange(0, self.start[-1] + rows, rows))
        edges = np.unique(np.append(np.minimum(edges, len(self.start) - 1), len(self.start) - 1))
        for first, last in itertools.pairwise(edges):
            yield self.of_schools(int(first), int(last))


def feasible_pairs(instance: Instance, online: Longs) -> Pairs:
    """In person, with the pairs (school, offer) of online offers that are kept one by one."""
    packed = [_packed(instance, *pairs) for pairs in _in_reach(instance)]
    packed.append(_packed(instance, online[:, 0], online[:, 1]))
    keys = np.concatenate(packed)
    keys.sort()
    offer_bits = instance.offers.bit_length()
    offer = (keys & ((1 << offer_bits) - 1)).astype(np.int32)
    keys >>= offer_bits
    fit = (MOST_FIT - (keys & ((1 << FIT_BITS) - 1))).astype(np.int16)
    keys >>= FIT_BITS
    return Pairs(np.searchsorted(keys, np.arange(instance.schools + 1)), offer, fit, online)


def is_paired(
    instance: Instance, pairs: Pairs, school: NDArray[np.integer], offer: NDArray[np.integer]
) -> Bools:
    """Which of (school, offer), all of them allowed, are among the pairs; the others are made by a pool."""
    paired: Bools = ~instance.offer_is_remote[offer] | _listed(pairs.online, school, offer)
    return paired


def metres_between(instance: Instance, school: NDArray[np.integer], offer: NDArray[np.integer]) -> Ints:
    """The straight line in whole metres; NONE to an online offer."""
    metres = np.sqrt(_squared(instance, school, offer)).astype(np.int32)
    return np.where(instance.offer_is_remote[offer], np.int32(NONE), metres)


def within_reach(instance: Instance, school: NDArray[np.integer], offer: NDArray[np.integer]) -> Bools:
    reach = instance.offer_reach[offer].astype(np.int64)
    reached: Bools = instance.offer_is_remote[offer] | (_squared(instance, school, offer) <= reach * reach)
    return reached


def fit_of(
    instance: Instance, school: NDArray[np.integer], offer: NDArray[np.integer], *, partners: bool = True
) -> Ints:
    """The points of feasible pairs, with those for partners or, for pools of equal schools, without."""
    metres = metres_between(instance, school, offer)
    points = np.where(metres == NONE, np.int32(POINTS["online"]), distance_points(metres))
    points += area_points(instance.offer_areas[offer])
    points += phase_points(instance.school_phases[school], instance.offer_phases[offer])
    points += instance.offer_fresh[offer]
    if partners:
        points[_listed(instance.partner, school, instance.offer_provider[offer])] += POINTS["partner"]
    return points


def allowed(instance: Instance, school: NDArray[np.integer], offer: NDArray[np.integer]) -> Bools:
    """Not barred, and not offering to themselves."""
    own: Bools = instance.school_id[school] == instance.offer_provider[offer]
    return ~(own | _listed(instance.barred, school, offer))


def _in_reach(instance: Instance) -> Iterator[tuple[Longs, Longs]]:
    """Schools and offers in person, one group of schools that teach the same phases at a time."""
    in_person = ~instance.offer_is_remote
    in_need = np.bincount(instance.need_school, minlength=instance.schools) > 0
    for phases in np.unique(instance.school_phases):
        schools = np.flatnonzero((instance.school_phases == phases) & in_need)
        offers = np.flatnonzero(in_person & (instance.offer_phases & phases > 0))
        places = (instance.school_y[schools] // STRIP).astype(np.int64) * EASTWARDS + instance.school_x[
            schools
        ]
        order = np.argsort(places)
        for first in range(0, len(offers), OFFERS_AT_ONCE):
            some = offers[first : first + OFFERS_AT_ONCE]
            near, offer = _in_strips(instance, places[order], some)
            yield schools[order[near]], offer


def _in_strips(instance: Instance, places: Longs, offers: Longs) -> tuple[Longs, Longs]:
    """Rows of the sorted places around each offer, a few beyond its reach among them: from each strip that its circle
    touches, the stretch within the circle.
    """
    x = instance.offer_x[offers].astype(np.int64)
    y = instance.offer_y[offers].astype(np.int64)
    reach = instance.offer_reach[offers].astype(np.int64)
    lowest = (y - reach) // STRIP
    which, step = ranges((y + reach) // STRIP - lowest + 1)
    strip = lowest[which] + step
    off = np.maximum(0, np.maximum(strip * STRIP - y[which], y[which] - (strip + 1) * STRIP + 1))
    half = np.sqrt(reach[which] ** 2 - off**2).astype(np.int64)
    start = strip * EASTWARDS
    west, east = np.clip([x[which] - half, x[which] + half], 0, EASTWARDS - 1)
    first = np.searchsorted(places, start + west)
    last = np.searchsorted(places, start + east, side="right")
    row, step = ranges(last - first)
    return first[row] + step, offers[which[row]]


def _squared(instance: Instance, school: NDArray[np.integer], offer: NDArray[np.integer]) -> Longs:
    """The distance squared, exact."""
    east = instance.school_x[school].astype(np.int64) - instance.offer_x[offer]
    north = instance.school_y[school].astype(np.int64) - instance.offer_y[offer]
    squared: Longs = east * east + north * north
    return squared


def _packed(instance: Instance, school: NDArray[np.integer], offer: NDArray[np.integer]) -> Longs:
    """School, lack of fit and offer of the allowed pairs in one number each, so that one sort orders them all."""
    kept = within_reach(instance, school, offer) & allowed(instance, school, offer)
    school, offer = school[kept], offer[kept]
    lack = MOST_FIT - fit_of(instance, school, offer).astype(np.int64)
    return ((school.astype(np.int64) << FIT_BITS | lack) << instance.offers.bit_length()) | offer


def _listed(pairs: Longs, left: NDArray[np.integer], right: NDArray[np.integer]) -> Bools:
    """Which of (left, right) stand in the list of pairs."""
    span = int(max(right.max(initial=0), pairs[:, 1].max(initial=0))) + 1
    keys = left.astype(np.int64) * span + right
    wanted = pairs[:, 0] * span + pairs[:, 1]
    marks = np.zeros(1 << MARK_BITS, np.bool_)
    marks[_mark(wanted)] = True
    listed = marks[_mark(keys)]  # all but a few rows drop out here, cheaply
    listed[listed] = np.isin(keys[listed], wanted)
    return listed


def _mark(keys: Longs) -> Longs:
    marks: Longs = (keys * MARK_FACTOR >> 64 - MARK_BITS) & ((1 << MARK_BITS) - 1)
    return marks


def ranges(counts: NDArray[np.integer]) -> tuple[Longs, Longs]:
    """Row i counts[i] times over, and beside it 0, 1, 2… within each row."""
    row = np.repeat(np.arange(len(counts)), counts)
    return row, np.arange(len(row)) - np.repeat(np.cumsum(counts) - counts, counts)
