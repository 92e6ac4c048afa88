"""The ways that are measured: ours, the solvers it might have used alone, and what is done elsewhere."""

import sys
import warnings
from dataclasses import replace
from itertools import groupby
from time import perf_counter
from typing import Any

import numpy as np
from matching.exceptions import PlayerExcludedWarning
from matching.games import HospitalResident
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from brokerage.matching import Instance, allocate, first_come, ground_of, neediest_first
from brokerage.matching.ground import Ground, summary_of
from brokerage.matching.instance import Longs
from brokerage.matching.network import Candidates
from brokerage.matching.objective import CLASSES
from brokerage.matching.prices import in_area
from brokerage.matching.solve import best_fit, slots_filled

Figures = dict[str, Any]

AUTHORITY = 158  # schools: England's, shared among its authorities
URGENT, ANY = 10_000_000.0, 10_000.0  # what a need is worth beside points of fit, in the order of the levels


def every_pair(ground: Ground) -> Candidates:
    """Need by need."""
    need, offer, fit = (
        np.concatenate(column) for column in zip(*in_area(ground.instance, ground.pairs), strict=True)
    )
    order = np.argsort(need * np.int64(ground.instance.offers) + offer)
    return Candidates(need[order], offer[order], fit[order])


def ours(instance: Instance) -> Figures:
    return _levels(dict(allocate(instance).summary))


def or_tools_alone(instance: Instance) -> Figures:
    """The same levels and the same solver, given every pair of a need and an offer at once."""
    ground = ground_of(instance)
    candidates = every_pair(ground)
    need_offer = best_fit(ground.network, candidates, slots_filled(ground.network, candidates))
    return _levels(dict(summary_of(instance, need_offer))) | {"pairs of needs": len(candidates.need)}


def greedy(instance: Instance) -> Figures:
    """The neediest first, and every pair in view."""
    return _levels(dict(neediest_first(instance).summary))


def in_order_of_arrival(instance: Instance) -> Figures:
    arrival = np.random.default_rng(1).permutation(instance.needs)
    return _levels(dict(first_come(instance, arrival).summary))


def gale_shapley(instance: Instance) -> Figures:
    """The textbook's deferred acceptance: needs rank offers by fit, offers rank needs by priority and then fit."""
    instance = _in_person(instance)
    ground = ground_of(instance)
    candidates = every_pair(ground)
    free = instance.offer_places[candidates.offer] > 0  # the library knows no provider without places
    need, offer, fit = candidates.need[free], candidates.offer[free], candidates.fit[free].astype(np.int64)
    urgent = instance.school_is_priority[instance.need_school[need]]
    wishes = _ranked(need, offer, -fit)
    welcome = _ranked(offer, need, -(fit + 10_000 * urgent))
    places = {one: int(instance.offer_places[one]) for one in welcome}
    sys.setrecursionlimit(1_000_000)
    warnings.simplefilter("ignore", PlayerExcludedWarning)  # it warns of everybody who has no wish
    begun = perf_counter()
    solution = HospitalResident.create_from_dictionaries(wishes, welcome, places).solve()
    seconds = perf_counter() - begun
    need_offer = np.full(instance.needs, -1, np.int32)
    for hospital, residents in solution.items():
        need_offer[[int(resident.name) for resident in residents]] = int(hospital.name)
    return _levels(dict(summary_of(instance, need_offer))) | {"seconds of the library": round(seconds, 2)}


def sci_py(instance: Instance) -> Figures:
    """Its assignment of needs to single places, or to none. It cannot count a school's first relationship."""
    instance = _in_person(instance)
    candidates = every_pair(ground_of(instance))
    places = instance.offer_places[candidates.offer]
    first_place = np.cumsum(instance.offer_places) - instance.offer_places
    pair = np.repeat(np.arange(len(places)), places)
    place = (
        first_place[candidates.offer[pair]]
        + np.arange(len(pair))
        - np.repeat(np.cumsum(places) - places, places)
    )
    urgent = instance.school_is_priority[instance.need_school[candidates.need[pair]]]
    worth = candidates.fit[pair] + np.where(urgent, URGENT, ANY)
    needs, all_places = np.arange(instance.needs), int(instance.offer_places.sum())
    rows = np.append(candidates.need[pair], needs).astype(np.int64)
    columns = np.append(place, all_places + needs).astype(np.int64)
    costs = np.append(2 * URGENT - worth, np.full(instance.needs, 2 * URGENT))
    begun = perf_counter()
    _, taken = min_weight_full_bipartite_matching(
        csr_matrix((costs, (rows, columns)), (instance.needs, all_places + instance.needs))
    )
    seconds = perf_counter() - begun
    offer_of_place = np.repeat(np.arange(instance.offers), instance.offer_places)
    need_offer = np.append(offer_of_place, np.full(instance.needs, -1))[taken].astype(np.int32)
    return _levels(dict(summary_of(instance, need_offer))) | {"seconds of the library": round(seconds, 2)}


def high_s(instance: Instance) -> Figures:
    """The whole circle of flow as one linear programme: weights of the levels that floating point can still tell."""
    instance = _in_person(instance)
    ground = ground_of(instance)
    candidates = every_pair(ground)
    slots = ground.network.slots
    pairs, needs, schools = len(candidates.need), instance.needs, instance.schools
    columns = np.arange(pairs + len(slots.size))
    rows, once = np.append(candidates.need, needs + candidates.offer), np.tile(columns[:pairs], 2)
    at_most = csr_matrix((np.ones(2 * pairs), (rows, once)), (needs + instance.offers, len(columns)))
    balance = csr_matrix(
        (
            np.append(np.ones(pairs), -np.ones(len(slots.size))),
            (np.append(instance.need_school[candidates.need], slots.school), columns),
        ),
        (schools, len(columns)),
    )
    worth = np.append(candidates.fit / 1000, (CLASSES - slots.rank) * 1000.0)
    room = Bounds(np.zeros(len(columns)), np.append(np.ones(pairs), slots.size))
    limits = np.append(np.ones(needs), instance.offer_places).astype(np.float64)
    rules = [
        LinearConstraint(at_most, ub=limits),
        LinearConstraint(balance, np.zeros(schools), np.zeros(schools)),
    ]
    begun = perf_counter()
    answer = milp(-worth, constraints=rules, bounds=room)
    seconds = perf_counter() - begun
    made = np.flatnonzero(np.asarray(answer.x)[:pairs] > 0.5)
    need_offer = np.full(needs, -1, np.int32)
    need_offer[candidates.need[made]] = candidates.offer[made]
    return _levels(dict(summary_of(instance, need_offer))) | {"seconds of the library": round(seconds, 2)}


def in_person(instance: Instance) -> Figures:
    """Ours where the two libraries above can follow: without online offers."""
    return _levels(dict(allocate(_in_person(instance)).summary))


def authority(instance: Instance) -> Figures:
    """The schools nearest to one another around the first, with every offer in the country."""
    east, north = instance.school_x - instance.school_x[0], instance.school_y - instance.school_y[0]
    near = np.zeros(instance.schools, np.bool_)
    near[np.argsort(np.hypot(east, north))[:AUTHORITY]] = True
    kept = near[instance.need_school]
    begun = perf_counter()
    allocation = allocate(
        replace(instance, need_school=instance.need_school[kept], need_area=instance.need_area[kept])
    )
    return _levels(dict(allocation.summary)) | {"an authority, seconds": round(perf_counter() - begun, 2)}


def _levels(summary: Figures) -> Figures:
    summary["fit per pair"] = round(summary["total_fit"] / max(1, summary["needs_met"]), 1)
    names = ["priority_needs_met", "schools_given_their_first", "needs_met", "total_fit", "fit per pair"]
    if summary["rounds"]:
        names += ["rounds", "pairs", "is_certified"]
        summary["seconds"]["in all"] = round(sum(summary["seconds"].values()), 2)
    return {name: summary[name] for name in names} | {"steps": summary["seconds"]}


def _in_person(instance: Instance) -> Instance:
    return replace(instance, offer_places=np.where(instance.offer_is_remote, 0, instance.offer_places))


def _ranked(who: np.ndarray[Any, Any], whom: np.ndarray[Any, Any], by: Longs) -> dict[int, list[int]]:
    order = np.lexsort((whom, by, who))
    rows = zip(who[order].tolist(), whom[order].tolist(), strict=True)
    return {one: [other for _, other in group] for one, group in groupby(rows, key=lambda row: row[0])}
