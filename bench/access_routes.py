"""Universities and the primaries of the made-up England: by two routes, and directly alone."""

from dataclasses import replace
from time import perf_counter
from typing import Any

import numpy as np
from scipy.spatial import cKDTree

from bench.matching_england import PRIMARY
from brokerage.matching import Instance
from brokerage.matching.routes import RouteInstance, plan_routes

UNIVERSITIES = 140
PLACES_FOR = 0.35  # of the primaries, were each place to serve one directly
NEAREST, FEEDS_WITHIN = 2, 8_000  # secondaries of a primary, metres
REACH = (25_000, 70_000)
NEEDIEST_WORTH = 4  # times another


def two_routes(instance: Instance) -> dict[str, Any]:
    asked = _universities(instance)
    begun = perf_counter()
    plan = plan_routes(asked)
    seconds = perf_counter() - begun
    directly = plan_routes(replace(asked, offer_for_secondary=np.zeros(UNIVERSITIES, np.bool_)))
    return {
        "primaries": len(asked.primary_id),
        "places": int(asked.offer_places.sum()),
        "reached": plan.reached,
        "reached directly alone": directly.reached,
        "below the bound, %": round(100 * plan.gap, 2),
        "a plan, seconds": round(seconds, 2),
    }


def _universities(instance: Instance) -> RouteInstance:
    draw = np.random.default_rng(1)
    is_primary = instance.school_phases == PRIMARY
    primary, secondary = np.flatnonzero(is_primary), np.flatnonzero(~is_primary)
    stands = np.flatnonzero(~instance.offer_is_remote)[:UNIVERSITIES]
    places = draw.multinomial(int(PLACES_FOR * len(primary)), np.full(UNIVERSITIES, 1 / UNIVERSITIES))
    return RouteInstance(
        primary_id=instance.school_id[primary],
        primary_x=instance.school_x[primary],
        primary_y=instance.school_y[primary],
        primary_worth=np.where(instance.school_is_priority[primary], NEEDIEST_WORTH, 1).astype(np.int32),
        secondary_id=instance.school_id[secondary],
        secondary_x=instance.school_x[secondary],
        secondary_y=instance.school_y[secondary],
        secondary_is_linked=np.zeros(len(secondary), np.bool_),
        feeder=_feeders(instance, primary, secondary),
        offer_id=instance.offer_id[stands],
        offer_x=instance.offer_x[stands],
        offer_y=instance.offer_y[stands],
        offer_reach=draw.integers(*REACH, UNIVERSITIES).astype(np.int32),
        offer_is_remote=np.zeros(UNIVERSITIES, np.bool_),
        offer_places=places.astype(np.int32),
        offer_for_primary=np.ones(UNIVERSITIES, np.bool_),
        offer_for_secondary=np.ones(UNIVERSITIES, np.bool_),
    )


def _feeders(instance: Instance, primary: Any, secondary: Any) -> Any:
    """Each primary sends its pupils to the secondaries next to it."""
    position = np.column_stack([instance.school_x, instance.school_y])
    metres, nearest = cKDTree(position[secondary]).query(position[primary], k=NEAREST)
    near, nearest = np.asarray(metres <= FEEDS_WITHIN), np.asarray(nearest)
    rows = np.broadcast_to(np.arange(len(primary))[:, None], near.shape)
    return np.column_stack([rows[near], nearest[near]]).astype(np.int64)
