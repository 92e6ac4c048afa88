"""The few pairs of each need that the solver looks at first. Prices then name those it lacks (prices.py).

Candidates that only fit best are the same for a whole town, and starve it: what makes an offer good for everybody ends
up in its price. So each need also gets the pairs that fit best apart from that, and some drawn by lot. A pair that a
pool could make as well, at a worse fit, is always among them, so that what the pool gives out is never such a pair.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from brokerage.matching.instance import Bools, Ints, Longs
from brokerage.matching.network import Candidates, Network
from brokerage.matching.pairs import Pairs
from brokerage.matching.points import MOST_FIT, area_points
from brokerage.matching.prices import in_area
from brokerage.matching.result import NONE

BEST = 4  # of either kind
BY_LOT = 6  # spread so widely, the first prices are close to the last ones
LOT_BITS = 20
HOPELESS = 60  # points
_NOTHING = np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.int16)


def first_candidates(network: Network, pairs: Pairs) -> Candidates:
    chosen = _chosen(network, pairs)
    need, offer, fit = (np.concatenate(column) for column in zip(_NOTHING, *chosen, strict=True))
    return ordered(network, need, offer, fit)


def with_more(network: Network, known: Candidates, more: Candidates) -> Candidates:
    return ordered(
        network,
        np.concatenate([known.need, more.need]),
        np.concatenate([known.offer, more.offer]),
        np.concatenate([known.fit, more.fit]),
    )


def without_hopeless(network: Network, known: Candidates, price: Longs) -> Candidates:
    """Less those that the prices leave far behind. Where later prices want one after all, they name it again."""
    costs = network.pair_cost(known.need, known.offer, known.fit)
    behind = costs + price[known.need] - price[network.first_offer + known.offer]
    kept = (behind <= HOPELESS * network.objective.fit_unit) | _made_by_pool_too(
        network, known.need, known.offer
    )
    return Candidates(known.need[kept], known.offer[kept], known.fit[kept])


def ordered(network: Network, need: Ints, offer: Ints, fit: NDArray[np.int16]) -> Candidates:
    """By need and then by offer, each pair once."""
    _, row = np.unique(need * np.int64(network.instance.offers) + offer, return_index=True)
    return Candidates(need[row], offer[row], fit[row])


def _chosen(network: Network, pairs: Pairs) -> Iterator[tuple[Ints, Ints, NDArray[np.int16]]]:
    instance = network.instance
    same_for_all = area_points(instance.offer_areas) + instance.offer_fresh
    for need, offer, fit in in_area(instance, pairs):
        school = instance.school_id[instance.need_school[need]]
        lot = network.objective.tie(LOT_BITS, school, instance.need_area[need], instance.offer_id[offer])
        which = np.cumsum(np.append(False, need[1:] != need[:-1])[: len(need)])
        rows = [
            _first(which, BEST),
            _lowest(which, same_for_all[offer] + MOST_FIT - fit, BEST),
            _lowest(which, lot, BY_LOT),
            np.flatnonzero(_made_by_pool_too(network, need, offer)),
        ]
        kept = np.unique(np.concatenate(rows))
        yield need[kept], offer[kept], fit[kept]


def _made_by_pool_too(network: Network, need: Ints, offer: Ints) -> Bools:
    is_pooled = np.zeros(network.instance.offers, np.bool_)
    is_pooled[network.pools.arc_offer] = True
    made: Bools = is_pooled[offer] & (network.pools.of_need[need] != NONE)
    return made


def _first(which: Longs, count: int) -> Longs:
    """The first few rows of each need."""
    return np.flatnonzero(np.arange(len(which)) - np.searchsorted(which, which) < count)


def _lowest(which: Longs, value: NDArray[np.integer], count: int) -> Longs:
    """The rows of lowest value of each need; packed into one number each, they sort fastest."""
    bits = len(which).bit_length()
    packed = (which << LOT_BITS | value) << bits | np.arange(len(which))
    packed.sort()
    return packed[_first(packed >> bits + LOT_BITS, count)] & ((1 << bits) - 1)
