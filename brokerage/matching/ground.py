"""What every way of allocating begins with, and how its answer is counted."""

from dataclasses import dataclass

import numpy as np

from brokerage.matching.instance import Instance, Ints
from brokerage.matching.network import Network
from brokerage.matching.objective import objective_of
from brokerage.matching.online import online_of
from brokerage.matching.pairs import Pairs, feasible_pairs, fit_of, metres_between
from brokerage.matching.result import NONE, Summary


@dataclass(frozen=True)
class Ground:
    """An instance with its feasible pairs: found once, allocated in several ways."""

    network: Network
    pairs: Pairs

    @property
    def instance(self) -> Instance:
        return self.network.instance


def ground_of(instance: Instance) -> Ground:
    online = online_of(instance)
    network = Network(instance, objective_of(instance), online.pools)
    return Ground(network, feasible_pairs(instance, online.pairs))


def fit_of_needs(instance: Instance, need_offer: Ints) -> Ints:
    met = np.flatnonzero(need_offer != NONE)
    fit = np.zeros(instance.needs, np.int32)
    fit[met] = fit_of(instance, instance.need_school[met], need_offer[met])
    return fit


def summary_of(instance: Instance, need_offer: Ints) -> Summary:
    """The levels reached."""
    met = need_offer != NONE
    urgent = instance.school_is_priority[instance.need_school]
    wants = np.bincount(instance.need_school, minlength=instance.schools) > 0
    served = np.bincount(instance.need_school[met], minlength=instance.schools) > 0
    return Summary(
        needs=instance.needs,
        priority_needs=int(urgent.sum()),
        priority_needs_met=int((urgent & met).sum()),
        schools_with_none=int((instance.school_has_none & wants).sum()),
        schools_given_their_first=int((instance.school_has_none & served).sum()),
        needs_met=int(met.sum()),
        total_fit=int(fit_of_needs(instance, need_offer).sum(dtype=np.int64)),
        pairs=0,
        rounds=0,
        is_certified=False,
        seconds={},
    )


def metres_of_needs(instance: Instance, need_offer: Ints) -> Ints:
    met = np.flatnonzero(need_offer != NONE)
    metres = np.full(instance.needs, NONE, np.int32)
    metres[met] = metres_between(instance, instance.need_school[met], need_offer[met])
    return metres
