"""What people ask of an allocation: why nothing, why not another offer, and where one more place would help."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from brokerage.matching.instance import Instance, Ints, Longs
from brokerage.matching.network import Network
from brokerage.matching.objective import CLASSES, FIRST, OTHER, PRIORITY, PRIORITY_FIRST, gain_of
from brokerage.matching.pairs import Pairs, within_reach
from brokerage.matching.prices import in_area
from brokerage.matching.result import COSTS_A_NEED, NONE, Gain, Reason

UNBOUNDED = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Reading:
    """By need: the alternative that would cost the whole the least, at what cost, and how urgent its holders are."""

    runner_up: Ints
    costs: Longs
    has_offer: NDArray[np.bool_]
    least_urgent: NDArray[np.int64]  # class of the least urgent need that holds a place it could have


def read(network: Network, pairs: Pairs, need_offer: Ints, price: Longs) -> Reading:
    instance = network.instance
    reading = Reading(
        np.full(instance.needs, NONE, np.int32),
        np.full(instance.needs, UNBOUNDED),
        np.zeros(instance.needs, np.bool_),
        np.full(instance.needs, NONE, np.int64),
    )
    urgency = _least_urgent_holder(instance, need_offer)
    for need, offer, fit in in_area(instance, pairs):
        costs = network.objective.cost(fit) + price[need] - price[network.first_offer + offer]
        _note(reading, need, offer, costs, need_offer, urgency)
    for pool in range(len(network.pools.area)):
        rows = network.pools.arc_pool == pool
        _note_pool(reading, network, pool, np.flatnonzero(rows), need_offer, price, urgency)
    return reading


def gaps(network: Network, reading: Reading) -> Ints:
    """In points, at least; COSTS_A_NEED where a need would go without."""
    points = reading.costs // network.objective.fit_unit
    points = np.where(reading.costs >= network.objective.level // 2, COSTS_A_NEED, np.maximum(points, 0))
    return np.where(reading.runner_up == NONE, 0, points).astype(np.int32)


def reasons(instance: Instance, reading: Reading, need_offer: Ints) -> NDArray[np.int8]:
    rank = _next_rank(instance, need_offer)[instance.need_school]
    taken = np.where(reading.least_urgent < rank, Reason.TAKEN_BY_MORE_URGENT, Reason.ALL_TAKEN)
    without = np.where(_only_barred(instance), Reason.ASKED_NOT_TO, Reason.NO_OFFER_IN_REACH)
    unmet = np.where(reading.has_offer, taken, without)
    return np.where(need_offer == NONE, unmet, Reason.MET).astype(np.int8)


def gains(network: Network, price: Longs) -> tuple[NDArray[np.int8], NDArray[np.int8], Longs]:
    """Of one more place for each need, of each offer; and the points of the latter where fit is all it brings."""
    worth = -price
    offers = worth[network.first_offer : network.first_pool]
    gain = gain_of(network.objective, offers)
    points = np.where(gain == Gain.BETTER_FIT, offers // network.objective.fit_unit, 0)
    return gain_of(network.objective, worth[: network.first_offer]), gain, points


def _note(
    reading: Reading, need: Ints, offer: Ints, costs: Longs, need_offer: Ints, urgency: NDArray[np.int64]
) -> None:
    """Rows come by need. Keep the cheapest that the need does not have already."""
    if not len(need):
        return
    first = np.flatnonzero(np.append(True, need[1:] != need[:-1]))
    one = need[first]
    reading.has_offer[one] = True
    reading.least_urgent[one] = np.maximum(
        reading.least_urgent[one], np.maximum.reduceat(urgency[offer], first)
    )
    costs = np.where(need_offer[need] == offer, UNBOUNDED, costs)
    least = np.minimum.reduceat(costs, first)
    size = np.diff(np.append(first, len(need)))
    hits = np.flatnonzero((costs == np.repeat(least, size)) & (costs < UNBOUNDED))
    _, hit = np.unique(need[hits], return_index=True)
    rows = hits[hit]
    cheaper = costs[rows] < reading.costs[need[rows]]
    rows = rows[cheaper]
    reading.runner_up[need[rows]], reading.costs[need[rows]] = offer[rows], costs[rows]


def _note_pool(
    reading: Reading,
    network: Network,
    pool: int,
    arcs: NDArray[np.int64],
    need_offer: Ints,
    price: Longs,
    urgency: NDArray[np.int64],
) -> None:
    """Of a pool's offers only the two cheapest matter: a need holds at most one of them already."""
    offers = network.pools.arc_offer[arcs]
    needs = np.flatnonzero(network.pools.of_need == pool).astype(np.int32)
    if not len(offers):
        return
    costs = network.objective.cost(network.pools.arc_fit[arcs]) - price[network.first_offer + offers]
    reading.least_urgent[needs] = np.maximum(reading.least_urgent[needs], urgency[offers].max())
    best = np.argsort(costs, kind="stable")[:2]
    need = np.repeat(needs, len(best))
    offer = np.tile(offers[best], len(needs))
    _note(reading, need, offer, np.tile(costs[best], len(needs)) + price[need], need_offer, urgency)


def _least_urgent_holder(instance: Instance, need_offer: Ints) -> NDArray[np.int64]:
    """By offer: the class of the least urgent slot that holds a place of it; beyond all, if it came full."""
    met = need_offer != NONE
    count = np.bincount(instance.need_school[met], minlength=instance.schools)
    first = (count == 1) & instance.school_has_none
    rank = _ranks(instance, first)[instance.need_school[met]]
    held = np.where(instance.offer_places > 0, NONE, CLASSES).astype(np.int64)
    np.maximum.at(held, need_offer[met], rank)
    return held


def _next_rank(instance: Instance, need_offer: Ints) -> NDArray[np.int64]:
    """By school: the class of the slot that one more need would fill."""
    count = np.bincount(instance.need_school[need_offer != NONE], minlength=instance.schools)
    return _ranks(instance, (count == 0) & instance.school_has_none)


def _ranks(instance: Instance, first: NDArray[np.bool_]) -> NDArray[np.int64]:
    return np.where(
        instance.school_is_priority, np.where(first, PRIORITY_FIRST, PRIORITY), np.where(first, FIRST, OTHER)
    )


def _only_barred(instance: Instance) -> NDArray[np.bool_]:
    """Needs for which a barred offer would do, but for being barred."""
    school, offer = instance.barred.T
    suited = within_reach(instance, school, offer) & (
        instance.school_phases[school] & instance.offer_phases[offer] > 0
    )
    areas = np.zeros(instance.schools, np.uint8)
    np.bitwise_or.at(areas, school[suited], instance.offer_areas[offer[suited]])
    return areas[instance.need_school] >> instance.need_area & 1 > 0
