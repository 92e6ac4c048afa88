"""The circle of flow as one more pair finds it: what room is left, and the cheapest way through it.

Each search moves the prices along, so that no way with room ever costs less than nothing and the next can trust them.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from heapq import heappop, heappush
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from brokerage.matching.instance import Ints, Longs
from brokerage.matching.network import Candidates, Network
from brokerage.matching.result import NONE

Ways = tuple[NDArray[np.int64], Longs]
"""Nodes one step away, and what the step costs."""


class Residual:
    """Nodes are numbered as in the network. A need that is met by a pool draws from it; others hold an offer."""

    def __init__(self, network: Network, candidates: Candidates, price: Longs) -> None:
        self.network, self.price, self.end = network, price, network.end
        instance, pools = network.instance, network.pools
        self.pair_offer = candidates.offer
        self.pair_cost = network.pair_cost(candidates.need, candidates.offer, candidates.fit)
        self.pair_need = candidates.need
        self.of_need = np.searchsorted(candidates.need, np.arange(instance.needs + 1))
        self.by_offer = np.argsort(candidates.offer, kind="stable").astype(np.int32)
        self.of_offer = np.searchsorted(candidates.offer[self.by_offer], np.arange(instance.offers + 1))
        self.more_of_need: dict[int, dict[int, int]] = defaultdict(dict)
        self.more_of_offer: dict[int, dict[int, int]] = defaultdict(dict)
        self.offers_of_pool = _grouped(pools.arc_pool, pools.arc_offer, network.pool_offers.cost)
        self.pools_of_offer = _grouped(pools.arc_offer, pools.arc_pool, network.pool_offers.cost)
        self.pool_of_need = pools.of_need.tolist()
        self.draws = np.zeros(instance.needs, np.bool_)
        drawing = network.need_pools
        self.needs_of_pool = _grouped(drawing.head - network.first_pool, drawing.tail, drawing.cost)
        self.draw_cost = dict(
            zip(network.need_pools.tail.tolist(), network.need_pools.cost.tolist(), strict=True)
        )
        self.needs_of_school = _members(instance.need_school)
        self.school_of_need = instance.need_school.tolist()
        self.places, self.taken = instance.offer_places.tolist(), [0] * instance.offers
        self.holders: dict[int, set[int]] = defaultdict(set)
        self.held: dict[int, set[int]] = defaultdict(set)
        self.drawers: dict[int, set[int]] = defaultdict(set)
        self.drawn: dict[int, Counter[int]] = defaultdict(Counter)  # units by offer and pool
        self.filled: Counter[int] = Counter()
        self.slots: dict[int, list[int]] = defaultdict(list)  # the classes of a school's slots, in order
        for school, rank, size in zip(
            network.slots.school, network.slots.rank, network.slots.size, strict=True
        ):
            self.slots[int(school)] += [int(rank)] * int(size)
        self.weight = network.objective.weight.tolist()
        self.carries = [False] * instance.needs

    def through(self, start: int, goal: int, limit: int) -> list[list[int]]:
        """Carry one unit on from the start to the goal, by the end where that is the cheapest; the ways it took.

        Nothing moves where every way costs as much as the limit, but then the prices say so.
        """
        way, costs = self._cheapest(start, {goal, self.end}, ahead=True, limit=limit)
        ways = [way] if way else []
        if way and way[-1] == self.end:
            rest, _ = self._cheapest(goal, {start, self.end}, ahead=False, limit=limit - costs)
            ways = [way, rest] if rest and rest[0] == self.end else [rest] if rest else []
        for way in ways:
            self._send(way)
        return ways

    def cost_of(self, need: int, offer: int) -> int:
        if offer in self.more_of_need[need]:
            return self.more_of_need[need][offer]
        return int(self.pair_cost[self.row_of(need, offer)])

    def row_of(self, need: int, offer: int) -> int:
        """The row of the pair, or NONE."""
        first, last = self.of_need[need], self.of_need[need + 1]
        row = first + int(np.searchsorted(self.pair_offer[first:last], offer))
        return row if row < last and self.pair_offer[row] == offer else NONE

    def add_pair(self, need: int, offer: int, cost: int) -> None:
        self.more_of_need[need][offer] = self.more_of_offer[offer][need] = cost

    def _cheapest(self, start: int, goals: set[int], *, ahead: bool, limit: int) -> tuple[list[int], int]:
        """By Dijkstra, the way from the start to the nearest goal or, going back, from the goal to the start, and what
        it costs. No way, where none costs less than the limit.
        """
        heap: list[tuple[int, int, int, int]] = [(0, start, NONE, NONE)]
        waiting: list[tuple[int, list[int], list[int], int]] = []
        reached: dict[int, tuple[int, int]] = {}
        while heap:
            distance, node, before, stretch = heappop(heap)
            if distance >= limit:
                break
            if stretch != NONE:
                self._wait(heap, waiting, stretch)
            if node in reached:
                continue
            reached[node] = (distance, before)
            if node in goals:
                self._move_prices(reached, distance, ahead=ahead)
                return _way(reached, node, ahead), distance
            for nodes, costs in self._onward(node) if ahead else self._inward(node):
                self._begin(heap, waiting, node, distance, nodes, self._reduced(node, nodes, costs, ahead))
        self._move_prices(reached, limit, ahead=ahead)
        return [], limit

    def _reduced(self, node: int, nodes: NDArray[np.int64], costs: Longs, ahead: bool) -> Longs:
        differ: Longs = self.price[node] - self.price[nodes]
        return costs + differ if ahead else costs - differ

    @staticmethod
    def _begin(
        heap: list[tuple[int, int, int, int]],
        waiting: list[tuple[int, list[int], list[int], int]],
        node: int,
        distance: int,
        nodes: NDArray[np.int64],
        reduced: Longs,
    ) -> None:
        """Put only the cheapest step on the heap: each one taken brings the next."""
        if len(nodes):
            order = np.argsort(reduced)
            waiting.append((node, nodes[order].tolist(), (reduced[order] + distance).tolist(), 0))
            Residual._wait(heap, waiting, len(waiting) - 1)

    @staticmethod
    def _wait(
        heap: list[tuple[int, int, int, int]],
        waiting: list[tuple[int, list[int], list[int], int]],
        stretch: int,
    ) -> None:
        node, nodes, distances, at = waiting[stretch]
        if at < len(nodes):
            waiting[stretch] = (node, nodes, distances, at + 1)
            heappush(heap, (distances[at], nodes[at], node, stretch))

    def _move_prices(self, reached: dict[int, tuple[int, int]], whole: int, *, ahead: bool) -> None:
        """The end is never passed, and keeps its price of 0."""
        for node, (distance, _) in reached.items():
            self.price[node] += distance - whole if ahead else whole - distance

    def _onward(self, node: int) -> Iterator[Ways]:
        """The steps with room that leave a node."""
        network = self.network
        if node < network.first_offer:
            yield from self._from_need(node)
        elif node < network.first_pool:
            offer = node - network.first_offer
            if self.taken[offer] < self.places[offer]:
                yield _ways([(self.end, 0)])
            yield _ways((need, -self.cost_of(need, offer)) for need in self.holders[offer])
            yield _ways(self._drawn_ways(offer))
        elif node < network.first_school:
            pool = node - network.first_pool
            offers, costs = self.offers_of_pool[pool]
            yield network.first_offer + offers, costs
            needs, draw_costs = self.needs_of_pool[pool]
            drawing = self.draws[needs]
            yield needs[drawing], -draw_costs[drawing]
        else:
            school = node - network.first_school
            yield _ways((need, 0) for need in self._idle(school))
            if self.filled[school]:
                yield _ways([(self.end, self.weight[self.slots[school][self.filled[school] - 1]])])

    def _from_need(self, need: int) -> Iterator[Ways]:
        rows = slice(self.of_need[need], self.of_need[need + 1])
        yield self._open(rows, self.pair_offer[rows], self.network.first_offer, self.held[need])
        more = self.more_of_need[need].items()
        yield _ways(
            (self.network.first_offer + offer, cost) for offer, cost in more if offer not in self.held[need]
        )
        pool = self.pool_of_need[need]
        if pool != NONE and need not in self.drawers[pool]:
            yield _ways([(self.network.first_pool + pool, self.draw_cost[need])])
        if self.carries[need]:
            yield _ways([(self.network.first_school + self.school_of_need[need], 0)])

    def _inward(self, node: int) -> Iterator[Ways]:
        """The steps with room that come to a node."""
        network = self.network
        if node < network.first_offer:
            yield _ways((network.first_offer + o, -self.cost_of(node, o)) for o in self.held[node])
            pool = self.pool_of_need[node]
            if pool != NONE and node in self.drawers[pool]:
                yield _ways([(network.first_pool + pool, -self.draw_cost[node])])
            if not self.carries[node]:
                yield _ways([(network.first_school + self.school_of_need[node], 0)])
        elif node < network.first_pool:
            yield from self._to_offer(node - network.first_offer)
        elif node < network.first_school:
            yield from self._to_pool(node - network.first_pool)
        else:
            school = node - network.first_school
            if self.filled[school] < len(self.slots[school]):
                yield _ways([(self.end, -self.weight[self.slots[school][self.filled[school]]])])
            yield _ways((need, 0) for need in self.needs_of_school[school] if self.carries[need])

    def _to_offer(self, offer: int) -> Iterator[Ways]:
        rows = self.by_offer[self.of_offer[offer] : self.of_offer[offer + 1]]
        yield self._open(rows, self.pair_need[rows], 0, self.holders[offer])
        more = self.more_of_offer[offer].items()
        yield _ways((need, cost) for need, cost in more if need not in self.holders[offer])
        pools, costs = self.pools_of_offer[offer]
        yield self.network.first_pool + pools, costs
        if self.taken[offer]:
            yield _ways([(self.end, 0)])

    def _to_pool(self, pool: int) -> Iterator[Ways]:
        needs, draw_costs = self.needs_of_pool[pool]
        idle = ~self.draws[needs]
        yield needs[idle], draw_costs[idle]
        offers, costs = self.offers_of_pool[pool]
        yield _ways(
            (self.network.first_offer + offer, -cost)
            for offer, cost in zip(offers.tolist(), costs.tolist(), strict=True)
            if self.drawn[offer][pool]
        )

    def _open(self, rows: "slice | Ints", others: Ints, first: int, made: set[int]) -> Ways:
        """Pairs that are not made already."""
        kept = np.ones(len(others), np.bool_)
        for other in made:
            kept &= others != other
        return first + others[kept].astype(np.int64), self.pair_cost[rows][kept]

    def _drawn_ways(self, offer: int) -> Iterator[tuple[int, int]]:
        pools, costs = self.pools_of_offer[offer]
        for pool, cost in zip(pools.tolist(), costs.tolist(), strict=True):
            if self.drawn[offer][pool]:
                yield self.network.first_pool + pool, -cost

    def _idle(self, school: int) -> list[int]:
        return [need for need in self.needs_of_school[school] if not self.carries[need]]

    def _send(self, way: list[int]) -> None:
        for tail, head in pairwise(way):
            self._step(tail, head)

    def _step(self, tail: int, head: int) -> None:
        """One unit along one arc, or back along one that is used."""
        network = self.network
        kinds = np.searchsorted(
            [network.first_offer, network.first_pool, network.first_school, self.end],
            [tail, head],
            side="right",
        ).tolist()
        starts = [0, network.first_offer, network.first_pool, network.first_school, self.end]
        STEPS[kinds[0], kinds[1]](self, tail - starts[kinds[0]], head - starts[kinds[1]])

    def hold(self, need: int, offer: int) -> None:
        self.held[need].add(offer)
        self.holders[offer].add(need)

    def let_go(self, offer: int, need: int) -> None:
        self.held[need].remove(offer)
        self.holders[offer].remove(need)

    def draw(self, need: int, pool: int) -> None:
        self.drawers[pool].add(need)
        self.draws[need] = True

    def stop_drawing(self, pool: int, need: int) -> None:
        self.drawers[pool].remove(need)
        self.draws[need] = False

    def pour(self, pool: int, offer: int) -> None:
        self.drawn[offer][pool] += 1

    def pour_back(self, offer: int, pool: int) -> None:
        self.drawn[offer][pool] -= 1

    def fill(self, _: int, school: int) -> None:
        self.filled[school] += 1

    def empty(self, school: int, _: int) -> None:
        self.filled[school] -= 1

    def carry(self, _: int, need: int) -> None:
        self.carries[need] = True

    def drop(self, need: int, _: int) -> None:
        self.carries[need] = False

    def take(self, offer: int, _: int) -> None:
        self.taken[offer] += 1

    def give_back(self, _: int, offer: int) -> None:
        self.taken[offer] -= 1


NEED, OFFER, POOL, SCHOOL, END = range(5)
STEPS: dict[tuple[int, int], Callable[[Residual, int, int], None]] = {
    (NEED, OFFER): Residual.hold,
    (OFFER, NEED): Residual.let_go,
    (NEED, POOL): Residual.draw,
    (POOL, NEED): Residual.stop_drawing,
    (POOL, OFFER): Residual.pour,
    (OFFER, POOL): Residual.pour_back,
    (END, SCHOOL): Residual.fill,
    (SCHOOL, END): Residual.empty,
    (SCHOOL, NEED): Residual.carry,
    (NEED, SCHOOL): Residual.drop,
    (OFFER, END): Residual.take,
    (END, OFFER): Residual.give_back,
}


def _way(reached: dict[int, tuple[int, int]], goal: int, ahead: bool) -> list[int]:
    """In the direction in which the unit takes it."""
    way = [goal]
    while (before := reached[way[-1]][1]) != NONE:
        way.append(before)
    return way[::-1] if ahead else way


def _ways(steps: Iterable[tuple[int, int]]) -> Ways:
    listed = list(steps)
    if not listed:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    nodes, costs = zip(*listed, strict=True)
    return np.array(nodes, np.int64), np.array(costs, np.int64)


def _grouped(group: Ints, member: Ints, cost: Longs) -> dict[int, tuple[NDArray[np.int64], Longs]]:
    """By group: its members and the costs of their arcs; nothing where there are none."""
    groups: dict[int, tuple[NDArray[np.int64], Longs]] = defaultdict(lambda: _ways([]))
    order = np.argsort(group, kind="stable")
    edges = (
        np.flatnonzero(np.append(True, np.diff(group[order]) > 0)) if len(group) else np.empty(0, np.int64)
    )
    for first, last in pairwise([*edges.tolist(), len(group)]):
        rows = order[first:last]
        groups[int(group[rows[0]])] = member[rows].astype(np.int64), cost[rows]
    return groups


def _members(need_school: Ints) -> dict[int, list[int]]:
    members: dict[int, list[int]] = defaultdict(list)
    for need, school in enumerate(need_school.tolist()):
        members[school].append(need)
    return members
