"""Who has which offer, while the flow behind it moves: the needs and offers that a residual network stands for."""

from collections import Counter

import numpy as np

from brokerage.matching.instance import Ints, Longs
from brokerage.matching.network import Candidates, Network
from brokerage.matching.pairs import Pairs, is_paired
from brokerage.matching.residual import Residual
from brokerage.matching.result import NONE


class Kept:
    """Best over its candidates, and again so after each that is admitted."""

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
            self._read(ways, need)

    def _read(self, ways: list[list[int]], admitted: int) -> None:
        """Who has which offer after these ways; the needs that draw from a pool share out its offers."""
        network, residual = self.network, self.residual
        nodes = {node for way in ways for node in way}
        needs = {node for node in nodes if node < network.first_offer} | {admitted}
        pools = {
            node - network.first_pool for node in nodes if network.first_pool <= node < network.first_school
        }
        pools |= {residual.pool_of_need[admitted]} - {NONE}
        for need in needs:
            pool = residual.pool_of_need[need]
            if held := residual.held[need]:
                self.offer_of[need] = next(iter(held))
            elif pool == NONE or need not in residual.drawers[pool]:
                self.offer_of[need] = NONE
        for pool in pools:
            self._share_out(pool)

    def _share_out(self, pool: int) -> None:
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
