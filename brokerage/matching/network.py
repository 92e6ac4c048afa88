"""The flow network: slots of schools, needs, pools, offers and their places. The one module that numbers its nodes.

One unit of flow is one need met: class -> school -> need -> (pool ->) offer -> end. The solver's network begins with
the four classes of slots and how many of each to fill; prices look at the same network closed to a circle, where a
slot instead earns its weight.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from brokerage.matching.instance import Instance, Ints, Longs
from brokerage.matching.objective import CLASSES, Objective, Slots, slots_of
from brokerage.matching.online import Pools
from brokerage.matching.pairs import STRIP
from brokerage.matching.result import NONE


@dataclass(frozen=True)
class Arcs:
    tail: Ints
    head: Ints
    capacity: Longs
    cost: Longs

    def __len__(self) -> int:
        return len(self.tail)

    @property
    def ends(self) -> tuple[Ints, Ints]:
        return self.tail, self.head


@dataclass(frozen=True)
class Candidates:
    """The pairs that the solver looks at, by need and then by offer."""

    need: Ints
    offer: Ints
    fit: NDArray[np.int16]


@dataclass(frozen=True)
class Network:
    instance: Instance
    objective: Objective
    pools: Pools

    @cached_property
    def slots(self) -> Slots:
        return slots_of(self.instance)

    @cached_property
    def first_offer(self) -> int:
        return self.instance.needs

    @cached_property
    def first_pool(self) -> int:
        return self.first_offer + self.instance.offers

    @cached_property
    def first_school(self) -> int:
        return self.first_pool + len(self.pools.area)

    @cached_property
    def end(self) -> int:
        """Where all flow ends and, in the circle, begins."""
        return self.first_school + self.instance.schools

    @cached_property
    def first_class(self) -> int:
        return self.end + 1

    @cached_property
    def source(self) -> int:
        return self.first_class + CLASSES

    @cached_property
    def by_place(self) -> Ints:
        """The number of each node from south to north: neighbours on the map are neighbours in the solver's memory."""
        instance = self.instance
        east, north = np.zeros((2, self.source + 1), np.int32)
        for nodes, x, y in (
            (
                slice(0, self.first_offer),
                instance.school_x[instance.need_school],
                instance.school_y[instance.need_school],
            ),
            (slice(self.first_offer, self.first_pool), instance.offer_x, instance.offer_y),
            (slice(self.first_school, self.end), instance.school_x, instance.school_y),
        ):
            east[nodes], north[nodes] = x, y // STRIP
        number = np.empty(len(east), np.int32)
        number[np.lexsort((east, north))] = np.arange(len(east))
        return number

    @cached_property
    def need_pools(self) -> Arcs:
        instance, needs = self.instance, np.flatnonzero(self.pools.of_need != NONE)
        school = instance.need_school[needs]
        tie = self.objective.tie(
            self.objective.tie_bits - 1, instance.school_id[school], instance.need_area[needs]
        )
        return _arcs(needs, self.first_pool + self.pools.of_need[needs], _never_full(tie), tie)

    @cached_property
    def pool_offers(self) -> Arcs:
        pools, instance = self.pools, self.instance
        drawn = self.objective.tie(
            self.objective.tie_bits - 1,
            pools.phases[pools.arc_pool],
            pools.area[pools.arc_pool],
            instance.offer_id[pools.arc_offer],
        )
        cost = self.objective.cost(pools.arc_fit) + drawn
        places = instance.offer_places[pools.arc_offer].astype(np.int64)
        tail, head = self.first_pool + pools.arc_pool, self.first_offer + pools.arc_offer
        return _arcs(tail, head, places + 1, cost)

    @cached_property
    def places(self) -> Arcs:
        offers = np.arange(self.instance.offers)
        return _arcs(
            self.first_offer + offers,
            np.full(len(offers), self.end),
            self.instance.offer_places,
            np.zeros(len(offers)),
        )

    @cached_property
    def wants(self) -> Arcs:
        needs = np.arange(self.instance.needs)
        return _arcs(
            self.first_school + self.instance.need_school, needs, np.ones(len(needs)), np.zeros(len(needs))
        )

    def pair_arcs(self, candidates: Candidates) -> Arcs:
        cost = self.pair_cost(candidates.need, candidates.offer, candidates.fit)
        return _arcs(candidates.need, self.first_offer + candidates.offer, _never_full(cost), cost)

    def pair_cost(
        self, need: NDArray[np.integer], offer: NDArray[np.integer], fit: NDArray[np.integer]
    ) -> Longs:
        instance = self.instance
        school = instance.school_id[instance.need_school[need]]
        return self.objective.pair_cost(school, instance.need_area[need], instance.offer_id[offer], fit)

    def class_slots(self) -> Arcs:
        slots = self.slots
        return _arcs(
            self.first_class + slots.rank,
            self.first_school + slots.school,
            slots.size,
            np.zeros(len(slots.size)),
        )

    def class_sizes(self, filled: Longs) -> Arcs:
        """From the source, just so much into each class."""
        classes = np.arange(CLASSES)
        return _arcs(np.full(CLASSES, self.source), self.first_class + classes, filled, np.zeros(CLASSES))

    def earning_slots(self) -> Arcs:
        slots = self.slots
        return _arcs(
            np.full(len(slots.size), self.end),
            self.first_school + slots.school,
            slots.size,
            -self.objective.weight[slots.rank],
        )


def _never_full(cost: Longs) -> Longs:
    """One unit comes to a need. With room for one more, prices on both sides follow from the way it is met."""
    return np.full(len(cost), 2)


def joined(*blocks: Arcs) -> Arcs:
    return Arcs(
        np.concatenate([block.tail for block in blocks]),
        np.concatenate([block.head for block in blocks]),
        np.concatenate([block.capacity for block in blocks]),
        np.concatenate([block.cost for block in blocks]),
    )


def _arcs(
    tail: NDArray[np.integer],
    head: NDArray[np.integer],
    capacity: NDArray[np.number],
    cost: NDArray[np.number],
) -> Arcs:
    return Arcs(
        tail.astype(np.int32), head.astype(np.int32), capacity.astype(np.int64), cost.astype(np.int64)
    )
