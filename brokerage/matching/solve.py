"""Two flows solve the levels in turn: how many slots of each class can be filled, then which pairs fit best so.

Four nested maximum flows count the slots: those of the first class, of the first two, and so on. Because the slots
form a matroid (objective.py) all these counts can be reached at once, so the flow of least cost that reaches them
carries costs of fit alone, small enough to be exact.
"""

from dataclasses import replace

import numpy as np
from ortools.graph.python.max_flow import SimpleMaxFlow
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from brokerage.matching.instance import Bools, Ints, Longs
from brokerage.matching.network import Arcs, Candidates, Network, joined
from brokerage.matching.objective import CLASSES
from brokerage.matching.result import NONE


class Unsolved(Exception):
    """The solver refused: a defect, never an answer."""


def slots_filled(network: Network, candidates: Candidates) -> Longs:
    """How many slots of each class the best allocation fills."""
    beyond = joined(
        network.wants,
        network.pair_arcs(candidates),
        network.need_pools,
        network.pool_offers,
        network.places,
    )
    slots = network.class_slots()
    reached = [
        _most_flow(network, beyond, slots, classes) if (network.slots.rank < classes).any() else 0
        for classes in range(1, CLASSES + 1)
    ]
    return np.diff(reached, prepend=0)


def best_fit(network: Network, candidates: Candidates, filled: Longs) -> Ints:
    """The offer of each need, or NONE: the least cost that fills so many slots of each class."""
    pairs, to_pools, from_pools = network.pair_arcs(candidates), network.need_pools, network.pool_offers
    solver = SimpleMinCostFlow()
    pair_rows = _add(solver, network, _once(pairs))
    to_rows, from_rows = _add(solver, network, _once(to_pools)), _add(solver, network, from_pools)
    for arcs in (network.wants, network.places, network.class_slots(), network.class_sizes(filled)):
        _add(solver, network, arcs)
    total = int(filled.sum())
    solver.set_node_supply(int(network.by_place[network.source]), total)
    solver.set_node_supply(int(network.by_place[network.end]), -total)
    _expect(solver.solve(), solver.OPTIMAL)
    need_offer = np.full(network.instance.needs, NONE, np.int32)
    used = solver.flows(pair_rows) > 0
    need_offer[candidates.need[used]] = candidates.offer[used]
    _draw_from_pools(network, solver.flows(to_rows) > 0, solver.flows(from_rows), need_offer)
    return need_offer


def _most_flow(network: Network, beyond: Arcs, slots: Arcs, classes: int) -> int:
    """Into slots of the first so many classes."""
    kept = slots.tail < network.first_class + classes
    solver = SimpleMaxFlow()
    solver.add_arcs_with_capacity(beyond.tail, beyond.head, beyond.capacity)
    solver.add_arcs_with_capacity(
        np.full(kept.sum(), network.source, np.int32), slots.head[kept], slots.capacity[kept]
    )
    _expect(solver.solve(network.source, network.end), solver.OPTIMAL)
    return int(solver.optimal_flow())


def _draw_from_pools(network: Network, drawing: Bools, flows: Longs, need_offer: Ints) -> None:
    """Give the needs that flow through a pool the offers that leave it, both in the order of their drawn ties."""
    to_pools, from_pools = network.need_pools, network.pool_offers
    needs = np.flatnonzero(drawing)
    needs = needs[np.lexsort((to_pools.cost[needs], to_pools.head[needs]))]
    rows = np.lexsort((network.instance.offer_id[network.pools.arc_offer], from_pools.tail))
    units = np.repeat(network.pools.arc_offer[rows], flows[rows])
    need_offer[to_pools.tail[needs]] = units


def _once(arcs: Arcs) -> Arcs:
    """The solver is quicker where it need not weigh a second unit, which no best flow sends."""
    return replace(arcs, capacity=np.ones(len(arcs), np.int64))


def _add(solver: SimpleMinCostFlow, network: Network, arcs: Arcs) -> Ints:
    tail, head = network.by_place[arcs.tail], network.by_place[arcs.head]
    rows: Ints = solver.add_arcs_with_capacity_and_unit_cost(tail, head, arcs.capacity, arcs.cost)
    return rows


def _expect(status: object, wanted: object) -> None:
    """An overflow, too, is a status and no exception."""
    if status != wanted:
        raise Unsolved(str(status))
