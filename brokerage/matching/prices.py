"""What a place is worth to the whole: prices that prove an allocation the best, over every feasible pair.

The allocation is a flow around the circle end -> school -> need -> (pool ->) offer -> end. It is the best one exactly
when every node can be given a price such that no arc with room left costs less than the prices on its two sides
differ by, and no used arc costs more: linear programming's complementary slackness, checked here in whole numbers.

Many prices do. The highest say what one more place would save, which is what people ask. The lowest say what one place
fewer would cost; they value places most, so that the fewest pairs look missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from brokerage.matching.instance import Instance, Ints, Longs
from brokerage.matching.network import Arcs, Candidates, Network, joined
from brokerage.matching.objective import CLASSES
from brokerage.matching.pairs import Pairs, is_paired, ranges
from brokerage.matching.result import NONE

AREAS = 8  # as many as a mask has bits
FAR = CLASSES + 1  # levels: further than the most valuable slot can bring back below 0


class NotOptimal(Exception):
    """The allocation can be improved, so no prices exist: a defect, never an answer."""


@dataclass(frozen=True)
class Flow:
    """The arcs of the circle and what the allocation sends through them."""

    arcs: Arcs
    units: Longs


class Ways(NamedTuple):
    """Where one can go: rows start[v] to start[v + 1] leave node v."""

    start: Longs
    head: Ints
    cost: Longs


def flow_of(network: Network, pairs: Pairs, candidates: Candidates, need_offer: Ints) -> Flow:
    """What the allocation sends through the arcs: an offer that is not paired with the school comes from a pool."""
    instance = network.instance
    met = np.flatnonzero(need_offer != NONE)
    paired = is_paired(instance, pairs, instance.need_school[met], need_offer[met])
    pooled = met[~paired]
    key = candidates.need * np.int64(instance.offers) + candidates.offer
    used = met[paired] * np.int64(instance.offers) + need_offer[met[paired]]
    blocks = (
        (network.earning_slots(), _filled(network, need_offer)),
        (network.wants, (need_offer != NONE).astype(np.int64)),
        (network.pair_arcs(candidates), np.isin(key, used).astype(np.int64)),
        (network.need_pools, np.isin(network.need_pools.tail, pooled).astype(np.int64)),
        (network.pool_offers, _out_of_pools(network, pooled, need_offer[pooled])),
        (network.places, np.bincount(need_offer[met], minlength=instance.offers)),
    )
    return Flow(joined(*(arcs for arcs, _ in blocks)), np.concatenate([units for _, units in blocks]))


def highest_prices(network: Network, flow: Flow, known: Longs | None = None) -> Longs:
    """What it costs to come from the end to each node through what room is left.

    What lies below the end's own price of 0 is exactly what one more place there would save. `known` are the prices
    over fewer arcs.
    """
    ways = _room(flow.arcs.tail, flow.arcs.head, flow, network.end + 1)
    return _shortest(ways, _far(network) if known is None else known.copy())


def lowest_prices(network: Network, flow: Flow) -> Longs:
    """Less what it costs to come from each node to the end: exactly what one place fewer there would cost."""
    ways = _room(flow.arcs.head, flow.arcs.tail, flow, network.end + 1)
    return -_shortest(ways, _far(network))


def _far(network: Network) -> Longs:
    distance = np.full(network.end + 1, FAR * network.objective.level)
    distance[network.end] = 0
    return distance


def _shortest(ways: Ways, distance: Longs) -> Longs:
    """The shortest distances, by rounds over the nodes that changed; what is handed in is a bound on them."""
    start, head, cost = ways
    changed = np.arange(len(distance))
    for _ in range(2 * len(distance)):
        node, step = ranges(start[changed + 1] - start[changed])
        arc = start[changed][node] + step
        offered = distance[changed][node] + cost[arc]
        better = offered < distance[head[arc]]
        if not better.any():
            return distance
        np.minimum.at(distance, head[arc[better]], offered[better])
        changed = np.unique(head[arc[better]])
    raise NotOptimal


def slack(flow: Flow, price: Longs) -> int:
    """How far the arcs are from proving the allocation the best: 0 is proof, over the pairs among the arcs."""
    arcs = flow.arcs
    reduced = arcs.cost + price[arcs.tail] - price[arcs.head]
    unused = np.where(reduced < 0, arcs.capacity - flow.units, 0)
    used = np.where(reduced > 0, flow.units, 0)
    off = np.flatnonzero(unused | used)
    return sum(abs(int(reduced[row])) * int(unused[row] + used[row]) for row in off)


def violations(
    network: Network, pairs: Pairs, price: Longs, at_most: int, near: int = 0
) -> tuple[Candidates, Longs]:
    """Of every feasible pair those that cost less than the prices say, and by how much: for each need the worst.

    With `near`, also those that cost at most so many points more: the next prices may well want them.
    """
    margin = near * network.objective.fit_unit
    found = [_none(), *(_worst(*some, at_most) for some in _below(network, pairs, price, margin))]
    need, offer, fit, saves = (np.concatenate(column) for column in zip(*found, strict=True))
    return Candidates(need, offer, fit), saves


def needs_by_area(instance: Instance) -> Ints:
    """(S, AREAS): the need of each school in each area, or NONE."""
    table = np.full((instance.schools, AREAS), NONE, np.int32)
    table[instance.need_school, instance.need_area] = np.arange(instance.needs)
    return table


def in_area(instance: Instance, pairs: Pairs) -> Iterator[tuple[Ints, Ints, NDArray[np.int16]]]:
    """Need, offer and fit of every feasible pair that serves a need, by area within stretches of schools."""
    need_at = needs_by_area(instance)
    for school, offer, fit in pairs.chunks():
        for area in np.unique(instance.need_area):
            need = need_at[school, area]
            rows = np.flatnonzero((instance.offer_areas[offer] >> area & 1 > 0) & (need != NONE))
            yield need[rows], offer[rows], fit[rows]


def _below(
    network: Network, pairs: Pairs, price: Longs, margin: int
) -> Iterator[tuple[Ints, Ints, NDArray[np.int16], Longs]]:
    """The tie is only drawn where the rest is below: it never makes a pair cheaper."""
    for need, offer, fit in in_area(network.instance, pairs):
        differ = price[network.first_offer + offer] - price[need]
        rows = np.flatnonzero(network.objective.cost(fit) < differ + margin)
        saves = differ[rows] - network.pair_cost(need[rows], offer[rows], fit[rows])
        below = saves > -margin
        rows = rows[below]
        yield need[rows], offer[rows], fit[rows], saves[below]


def _none() -> tuple[Ints, Ints, NDArray[np.int16], Longs]:
    return np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.int16), np.empty(0, np.int64)


def _worst(
    need: Ints, offer: Ints, fit: NDArray[np.int16], saves: Longs, at_most: int
) -> tuple[Ints, Ints, NDArray[np.int16], Longs]:
    order = np.lexsort((-saves, need))
    sorted_need = need[order]
    kept = order[np.arange(len(order)) - np.searchsorted(sorted_need, sorted_need) < at_most]
    return need[kept], offer[kept], fit[kept], saves[kept]


def _filled(network: Network, need_offer: Ints) -> Longs:
    """How much of each run of slots is filled: a school's most valuable first."""
    slots, instance = network.slots, network.instance
    met = np.bincount(instance.need_school[need_offer != NONE], minlength=instance.schools)[slots.school]
    follows = np.append(False, slots.school[1:] == slots.school[:-1])
    before = np.where(follows, np.append(0, slots.size[:-1]), 0)
    return np.clip(met - before, 0, slots.size)


def _out_of_pools(network: Network, needs: Longs, offers: Ints) -> Longs:
    """Units on each arc (pool, offer), which are by pool and then by offer."""
    arc = network.pools.arc_pool.astype(np.int64) * network.instance.offers + network.pools.arc_offer
    used = network.pools.of_need[needs].astype(np.int64) * network.instance.offers + offers
    return np.bincount(np.searchsorted(arc, used), minlength=len(arc))


def _room(tails: Ints, heads: Ints, flow: Flow, nodes: int) -> Ways:
    """The arcs with room, and back along those used, by tail. With the ends changed over, the ways towards them."""
    costs = flow.arcs.cost
    ahead, back = flow.units < flow.arcs.capacity, flow.units > 0
    tail = np.concatenate([tails[ahead], heads[back]])
    head = np.concatenate([heads[ahead], tails[back]])
    cost = np.concatenate([costs[ahead], -costs[back]])
    order = np.argsort(tail, kind="stable")
    return Ways(np.searchsorted(tail[order], np.arange(nodes + 1)), head[order], cost[order])
