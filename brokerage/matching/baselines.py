"""What is done elsewhere, on the same ground: each need in turn takes the best offer that still has a place."""

import numpy as np
from numpy.typing import NDArray

from brokerage.matching.ground import Ground, fit_of_needs, ground_of, metres_of_needs, summary_of
from brokerage.matching.instance import Instance
from brokerage.matching.result import NONE, Allocation, Reason


def first_come(instance: Instance, arrival: NDArray[np.integer], ground: Ground | None = None) -> Allocation:
    """First come, first served: `arrival` names the rows of the needs in the order in which they came."""
    return _in_turn(ground or ground_of(instance), arrival)


def neediest_first(instance: Instance, ground: Ground | None = None) -> Allocation:
    """Priority schools first, among them and after them those with no relationship yet."""
    school = instance.need_school
    order = np.lexsort(
        (
            instance.need_area,
            instance.school_id[school],
            ~instance.school_has_none[school],
            ~instance.school_is_priority[school],
        )
    )
    return _in_turn(ground or ground_of(instance), order)


def _in_turn(ground: Ground, order: NDArray[np.integer]) -> Allocation:
    instance = ground.instance
    queue = _Queue(ground)
    need_offer = np.full(instance.needs, NONE, np.int32)
    reason = np.full(instance.needs, Reason.MET, np.int8)
    for need in order.tolist():
        offer, reason[need] = queue.serve(need)
        need_offer[need] = offer
    nothing = np.zeros(instance.offers, np.int8)
    return Allocation(
        need_offer=need_offer,
        need_fit=fit_of_needs(instance, need_offer),
        need_metres=metres_of_needs(instance, need_offer),
        need_reason=reason,
        need_gain=np.zeros(instance.needs, np.int8),
        runner_up=np.full(instance.needs, NONE, np.int32),
        gap=np.zeros(instance.needs, np.int32),
        offer_gain=nothing,
        offer_price=nothing.astype(np.int64),
        summary=summary_of(instance, need_offer),
    )


class _Queue:
    """The places that are left, while needs come one after the other."""

    def __init__(self, ground: Ground) -> None:
        self.network, self.pairs, instance = ground.network, ground.pairs, ground.instance
        self.left = instance.offer_places.copy()
        self.school = instance.need_school.tolist()
        self.area = instance.need_area.tolist()
        self.pool_of_need = self.network.pools.of_need.tolist()
        self.pools = [self._by_fit(pool) for pool in range(len(self.network.pools.area))]

    def serve(self, need: int) -> tuple[int, Reason]:
        """The best offer with a place left; one in person before one online that fits no better."""
        offer, fit, is_there = self._paired(need)
        pooled, pooled_fit, is_pooled = self._pooled(self.pool_of_need[need])
        if pooled_fit > fit:
            offer = pooled
        if offer == NONE:
            return NONE, Reason.ALL_TAKEN if is_there or is_pooled else Reason.NO_OFFER_IN_REACH
        self.left[offer] -= 1
        return offer, Reason.MET

    def _paired(self, need: int) -> tuple[int, int, bool]:
        school = self.school[need]
        rows = slice(self.pairs.start[school], self.pairs.start[school + 1])
        offers = self.pairs.offer[rows]
        serves = self.network.instance.offer_areas[offers] >> self.area[need] & 1 > 0
        free = serves & (self.left[offers] > 0)
        first = int(free.argmax()) if len(free) else 0
        if not len(free) or not free[first]:
            return NONE, NONE, bool(serves.any())
        return int(offers[first]), int(self.pairs.fit[rows][first]), True

    def _pooled(self, pool: int) -> tuple[int, int, bool]:
        """The head of the pool, once offers without a place have left it for good."""
        if pool == NONE:
            return NONE, NONE, False
        offers, has_any = self.pools[pool]
        while offers and self.left[offers[-1][1]] == 0:
            offers.pop()
        return (offers[-1][1], offers[-1][0], True) if offers else (NONE, NONE, has_any)

    def _by_fit(self, pool: int) -> tuple[list[tuple[int, int]], bool]:
        """(fit, offer), the best last, and whether there is any."""
        pools = self.network.pools
        rows = np.flatnonzero(pools.arc_pool == pool)
        rows = rows[np.lexsort((-pools.arc_offer[rows], pools.arc_fit[rows]))]
        return list(zip(pools.arc_fit[rows].tolist(), pools.arc_offer[rows].tolist(), strict=True)), bool(
            len(rows)
        )
