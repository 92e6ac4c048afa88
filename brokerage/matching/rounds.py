"""The best allocation over every feasible pair, with its proof.

Solve on a few candidates; price every feasible pair; add those that the prices show to be missing; again, until none
is. Once only a few are missing they are let in one by one, which mends the allocation just where they are. The last
prices then prove it the best of all. What one more place would save is read from other prices, the highest that prove
it too, and that is checked once more from the rows of the allocation.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

from brokerage.matching import certificate, explain
from brokerage.matching.candidates import first_candidates, with_more, without_hopeless
from brokerage.matching.ground import Ground, fit_of_needs, ground_of, metres_of_needs, summary_of
from brokerage.matching.instance import Instance, Ints, Longs
from brokerage.matching.kept import Kept
from brokerage.matching.network import Candidates, Network
from brokerage.matching.pairs import Pairs
from brokerage.matching.prices import flow_of, highest_prices, lowest_prices, violations
from brokerage.matching.result import NONE, Allocation
from brokerage.matching.solve import best_fit, slots_filled

FEW = (
    0.01  # missing pairs for each need: so few are mended one by one, which is quicker than solving once more
)
MORE_AT_ONCE = 25  # missing pairs added for one need in one round
MANY = 200  # of those that only take something off a price
NEAR = 10  # points: pairs that are no worse than that are added too, which saves rounds

Progress = Callable[[str, int], None]
"""Called with the step that begins (finding pairs, solving, pricing, explaining) and its round.

What it raises ends it.
"""


@dataclass
class Clock:
    """Seconds by step; says what begins."""

    progress: Progress | None = None
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str, number: int = 1) -> Iterator[None]:
        if self.progress:
            self.progress(name, number)
        begun = perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0) + perf_counter() - begun


def allocate(
    instance: Instance,
    progress: Progress | None = None,
    ground: Ground | None = None,
) -> Allocation:
    """Levels in their order: needs of priority schools; schools given their first relationship; needs; fit.

    Who has the pairs already hands them in as the ground.
    """
    clock = Clock(progress)
    with clock.step("pairs"):
        ground = ground or ground_of(instance)
        network, pairs = ground.network, ground.pairs
    need_offer, candidates, rounds = solved(network, pairs, clock)
    with clock.step("pricing", rounds):
        price = _worth_of_one_more(network, pairs, candidates, need_offer)
    with clock.step("proof"):
        gap = certificate.gap(network, pairs, need_offer, price)
    with clock.step("explaining"):
        reading = explain.read(network, pairs, need_offer, price)
        need_gain, offer_gain, offer_price = explain.gains(network, price)
    return Allocation(
        need_offer=need_offer,
        need_fit=fit_of_needs(instance, need_offer),
        need_metres=metres_of_needs(instance, need_offer),
        need_reason=explain.reasons(instance, reading, need_offer),
        need_gain=need_gain,
        runner_up=reading.runner_up,
        gap=explain.gaps(network, reading),
        offer_gain=offer_gain,
        offer_price=offer_price,
        node_price=price,
        summary=summary_of(instance, need_offer)
        | {
            "pairs": len(pairs.offer),
            "rounds": rounds,
            "is_certified": gap == 0,
            "seconds": {name: round(seconds, 3) for name, seconds in clock.seconds.items()},
        },
    )


def solved(network: Network, pairs: Pairs, clock: Clock) -> tuple[Ints, Candidates, int]:
    """The offer of each need, the candidates that it is best over, as over all pairs, and in how many rounds."""
    kept: Kept | None = None
    rounds = 0
    with clock.step("candidates"):
        candidates = first_candidates(network, pairs)
    while True:
        rounds += 1
        with clock.step("solving", rounds):
            need_offer = kept.need_offer if kept else _solve(network, candidates)
        with clock.step("pricing", rounds):
            price = lowest_prices(network, flow_of(network, pairs, candidates, need_offer))
            more, saves = violations(network, pairs, price, MORE_AT_ONCE, near=0 if kept else NEAR)
        missing = int((saves > 0).sum())
        if not missing:
            return need_offer, candidates, rounds
        with clock.step("mending", rounds):
            if not kept and missing <= FEW * network.instance.needs:
                kept = Kept(network, pairs, candidates, need_offer, price)
            if kept:
                _admit(kept, more)
            else:
                candidates = without_hopeless(network, candidates, price)
        candidates = with_more(network, candidates, more)


def _worth_of_one_more(network: Network, pairs: Pairs, candidates: Candidates, need_offer: Ints) -> Longs:
    """The highest prices over every pair: those over the candidates, less what the pairs they leave out take off."""
    price: Longs | None = None
    while True:
        price = highest_prices(network, flow_of(network, pairs, candidates, need_offer), price)
        more, _ = violations(network, pairs, price, MANY)
        if not len(more.need):
            return price
        candidates = with_more(network, candidates, more)


def _solve(network: Network, candidates: Candidates) -> Ints:
    return best_fit(network, candidates, slots_filled(network, candidates))


def _admit(kept: Kept, more: Candidates) -> None:
    costs = kept.network.pair_cost(more.need, more.offer, more.fit)
    for need, offer, cost in zip(more.need.tolist(), more.offer.tolist(), costs.tolist(), strict=True):
        if kept.residual.row_of(need, offer) == NONE:
            kept.admit(need, offer, cost)
