"""An allocation that is kept the best while things happen to it: a decline, a place more or less.

Each event leaves a unit of flow without its way on, or a place without its flow. Either is put right by one search for
the cheapest way to, or from, the end of the circle (residual.py). Searches stop at the end and never pass through it,
so they stay near the event. As every way taken is the cheapest there is, the allocation is the best again: the same
levels and the same fit as if worked out afresh.
"""

from brokerage.matching.candidates import all_candidates
from brokerage.matching.ground import Ground, ground_of
from brokerage.matching.instance import Instance, Ints
from brokerage.matching.kept import Change, Kept
from brokerage.matching.prices import flow_of, prices_of
from brokerage.matching.result import NONE, Allocation


class LiveAllocation:
    """Needs and offers are rows of the instance. What was accepted is out of play, with its need and its place."""

    def __init__(self, instance: Instance, allocation: Allocation, ground: Ground | None = None) -> None:
        ground = ground or ground_of(instance)
        network, pairs, price = ground.network, ground.pairs, allocation.node_price
        candidates = all_candidates(network, pairs)
        if price is None:
            price = prices_of(network, flow_of(network, pairs, candidates, allocation.need_offer))
        self.network = network
        self.kept = Kept(network, pairs, candidates, allocation.need_offer, price)
        self.residual = self.kept.residual
        self.accepted: set[int] = set()

    @property
    def need_offer(self) -> Ints:
        return self.kept.need_offer

    def offer_of(self, need: int) -> int:
        """A row of the offers, or NONE."""
        return self.kept.offer_of[need]

    def decline(self, need: int) -> list[Change]:
        """The two are not brought together again, in any area. The need stands and its place is free."""
        offer, residual = self._offer_in_play(need), self.residual
        stuck = []
        for other in residual.needs_of_school[residual.school_of_need[need]]:
            if self.kept.offer_of[other] == offer and other not in self.accepted:
                self.kept.take_apart(other, offer)
                stuck.append(other)
            if self.network.instance.offer_is_remote[offer]:
                self.kept.leave_pool(other)
            residual.close_pair(other, offer)
        ways = [way for other in stuck for way in self.kept.settle(other, offer)]
        return self.kept.changes(ways, stuck)

    def accept(self, need: int) -> None:
        """It never moves again. Nothing else changes, because what is left is still the best without the two."""
        offer, residual = self._offer_in_play(need), self.residual
        school = residual.school_of_need[need]
        self.kept.take_apart(need, offer)
        residual.carries[need] = False
        residual.withdrawn.add(need)
        residual.slots[school].pop(0)
        residual.filled[school] -= 1
        residual.places[offer] -= 1
        residual.taken[offer] -= 1
        self.accepted.add(need)

    def withdraw_need(self, need: int) -> list[Change]:
        """The school no longer asks."""
        residual, offer = self.residual, self.kept.offer_of[need]
        residual.withdrawn.add(need)
        if offer == NONE:
            return []
        self.kept.take_apart(need, offer)
        residual.carries[need] = False
        school = self.network.first_school + residual.school_of_need[need]
        return self.kept.changes(residual.through(school, self.network.first_offer + offer), [need])

    def withdraw_place(self, offer: int) -> list[Change]:
        """One that is not accepted."""
        residual = self.residual
        if not residual.places[offer]:
            raise ValueError("The offer has no place left to withdraw.")
        residual.places[offer] -= 1
        if residual.taken[offer] <= residual.places[offer]:
            return []
        residual.taken[offer] -= 1
        return self.kept.changes([residual.to_end(self.network.first_offer + offer)], [])

    def add_place(self, offer: int) -> list[Change]:
        residual, node = self.residual, self.network.first_offer + offer
        residual.places[offer] += 1
        if residual.price[node] >= 0:
            return []
        residual.taken[offer] += 1
        return self.kept.changes([residual.from_end(node)], [])

    def _offer_in_play(self, need: int) -> int:
        if self.kept.offer_of[need] == NONE or need in self.accepted:
            raise ValueError("The need has no offer that could still be declined or accepted.")
        return int(self.kept.offer_of[need])
