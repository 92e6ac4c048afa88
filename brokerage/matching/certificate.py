"""Is an allocation allowed, and is it the best one? Answered from the stored rows, whoever made them."""

import numpy as np

from brokerage.matching.candidates import ordered
from brokerage.matching.instance import Instance, Ints, Longs
from brokerage.matching.network import Network
from brokerage.matching.pairs import Pairs, allowed, fit_of, is_paired, within_reach
from brokerage.matching.prices import flow_of, slack, violations
from brokerage.matching.result import NONE


class NotAllowed(Exception):
    """The allocation breaks a rule: a defect, never an answer."""


def require_allowed(instance: Instance, need_offer: Ints) -> None:
    """Every pair in reach, for its area and phases, barred by nobody; no offer beyond its places."""
    met = np.flatnonzero(need_offer != NONE)
    school, offer = instance.need_school[met], need_offer[met]
    suited = (
        within_reach(instance, school, offer)
        & allowed(instance, school, offer)
        & (instance.school_phases[school] & instance.offer_phases[offer] > 0)
        & (instance.offer_areas[offer] >> instance.need_area[met] & 1 > 0)
    )
    taken = np.bincount(offer, minlength=instance.offers)
    if not suited.all() or (taken > instance.offer_places).any():
        raise NotAllowed


def gap(network: Network, pairs: Pairs, need_offer: Ints, price: Longs) -> int:
    """Between what the allocation is worth and what the prices prove no allocation can exceed. 0: it is the best."""
    instance = network.instance
    require_allowed(instance, need_offer)
    met = np.flatnonzero(need_offer != NONE)
    met = met[is_paired(instance, pairs, instance.need_school[met], need_offer[met])]
    fit = fit_of(instance, instance.need_school[met], need_offer[met]).astype(np.int16)
    made = ordered(network, met.astype(np.int32), need_offer[met], fit)
    within = slack(flow_of(network, pairs, made, need_offer), price)
    _, beyond = violations(network, pairs, price, at_most=1)
    return within + sum(int(saves) for saves in beyond)
