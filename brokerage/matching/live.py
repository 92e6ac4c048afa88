"""An allocation that is kept the best while things happen to it: a decline, a place more or less.

Each event leaves a unit of flow without its way on, or a place without its flow. Either is put right by one search for
the cheapest way to, or from, the end of the circle (residual.py). Searches stop at the end and never pass through it,
so they stay near the event. As every way taken is the cheapest there is, the allocation is the best again: the same
levels and the same fit as if worked out afresh.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from brokerage.matching.candidates import all_candidates
from brokerage.matching.ground import Ground, ground_of
from brokerage.matching.instance import Instance, Ints
from brokerage.matching.pairs import is_paired
from brokerage.matching.prices import flow_of, prices_of
from brokerage.matching.residual import Residual
from brokerage.matching.result import NONE, Allocation


@dataclass(frozen=True)
class Change:
    """A need whose offer is another than before."""

    need: int
    before: int
    after: int


class LiveAllocation:
    """Needs and offers are rows of the instance. What was accepted is out of play, with its need and its place."""

    def __init__(self, instance: Instance, allocation: Allocation, ground: Ground | None = None) -> None:
        ground = ground or ground_of(instance)
        candidates = all_candidates(ground.network, ground.pairs)
        price = allocation.node_price
        if price is None:
            flow = flow_of(ground.network, ground.pairs, candidates, allocation.need_offer)
            price = prices_of(ground.network, flow)
        self.instance, self.network = instance, ground.network
        self.offer_of = allocation.need_offer.tolist()
        self.residual = Residual(ground.network, candidates, price.copy())
        self.accepted: set[int] = set()
        self._place(ground, allocation.need_offer)

    @property
    def need_offer(self) -> Ints:
        return np.array(self.offer_of, np.int32)

    def decline(self, need: int) -> list[Change]:
        """The two are not brought together again, in any area. The need stands and its place is free."""
        offer, residual = self._offer_in_play(need), self.residual
        stuck = []
        for other in residual.needs_of_school[residual.school_of_need[need]]:
            if self.offer_of[other] == offer and other not in self.accepted:
                self._take_apart(other, offer)
                stuck.append(other)
            self._leave_pool(other)
            residual.close_pair(other, offer)
        ways = [way for other in stuck for way in self._settle(other, offer)]
        return self._changes(ways, stuck)

    def accept(self, need: int) -> None:
        """It never moves again. Nothing else changes, because what is left is still the best without the two."""
        offer, residual = self._offer_in_play(need), self.residual
        school = residual.school_of_need[need]
        self._take_apart(need, offer)
        residual.carries[need] = False
        residual.withdrawn.add(need)
        residual.slots[school].pop(0)
        residual.filled[school] -= 1
        residual.places[offer] -= 1
        residual.taken[offer] -= 1
        self.accepted.add(need)

    def withdraw_need(self, need: int) -> list[Change]:
        """The school no longer asks."""
        residual, offer = self.residual, self.offer_of[need]
        residual.withdrawn.add(need)
        if offer == NONE:
            return []
        self._take_apart(need, offer)
        residual.carries[need] = False
        school = self.network.first_school + residual.school_of_need[need]
        ways = [residual.to_end(school), residual.from_end(self.network.first_offer + offer)]
        return self._changes(ways, [need])

    def withdraw_place(self, offer: int) -> list[Change]:
        """One that is not accepted."""
        residual = self.residual
        if not residual.places[offer]:
            raise ValueError("The offer has no place left to withdraw.")
        residual.places[offer] -= 1
        if residual.taken[offer] <= residual.places[offer]:
            return []
        residual.taken[offer] -= 1
        return self._changes([residual.to_end(self.network.first_offer + offer)], [])

    def add_place(self, offer: int) -> list[Change]:
        residual, node = self.residual, self.network.first_offer + offer
        residual.places[offer] += 1
        if residual.price[node] >= 0:
            return []
        residual.taken[offer] += 1
        return self._changes([residual.from_end(node)], [])

    def _offer_in_play(self, need: int) -> int:
        if self.offer_of[need] == NONE or need in self.accepted:
            raise ValueError("The need has no offer that could still be declined or accepted.")
        return int(self.offer_of[need])

    def _place(self, ground: Ground, need_offer: Ints) -> None:
        """Send through the residual network what the allocation says."""
        met = np.flatnonzero(need_offer != NONE)
        paired = is_paired(ground.pairs, self.instance.need_school[met], need_offer[met])
        residual = self.residual
        for need, is_pair in zip(met.tolist(), paired.tolist(), strict=True):
            offer = self.offer_of[need]
            if is_pair:
                residual.hold(need, offer)
            else:
                pool = residual.pool_of_need[need]
                residual.draw(need, pool)
                residual.pour(pool, offer)
            residual.carries[need] = True
            residual.taken[offer] += 1
            residual.filled[residual.school_of_need[need]] += 1

    def _take_apart(self, need: int, offer: int) -> None:
        """The unit reaches the need and leaves from the offer, with nothing in between."""
        residual, pool = self.residual, self.residual.pool_of_need[need]
        if offer in residual.held[need]:
            residual.let_go(offer, need)
        else:
            residual.stop_drawing(pool, need)
            residual.pour_back(offer, pool)

    def _settle(self, need: int, offer: int) -> list[list[int]]:
        return [self.residual.to_end(need), self.residual.from_end(self.network.first_offer + offer)]

    def _leave_pool(self, need: int) -> None:
        """Pair it one by one with the pool's offers, at the same costs, because one of them may now be barred."""
        residual, pool = self.residual, self.residual.pool_of_need[need]
        if pool == NONE:
            return
        offers, costs = residual.offers_of_pool[pool]
        for offer, cost in zip(offers.tolist(), costs.tolist(), strict=True):
            if residual.row_of(need, offer) == NONE:
                residual.add_pair(need, offer, cost + residual.draw_cost[need])
        residual.pool_of_need[need] = NONE
        if need in residual.drawers[pool]:
            residual.stop_drawing(pool, need)
            residual.pour_back(self.offer_of[need], pool)
            residual.hold(need, self.offer_of[need])

    def _changes(self, ways: list[list[int]], moved: list[int]) -> list[Change]:
        """Read from the ways which needs have another offer; those that draw from a pool share out its offers."""
        first_offer, first_pool = self.network.first_offer, self.network.first_pool
        nodes = {node for way in ways for node in way}
        needs = {node for node in nodes if node < first_offer} | set(moved)
        pools = {node - first_pool for node in nodes if first_pool <= node < self.network.first_school}
        pools |= {self.residual.pool_of_need[need] for need in moved} - {NONE}
        before = {need: self.offer_of[need] for need in needs}
        for need in needs - self.accepted:
            held = self.residual.held[need]
            pool = self.residual.pool_of_need[need]
            if held:
                self.offer_of[need] = next(iter(held))
            elif pool == NONE or need not in self.residual.drawers[pool]:
                self.offer_of[need] = NONE
        for pool in pools:
            self._share_out(pool, before)
        return [
            Change(need, was, self.offer_of[need])
            for need, was in sorted(before.items())
            if was != self.offer_of[need]
        ]

    def _share_out(self, pool: int, before: dict[int, int]) -> None:
        """Each keeps its offer where the pool still draws it; the others get what is left, in order."""
        residual = self.residual
        offers, _ = residual.offers_of_pool[pool]
        units = Counter({offer: residual.drawn[offer][pool] for offer in offers.tolist()})
        without = []
        for need in sorted(residual.drawers[pool]):
            offer = self.offer_of[need]
            if offer != NONE and units[offer] > 0 and offer not in residual.held[need]:
                units[offer] -= 1
            else:
                without.append(need)
        for need, offer in zip(without, sorted(units.elements()), strict=True):
            before.setdefault(need, self.offer_of[need])
            self.offer_of[need] = offer
