"""The rules and the objective once more, written plainly and solved by a general solver: the engine must equal them."""

from math import hypot
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from brokerage.matching import NONE, Instance
from brokerage.matching.instance import Ints
from brokerage.matching.points import POINTS


class Levels(NamedTuple):
    """In the order in which they count."""

    priority_needs: int
    first_relationships: int
    needs: int
    fit: int


def may_have(instance: Instance, need: int, offer: int) -> bool:
    school = instance.need_school[need]
    return (
        bool(int(instance.school_phases[school]) & int(instance.offer_phases[offer]))
        and bool(int(instance.offer_areas[offer]) >> int(instance.need_area[need]) & 1)
        and instance.school_id[school] != instance.offer_provider[offer]
        and [school, offer] not in instance.barred.tolist()
        and (instance.offer_is_remote[offer] or _metres(instance, need, offer) <= instance.offer_reach[offer])
    )


def fit(instance: Instance, need: int, offer: int) -> int:
    school = instance.need_school[need]
    taught = int(instance.school_phases[school])
    points = POINTS["area_fit"] // int(instance.offer_areas[offer]).bit_count()
    points += (
        POINTS["phase_fit"] * (taught & int(instance.offer_phases[offer])).bit_count() // taught.bit_count()
    )
    points += int(instance.offer_fresh[offer])
    if [school, instance.offer_provider[offer]] in instance.partner.tolist():
        points += POINTS["partner"]
    if instance.offer_is_remote[offer]:
        return points + POINTS["online"]
    return points + max(0, POINTS["distance"] - POINTS["a_km"] * int(_metres(instance, need, offer)) // 1000)


def levels(instance: Instance, need_offer: Ints) -> Levels:
    met = [(need, int(offer)) for need, offer in enumerate(need_offer) if offer != NONE]
    schools = [int(instance.need_school[need]) for need, _ in met]
    return Levels(
        priority_needs=sum(bool(instance.school_is_priority[school]) for school in schools),
        first_relationships=sum(bool(instance.school_has_none[school]) for school in set(schools)),
        needs=len(met),
        fit=sum(fit(instance, need, offer) for need, offer in met),
    )


def best_levels(instance: Instance) -> Levels:
    """One integer programme after the other, each holding what those before it reached."""
    pairs = [
        (n, o) for n in range(instance.needs) for o in range(instance.offers) if may_have(instance, n, o)
    ]
    if not pairs:
        return Levels(0, 0, 0, 0)
    need, offer = np.array(pairs).T
    school = instance.need_school[need]
    newcomers = np.flatnonzero(instance.school_has_none)
    makes = np.vstack(
        [need == n for n in range(instance.needs)] + [offer == o for o in range(instance.offers)]
    )
    rules = np.hstack([makes, np.zeros((len(makes), len(newcomers)))])
    limits = np.concatenate([np.ones(instance.needs), instance.offer_places])
    begins = np.hstack([np.where(newcomers[:, None] == school, -1, 0), np.eye(len(newcomers))])
    rules, limits = np.vstack([rules, begins]), np.append(limits, np.zeros(len(newcomers)))
    points = [fit(instance, n, o) for n, o in pairs]
    none, every = np.zeros(len(newcomers)), np.ones(len(newcomers))
    wishes = [
        np.append(instance.school_is_priority[school], none),
        np.append(np.zeros(len(pairs)), every),
        np.append(np.ones(len(pairs)), none),
        np.append(points, none),
    ]
    return Levels(*_in_turn(wishes, rules, limits))


def _in_turn(wishes: list[np.ndarray], rules: np.ndarray, limits: np.ndarray) -> list[int]:
    reached: list[int] = []
    for wish in wishes:
        kept = [LinearConstraint(rules, ub=limits)]
        kept += [LinearConstraint(done[None], lb=value) for done, value in zip(wishes, reached, strict=False)]
        answer = milp(-wish, constraints=kept, integrality=np.ones(len(wish), np.int64), bounds=Bounds(0, 1))
        assert answer.success, answer.message
        reached.append(round(-answer.fun))
    return reached


def _metres(instance: Instance, need: int, offer: int) -> float:
    school = instance.need_school[need]
    return hypot(
        int(instance.school_x[school]) - int(instance.offer_x[offer]),
        int(instance.school_y[school]) - int(instance.offer_y[offer]),
    )
