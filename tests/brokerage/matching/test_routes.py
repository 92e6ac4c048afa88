"""Two routes for universities: always possible, never above the bound, near the optimum of an independent solver."""

from typing import Any

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from brokerage.matching.result import NONE
from brokerage.matching.routes import MOST_FEEDERS, RouteInstance, RoutePlan, _pairs, plan_routes


def an_instance(
    seed: int, *, primaries: int = 30, secondaries: int = 8, offers: int = 3, places: int = 3
) -> RouteInstance:
    rng = np.random.default_rng(seed)

    def somewhere(count: int) -> Any:
        return rng.integers(0, 20_000, count).astype(np.int32)

    feeder = [(p, s) for p in range(primaries) for s in range(secondaries) if rng.random() < 0.2]
    return RouteInstance(
        primary_id=np.arange(primaries),
        primary_x=somewhere(primaries),
        primary_y=somewhere(primaries),
        primary_worth=rng.choice([1, 2, 4, 8, 16], primaries).astype(np.int32),
        secondary_id=np.arange(secondaries),
        secondary_x=somewhere(secondaries),
        secondary_y=somewhere(secondaries),
        secondary_is_linked=rng.random(secondaries) < 0.2,
        feeder=np.array(feeder, np.int64).reshape(-1, 2),
        offer_id=np.arange(offers),
        offer_x=somewhere(offers),
        offer_y=somewhere(offers),
        offer_reach=np.full(offers, 12_000, np.int32),
        offer_is_remote=rng.random(offers) < 0.2,
        offer_places=np.full(offers, places, np.int32),
        offer_for_primary=rng.random(offers) < 0.8,
        offer_for_secondary=rng.random(offers) < 0.8,
    )


def the_best(instance: RouteInstance) -> float:
    """The same model written down a second time, rule by rule, and solved as an integer programme."""
    pairs = _pairs(instance)
    direct, opening, through = (len(part) for part in (pairs.direct, pairs.opening, pairs.through))
    count = direct + opening + through
    rules, most = [], []

    def rule(limit: float, **columns: Any) -> None:
        row = np.zeros(count)
        row[:direct] = columns.get("direct", 0)
        row[direct : direct + opening] = columns.get("opening", 0)
        row[direct + opening :] = columns.get("through", 0)
        rules.append(row)
        most.append(limit)

    for primary in range(len(instance.primary_id)):
        rule(1, direct=pairs.direct[:, 1] == primary, through=pairs.through[:, 1] == primary)
    for offer, places in enumerate(instance.offer_places):
        rule(places, direct=pairs.direct[:, 0] == offer, opening=pairs.opening[:, 0] == offer)
    for secondary, is_linked in enumerate(instance.secondary_is_linked):
        opened = pairs.opening[:, 1] == secondary
        rule(1, opening=opened)
        rule(
            MOST_FEEDERS if is_linked else 0,
            through=pairs.through[:, 0] == secondary,
            opening=-MOST_FEEDERS * opened.astype(float),
        )
    points = np.concatenate([pairs.direct_points, np.zeros(opening), pairs.through_points])
    found = milp(
        -points,
        constraints=LinearConstraint(np.array(rules), ub=np.array(most)),
        integrality=np.ones(count, np.int8),
        bounds=Bounds(0, 1),
    )
    assert found.fun is not None
    return -float(found.fun)


def check(instance: RouteInstance, plan: RoutePlan) -> None:
    """Everything that a plan must keep to."""
    is_direct, is_through = plan.primary_offer != NONE, plan.primary_via != NONE
    assert not (is_direct & is_through).any()
    used = np.concatenate([plan.primary_offer[is_direct], plan.secondary_offer[plan.secondary_offer != NONE]])
    assert (np.bincount(used, minlength=len(instance.offer_id)) <= instance.offer_places).all()
    feeders = set(map(tuple, instance.feeder.tolist()))
    for primary in np.flatnonzero(is_through):
        assert (primary, plan.primary_via[primary]) in feeders
    led_to = np.bincount(plan.primary_via[is_through], minlength=len(instance.secondary_id))
    is_open = instance.secondary_is_linked | (plan.secondary_offer != NONE)
    assert (led_to <= np.where(is_open, MOST_FEEDERS, 0)).all()
    assert not (instance.secondary_is_linked & (plan.secondary_offer != NONE)).any()


@pytest.mark.parametrize("seed", range(25))
def test_a_plan_is_possible_and_close_to_the_best_and_never_above_it(seed: int) -> None:
    instance = an_instance(seed)
    plan = plan_routes(instance)
    check(instance, plan)
    best = the_best(instance)
    assert 0.85 * best <= plan.points <= best + 1e-3
    assert best <= plan.bound + 1e-3


def test_on_average_hardly_anything_is_lost_and_the_gap_says_so() -> None:
    plans = [plan_routes(an_instance(seed, primaries=60, secondaries=15, offers=5)) for seed in range(10)]
    assert sum(plan.points for plan in plans) >= 0.95 * sum(plan.bound for plan in plans)
    assert all(0 <= plan.gap < 0.2 for plan in plans)


def an_easy(**otherwise: Any) -> RouteInstance:
    """Three primaries beside one secondary; one university with one place that reaches all."""
    facts: dict[str, Any] = {
        "primary_id": np.arange(3),
        "primary_x": np.zeros(3, np.int32),
        "primary_y": np.zeros(3, np.int32),
        "primary_worth": np.array([1, 1, 1], np.int32),
        "secondary_id": np.arange(1),
        "secondary_x": np.zeros(1, np.int32),
        "secondary_y": np.zeros(1, np.int32),
        "secondary_is_linked": np.array([False]),
        "feeder": np.array([(0, 0), (1, 0), (2, 0)]),
        "offer_id": np.arange(1),
        "offer_x": np.zeros(1, np.int32),
        "offer_y": np.zeros(1, np.int32),
        "offer_reach": np.array([5_000], np.int32),
        "offer_is_remote": np.array([False]),
        "offer_places": np.array([1], np.int32),
        "offer_for_primary": np.array([True]),
        "offer_for_secondary": np.array([True]),
    }
    return RouteInstance(**(facts | otherwise))


def test_one_place_reaches_three_primaries_through_their_secondary() -> None:
    plan = plan_routes(an_easy())
    assert (plan.reached, list(plan.secondary_offer), list(plan.primary_via)) == (3, [0], [0, 0, 0])


def test_with_places_for_all_each_is_reached_directly() -> None:
    plan = plan_routes(an_easy(offer_places=np.array([3], np.int32)))
    assert (plan.reached, list(plan.primary_offer), list(plan.secondary_offer)) == (3, [0, 0, 0], [NONE])


def test_a_secondary_that_is_linked_already_leads_on_without_a_place() -> None:
    plan = plan_routes(an_easy(secondary_is_linked=np.array([True]), offer_places=np.array([0], np.int32)))
    assert (plan.reached, list(plan.secondary_offer)) == (3, [NONE])


def test_low_participation_comes_first() -> None:
    worth = np.array([1, 16, 2], np.int32)
    plan = plan_routes(an_easy(primary_worth=worth, feeder=np.zeros((0, 2), np.int64)))
    assert list(plan.primary_offer) == [NONE, 0, NONE]


def test_nothing_in_reach_is_no_error() -> None:
    plan = plan_routes(an_easy(offer_x=np.array([90_000], np.int32)))
    assert (plan.reached, plan.points, plan.gap) == (0, 0, 0.0)
