"""Universities and primary schools by two routes: directly, or through a secondary school and its feeder primaries.

A place of an offer either serves one primary school or opens one secondary school, which then brings along several of
its feeders. Whether to open one is a fixed charge, so this is no flow. The linear relaxation (HiGHS) is nearly whole:
it says which secondaries to open and how good any plan can be at most. With those given, the rest is a network, whose
optimum comes out whole. The distance to the bound is told with every plan.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy  # its parts are loaded when they are first used: who solves nothing does not wait for them
from numpy.typing import NDArray

from brokerage.matching.instance import Bools, Ints, Longs
from brokerage.matching.result import NONE

Floats = NDArray[np.float64]

MOST_FEEDERS = 6  # that one secondary school brings along
CLOSENESS = 100  # points for a direct link on the doorstep, falling to none at the end of the offer's reach
WORTH = 1_000  # points of one unit of worth, so that no closeness ever outweighs a school
OPENED_FROM = (0.5, 0.25, 0.75)  # shares of the relaxation that count as “opened”, the usual one first
CLOSE_ENOUGH = 0.01
MOST_WORTH = 16
OPENED_FIRST = 2.0 * MOST_WORTH * WORTH  # more than any place could bring directly


@dataclass(frozen=True, kw_only=True)
class RouteInstance:
    """Primary schools without a link, secondary schools that might lead to them, offers of universities. Sorted by id.

    `primary_worth` says how much each primary counts; `feeder` pairs rows of primaries with rows of secondaries. A
    secondary school that `is_linked` works with a university already and takes no place.
    """

    primary_id: Longs
    primary_x: Ints
    primary_y: Ints
    primary_worth: Ints
    secondary_id: Longs
    secondary_x: Ints
    secondary_y: Ints
    secondary_is_linked: Bools
    feeder: Longs
    offer_id: Longs
    offer_x: Ints
    offer_y: Ints
    offer_reach: Ints
    offer_is_remote: Bools
    offer_places: Ints
    offer_for_primary: Bools
    offer_for_secondary: Bools


@dataclass(frozen=True, kw_only=True)
class RoutePlan:
    """Rows of offers and of secondaries, or NONE. `bound`: no plan whatever has more points than that."""

    primary_offer: Ints
    primary_via: Ints
    secondary_offer: Ints
    points: int
    bound: float

    @property
    def gap(self) -> float:
        """At most so far below the best possible, as a share of it."""
        return max(0.0, 1 - self.points / self.bound) if self.bound > 0 else 0.0

    @property
    def reached(self) -> int:
        return int(np.count_nonzero((self.primary_offer != NONE) | (self.primary_via != NONE)))


@dataclass(frozen=True)
class _Pairs:
    """What may be chosen, in three parts: offer to primary, offer to secondary, secondary to feeder."""

    direct: Longs
    opening: Longs
    through: Longs
    direct_points: Floats
    through_points: Floats


def plan_routes(instance: RouteInstance) -> RoutePlan:
    """The plan, the same for the same rows."""
    pairs = _pairs(instance)
    relaxed = _solve(instance, pairs, may_open=np.ones(len(instance.secondary_id), bool), is_relaxed=True)
    chosen = np.zeros(len(instance.secondary_id))
    np.add.at(
        chosen, pairs.opening[:, 1], relaxed[len(pairs.direct) : len(pairs.direct) + len(pairs.opening)]
    )
    bound = _points(pairs, relaxed)
    best: RoutePlan | None = None
    for least in OPENED_FROM:
        plan = _whole(instance, pairs, chosen >= least, bound)
        best = plan if best is None or plan.points > best.points else best
        if best.gap <= CLOSE_ENOUGH:
            break
    assert best is not None
    return best


def _whole(instance: RouteInstance, pairs: _Pairs, may_open: Bools, bound: float) -> RoutePlan:
    """The best plan that opens these secondaries, or those of them that are of use."""
    while True:
        values = _solve(instance, pairs, may_open=may_open, is_relaxed=False)
        plan = _read(instance, pairs, values, bound)
        leads_on = np.isin(np.arange(len(may_open)), plan.primary_via)
        useless = may_open & ~instance.secondary_is_linked & ((plan.secondary_offer == NONE) | ~leads_on)
        if not useless.any():
            return plan
        may_open = may_open & ~useless


def _pairs(instance: RouteInstance) -> _Pairs:
    direct, near = _in_reach(
        instance, instance.primary_x, instance.primary_y, np.flatnonzero(instance.offer_for_primary)
    )
    opening, _ = _in_reach(
        instance, instance.secondary_x, instance.secondary_y, np.flatnonzero(instance.offer_for_secondary)
    )
    opening = opening[~instance.secondary_is_linked[opening[:, 1]]]
    through = instance.feeder[:, ::-1]  # from the secondary to the primary
    worth = instance.primary_worth.astype(float) * WORTH
    return _Pairs(direct, opening, through, worth[direct[:, 1]] + near * CLOSENESS, worth[through[:, 1]])


def _in_reach(instance: RouteInstance, x: Ints, y: Ints, offers: NDArray[Any]) -> tuple[Longs, Floats]:
    """Rows of offers and schools that can meet, and how near: 1 on the doorstep, 0 at the end of the reach."""
    found, nearness = [np.zeros((0, 2), np.int64)], [np.zeros(0)]
    for offer in offers:
        if instance.offer_is_remote[offer]:
            schools, near = np.arange(len(x)), np.zeros(len(x))
        else:
            metres = np.hypot(x - float(instance.offer_x[offer]), y - float(instance.offer_y[offer]))
            schools = np.flatnonzero(metres <= instance.offer_reach[offer])
            near = np.floor(100 * (1 - metres[schools] / max(int(instance.offer_reach[offer]), 1))) / 100
        found.append(np.stack([np.full(len(schools), offer), schools], axis=1).astype(np.int64))
        nearness.append(near)
    return np.concatenate(found), np.concatenate(nearness)


def _solve(instance: RouteInstance, pairs: _Pairs, *, may_open: Bools, is_relaxed: bool) -> Floats:
    """How much of each pair to take. With the openings given, every row of the matrix belongs to a network."""
    direct, opening, through = pairs.direct, pairs.opening, pairs.through
    count = len(direct) + len(opening) + len(through)
    if not count:
        return np.zeros(0)
    at_opening, at_through = len(direct), len(direct) + len(opening)
    is_open = may_open | instance.secondary_is_linked
    rows = [
        _sums([(direct[:, 1], 0), (through[:, 1], at_through)], len(instance.primary_id), count),
        _sums([(direct[:, 0], 0), (opening[:, 0], at_opening)], len(instance.offer_id), count),
        _sums([(opening[:, 1], at_opening)], len(instance.secondary_id), count),
    ]
    most = [np.ones(len(instance.primary_id)), instance.offer_places.astype(float), may_open.astype(float)]
    feeders = _sums([(through[:, 0], at_through)], len(instance.secondary_id), count)
    reward = np.zeros(len(opening))
    if is_relaxed:
        # Feeders come along only as far as their secondary is open: all together, and each by itself.
        rows += [feeders - MOST_FEEDERS * rows[2], _each_by_itself(through, rows[2], at_through)]
        linked = instance.secondary_is_linked.astype(float)
        most += [MOST_FEEDERS * linked, linked[through[:, 0]]]
    else:
        rows.append(feeders)
        most.append(MOST_FEEDERS * is_open.astype(float))
        reward += OPENED_FIRST
    points = np.concatenate([pairs.direct_points, reward, pairs.through_points])
    found = scipy.optimize.linprog(
        -points,
        A_ub=scipy.sparse.vstack(rows, format="csr"),
        b_ub=np.concatenate(most),
        bounds=(0, 1),
        method="highs-ds",
    )
    assert found.x is not None, found.message  # taking nothing is always possible
    return np.asarray(found.x)


def _sums(parts: list[tuple[Longs, int]], height: int, width: int) -> Any:
    """One row for each thing, with a one in each column of a pair that it is in."""
    rows = np.concatenate([things for things, _ in parts])
    columns = np.concatenate([at + np.arange(len(things)) for things, at in parts])
    return scipy.sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(height, width))


def _each_by_itself(through: Longs, opened: Any, at_through: int) -> Any:
    """Each pair of a secondary and a feeder, less how far the secondary is open."""
    own = scipy.sparse.csr_matrix(
        (np.ones(len(through)), (np.arange(len(through)), at_through + np.arange(len(through)))),
        shape=(len(through), opened.shape[1]),
    )
    return own - opened[through[:, 0]]


def _points(pairs: _Pairs, values: Floats) -> float:
    at_through = len(pairs.direct) + len(pairs.opening)
    return float(
        pairs.direct_points @ values[: len(pairs.direct)] + pairs.through_points @ values[at_through:]
    )


def _read(instance: RouteInstance, pairs: _Pairs, values: Floats, bound: float) -> RoutePlan:
    taken = np.rint(values)
    at_opening, at_through = len(pairs.direct), len(pairs.direct) + len(pairs.opening)
    direct = pairs.direct[taken[:at_opening] == 1]
    opening = pairs.opening[taken[at_opening:at_through] == 1]
    through = pairs.through[taken[at_through:] == 1]
    return RoutePlan(
        primary_offer=_placed(len(instance.primary_id), direct[:, 1], direct[:, 0]),
        primary_via=_placed(len(instance.primary_id), through[:, 1], through[:, 0]),
        secondary_offer=_placed(len(instance.secondary_id), opening[:, 1], opening[:, 0]),
        points=round(_points(pairs, taken)),
        bound=bound,
    )


def _placed(length: int, where: Longs, what: Longs) -> Ints:
    found = np.full(length, NONE, np.int32)
    found[where] = what
    return found
