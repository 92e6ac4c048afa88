"""Who has which offer, while the flow behind it moves: the needs and offers that a residual network stands for."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from brokerage.matching.instance import Ints, Longs
from brokerage.matching.network import Candidates, Network
from brokerage.matching.pairs import Pairs, is_paired
from brokerage.matching.residual import Residual
from brokerage.matching.result import NONE


@dataclass(frozen=True)
class Change:
    """A need whose offer is another than before."""

    need: int
    before: int
    after: int


class Kept:
    """Best over its candidates, and again so after each change."""

    def __init__(
        self, network: Network, pairs: Pairs, candidates: Candidates, need_offer: Ints, price: Longs
    ) -> None:
        self.network = network
        self.offer_of: list[int] = need_offer.tolist()
        self.residual = Residual(network, candidates, price.copy())
        self._place(pairs, need_offer)

    @property
    def need_offer(self) -> Ints:
        return np.array(self.offer_of, np.int32)

    @property
    def price(self) -> Longs:
        return self.residual.price

    def admit(self, need: int, offer: int, cost: int) -> None:
        """A pair that was no candidate. Where it costs less than the prices say it is made, and the rest gives way."""
        residual, node = self.residual, self.network.first_offer + offer
        residual.add_pair(need, offer, cost)
        saves = int(self.price[node]) - int(self.price[need]) - cost
        if saves > 0 and (ways := residual.through(node, need, limit=saves)):
            residual.hold(need, offer)
            self.changes(ways, [need])

    def settle(self, need: int, offer: int) -> list[list[int]]:
        return self.residual.through(need, self.network.first_offer + offer)

    def take_apart(self, need: int, offer: int) -> None:
        """The unit reaches the need and leaves from the offer, with nothing in between."""
        residual, pool = self.residual, self.residual.pool_of_need[need]
        if offer in residual.held[need]:
            residual.let_go(offer, need)
        else:
            residual.stop_drawing(pool, need)
            residual.pour_back(offer, pool)

    def leave_pool(self, need: int) -> None:
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
        residual.may_draw[need] = False

    def changes(self, ways: list[list[int]], moved: list[int]) -> list[Change]:
        """Read from the ways which needs have another offer; those that draw from a pool share out its offers."""
        first_offer, first_pool = self.network.first_offer, self.network.first_pool
        nodes = {node for way in ways for node in way}
        needs = {node for node in nodes if node < first_offer} | set(moved)
        pools = {node - first_pool for node in nodes if first_pool <= node < self.network.first_school}
        pools |= {self.residual.pool_of_need[need] for need in moved} - {NONE}
        before = {need: self.offer_of[need] for need in needs}
        for need in needs:
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

    def _place(self, pairs: Pairs, need_offer: Ints) -> None:
        """Send through the residual network what the allocation says."""
        instance, met = self.network.instance, np.flatnonzero(need_offer != NONE)
        paired = is_paired(instance, pairs, instance.need_school[met], need_offer[met])
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
