"""Small made-up instances, crowded enough that places run out and rules get in each other's way."""

from dataclasses import fields, replace
from typing import Any

import numpy as np

from brokerage.matching import Instance

SIDE = 40_000  # metres
TYPES: dict[str, Any] = {
    "school_id": np.int64, "school_x": np.int32, "school_y": np.int32, "school_phases": np.uint8,
    "school_is_priority": np.bool_, "school_has_none": np.bool_, "need_school": np.int32, "need_area": np.int8,
    "offer_id": np.int64, "offer_provider": np.int64, "offer_x": np.int32, "offer_y": np.int32,
    "offer_reach": np.int32, "offer_is_remote": np.bool_, "offer_areas": np.uint8, "offer_phases": np.uint8,
    "offer_places": np.int32, "offer_fresh": np.int16, "barred": np.int64, "partner": np.int64,
}  # fmt: skip


def made(seed: int, schools: int = 8, offers: int = 6, areas: int = 3) -> Instance:
    draw = np.random.default_rng(seed)
    school_id = np.sort(draw.choice(1000, schools, replace=False)) + 1
    provider = 2001 + draw.integers(0, max(1, offers // 2), offers)
    provider[:1] = school_id[:1]  # a school that offers something itself
    remote = draw.random(offers) < 0.3
    return instance_of(
        school_id=school_id,
        school_x=draw.integers(0, SIDE, schools),
        school_y=draw.integers(0, SIDE, schools),
        school_phases=draw.choice([0b0010, 0b0010, 0b0011, 0b1100, 0b1000], schools),
        school_is_priority=draw.random(schools) < 0.3,
        school_has_none=draw.random(schools) < 0.6,
        **_needs(draw, schools, areas),
        offer_id=np.sort(draw.choice(5000, offers, replace=False)) + 5001,
        offer_provider=provider,
        offer_x=np.where(remote, 0, draw.integers(0, SIDE, offers)),
        offer_y=np.where(remote, 0, draw.integers(0, SIDE, offers)),
        offer_reach=1000 * draw.integers(5, 40, offers),
        offer_is_remote=remote,
        offer_areas=draw.integers(1, 1 << areas, offers),
        offer_phases=draw.integers(1, 16, offers),
        offer_places=draw.integers(0, 4, offers),
        offer_fresh=draw.integers(0, 61, offers),
        barred=_some(draw, schools, np.arange(offers)),
        partner=_some(draw, schools, provider),
        salt=str(seed),
    )


def instance_of(**columns: Any) -> Instance:
    """From plain lists; empty lists of pairs where none are named."""
    typed = {name: np.asarray(columns[name], kind) for name, kind in TYPES.items()}
    for name in ("barred", "partner"):
        typed[name] = typed[name].reshape(-1, 2)
    return Instance(**typed, salt=columns["salt"])


def shuffled(instance: Instance, seed: int) -> Instance:
    """The same schools, needs and offers, in another order of rows."""
    draw = np.random.default_rng(seed)
    school, need, offer = (draw.permutation(n) for n in (instance.schools, instance.needs, instance.offers))
    columns = {
        field.name: getattr(instance, field.name)[{"school": school, "need": need, "offer": offer}[kind]]
        for field in fields(instance)
        if (kind := field.name.split("_")[0]) in {"school", "need", "offer"}
    }
    columns["need_school"] = np.argsort(school)[columns["need_school"]].astype(np.int32)
    barred = np.column_stack(
        [np.argsort(school)[instance.barred[:, 0]], np.argsort(offer)[instance.barred[:, 1]]]
    )
    partner = np.column_stack([np.argsort(school)[instance.partner[:, 0]], instance.partner[:, 1]])
    return replace(instance, **columns, barred=barred, partner=partner)


def _needs(draw: np.random.Generator, schools: int, areas: int) -> dict[str, Any]:
    school, area = np.nonzero(draw.random((schools, areas)) < 0.8)
    return {"need_school": school, "need_area": area}


def _some(draw: np.random.Generator, schools: int, others: Any) -> Any:
    count = int(draw.integers(0, schools + 1)) if len(others) else 0
    return np.column_stack([draw.integers(0, schools, count), draw.choice(others, count) if count else []])
