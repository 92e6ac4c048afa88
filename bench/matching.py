"""The allocation beside what is done elsewhere, on the same made-up England.

`python -m bench.matching [schools offers]` measures every way at that size, each in a process of its own, so that
its memory is its own; without a size, those of SIZES. Times of different ways are comparable within one run only.
"""

import json
import resource
import subprocess
import sys
import warnings
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from math import log
from statistics import quantiles
from time import perf_counter
from typing import Any

import numpy as np
from matching.exceptions import PlayerExcludedWarning
from matching.games import HospitalResident
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from bench.matching_england import england
from brokerage.matching import Instance, LiveAllocation, allocate, first_come, ground_of, neediest_first
from brokerage.matching.candidates import all_candidates
from brokerage.matching.ground import summary_of
from brokerage.matching.instance import Longs
from brokerage.matching.objective import CLASSES
from brokerage.matching.solve import best_fit, slots_filled

Figures = dict[str, Any]

DECLINES = 600
AUTHORITY = 158  # schools: England's, shared among its authorities


def ours(instance: Instance) -> Figures:
    return _levels(dict(allocate(instance).summary))


def or_tools_alone(instance: Instance) -> Figures:
    """The same levels and the same solver, given every pair of a need and an offer at once."""
    ground = ground_of(instance)
    candidates = all_candidates(ground.network, ground.pairs)
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
    candidates = all_candidates(ground.network, ground.pairs)
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


def high_s(instance: Instance) -> Figures:
    """The whole circle of flow as one linear programme: weights of the levels that floating point can still tell."""
    instance = _in_person(instance)
    ground = ground_of(instance)
    candidates = all_candidates(ground.network, ground.pairs)
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


def declines(instance: Instance) -> Figures:
    """One after the other, milliseconds each, and a run afresh beside them."""
    ground = ground_of(instance)
    begun = perf_counter()
    allocation = allocate(instance, ground=ground)
    afresh = perf_counter() - begun
    live = LiveAllocation(instance, allocation, ground)
    draw, times, moved = np.random.default_rng(1), [], []
    for _ in range(DECLINES):
        need = int(draw.choice(np.flatnonzero(live.need_offer >= 0)))
        begun = perf_counter()
        changes = live.decline(need)
        times.append(1000 * (perf_counter() - begun))
        moved.append(len(changes))
    cuts = quantiles(times, n=20)
    return {
        "p50 ms": round(cuts[9], 2),
        "p95 ms": round(cuts[18], 2),
        "moved, p95": round(quantiles(moved, n=20)[18]),
        "afresh, times p95": round(1000 * afresh / cuts[18]),
    }


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


WAYS: dict[str, Callable[[Instance], Figures]] = {
    "ours": ours,
    "OR-Tools, all pairs": or_tools_alone,
    "neediest first": greedy,
    "first come": in_order_of_arrival,
    "declines": declines,
    "authority": authority,
    "ours, in person": in_person,
    "Gale-Shapley": gale_shapley,
    "HiGHS": high_s,
}
BY_FLOW = ["ours", "OR-Tools, all pairs", "neediest first", "first come"]
SMALL = ["ours, in person", "Gale-Shapley", "HiGHS"]
GROWTH = ("5000 schools, 8333 offers", "24000 schools, 40000 offers")
SIZES = {
    (24_000, 10_000): BY_FLOW,
    (24_000, 40_000): [*BY_FLOW, "declines", "authority"],
    (5_000, 8_333): ["ours"],
    (500, 833): SMALL,
}


def measure(sizes: dict[tuple[int, int], list[str]]) -> Figures:
    results = {
        f"{schools} schools, {offers} offers: {way}": _in_its_own_process(schools, offers, way)
        for (schools, offers), ways in sizes.items()
        for way in ways
    }
    seconds = {name: figures["seconds"] for name, figures in results.items() if name.endswith(": ours")}
    small, large = (seconds.get(f"{size}: ours") for size in GROWTH)
    if small and large:
        results["growth of ours"] = {"exponent": round(log(large / small) / log(24_000 / 5_000), 2)}
    return results


def _in_its_own_process(schools: int, offers: int, way: str) -> Figures:
    command = [sys.executable, "-m", "bench.matching", str(schools), str(offers), way]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    figures: Figures = json.loads(done.stdout)
    return figures


def _one(schools: int, offers: int, way: str) -> Figures:
    instance = england(schools, offers)
    begun = perf_counter()
    figures = WAYS[way](instance)
    seconds = round(perf_counter() - begun, 2)
    return {"seconds": seconds, "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} | figures


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


def main() -> None:
    if len(sys.argv) == 4:
        print(json.dumps(_one(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])))
        return
    sizes = {(int(sys.argv[1]), int(sys.argv[2])): list(WAYS)} if len(sys.argv) == 3 else SIZES
    for name, figures in measure(sizes).items():
        print(name, json.dumps(figures))


if __name__ == "__main__":
    main()
