"""A made-up England for the allocation: towns of real size and place, schools and offers scattered around them.

Everything is drawn from one generator, so the same arguments give the same instance to the last bit.
"""

import numpy as np
from numpy.typing import NDArray

from brokerage.matching.instance import Bools, Bytes, Instance, Ints, Longs

Floats = NDArray[np.float64]

# Easting and northing in km on the national grid, people in thousands: the larger built-up areas, roughly.
# fmt: off
LARGE_TOWNS = np.array([
    (530, 180, 8900), (407, 287, 1900), (384, 398, 2700), (430, 433, 800), (435, 387, 580),
    (335, 390, 900), (425, 564, 850), (457, 340, 750), (359, 173, 700), (459, 304, 550), (433, 279, 400),
    (416, 433, 540), (509, 429, 320), (388, 345, 380), (391, 298, 260), (248, 54, 260), (442, 112, 400),
    (464, 101, 400), (471, 173, 320), (435, 336, 270), (531, 104, 450), (409, 91, 450), (449, 520, 380),
    (331, 436, 240), (623, 308, 220), (292, 92, 130), (616, 244, 180), (545, 258, 160), (451, 206, 170),
    (519, 299, 200), (485, 238, 250), (475, 260, 250), (439, 557, 340), (415, 184, 200), (354, 429, 360),
    (460, 451, 170), (383, 218, 150), (497, 371, 120), (340, 556, 75), (576, 168, 280), (588, 186, 300),
    (570, 207, 115), (600, 225, 190), (457, 403, 300), (527, 409, 130), (434, 406, 230), (358, 405, 320),
    (433, 420, 340), (182, 45, 40), (615, 158, 60), (319, 469, 60), (514, 510, 60),
], np.float64)
# fmt: on
SMALL_TOWNS = 1200
# How far north England reaches, for each 50 km from west to east from easting 150 (km): from, to.
# fmt: off
NORTHINGS = np.array([
    (10, 40), (20, 80), (30, 140), (60, 150), (70, 590), (70, 640), (75, 650), (80, 570), (90, 500), (100, 350),
    (140, 340),
], np.float64)
# fmt: on

PRIMARY, SECONDARY, COLLEGE = 0b0010, 0b1100, 0b1000  # bits of Phase
KINDS = np.array([PRIMARY, SECONDARY, COLLEGE], np.uint8)
AREAS = 4
PRIORITY_SHARE = 0.22  # a fifth of all, the most deprived, and the secondaries that struggle most
RURAL_SCHOOLS, RURAL_OFFERS = 0.17, 0.08
FIRST_OFFER_ID, FIRST_PROVIDER_ID = 500_001, 100_001


def england(schools: int = 24_000, offers: int = 40_000, seed: int = 1) -> Instance:
    """Every school lacks all four areas. Offers stand closer together, and further south, than schools."""
    draw = np.random.default_rng(seed)
    towns, people, deprived = _towns(draw)
    school_xy, town = _scattered(draw, schools, towns, people, people, 1.0, RURAL_SCHOOLS)
    deprivation = np.where(town >= 0, deprived[town], -0.3) + draw.normal(0, 0.45, schools)
    pull = people**1.12 * np.where(towns[:, 1] < 230, 1.35, 1.0)
    offer_xy, _ = _scattered(draw, offers, towns, people, pull, 0.75, RURAL_OFFERS)
    size = draw.choice(4, offers, p=[0.62, 0.24, 0.10, 0.04])  # micro, small, medium, large
    remote = draw.random(offers) < 0.08 * np.array([0.7, 1, 1.6, 2.5])[size]
    provider = FIRST_PROVIDER_ID + np.arange(offers) // 2
    return Instance(
        school_id=np.arange(1, schools + 1, dtype=np.int64),
        school_x=_metres(school_xy[:, 0]),
        school_y=_metres(school_xy[:, 1]),
        school_phases=draw.choice(KINDS, schools, p=[0.80, 0.18, 0.02]),
        school_is_priority=_highest(deprivation, PRIORITY_SHARE),
        school_has_none=draw.random(schools) < 0.7,
        need_school=np.repeat(np.arange(schools, dtype=np.int32), AREAS),
        need_area=np.tile(np.arange(AREAS, dtype=np.int8), schools),
        offer_id=np.arange(FIRST_OFFER_ID, FIRST_OFFER_ID + offers, dtype=np.int64),
        offer_provider=provider.astype(np.int64),
        offer_x=np.where(remote, 0, _metres(offer_xy[:, 0])).astype(np.int32),
        offer_y=np.where(remote, 0, _metres(offer_xy[:, 1])).astype(np.int32),
        offer_reach=_reach(draw, size),
        offer_is_remote=remote,
        offer_areas=_mask(draw, offers, np.full(AREAS, 0.38)),
        offer_phases=_mask(draw, offers, np.array([0.1, 0.45, 0.85, 0.55])),
        offer_places=np.maximum(1, draw.poisson(np.array([1, 2, 4, 10])[size])).astype(np.int32),
        offer_fresh=draw.integers(4, 61, offers).astype(np.int16),
        barred=_few(draw, schools, 500, np.arange(offers)),
        partner=_few(draw, schools, 2 * schools, provider),
        salt=f"bench {seed}",
    )


def _towns(draw: np.random.Generator) -> tuple[Floats, Floats, Floats]:
    """Places (km), people (thousands) and deprivation of large and small towns."""
    people = draw.permutation(60.0 * np.arange(1, SMALL_TOWNS + 1) ** -0.35)
    towns = np.concatenate([LARGE_TOWNS[:, :2], _anywhere(draw, SMALL_TOWNS)])
    people = np.concatenate([LARGE_TOWNS[:, 2], people])
    deprived = 0.25 * np.log10(people) + 0.0009 * (towns[:, 1] - 250) + draw.normal(0, 0.35, len(people))
    return towns, people, deprived


def _anywhere(draw: np.random.Generator, count: int) -> Floats:
    east = draw.uniform(150, 650, count)
    column = NORTHINGS[((east - 150) // 50).astype(np.int64)]
    return np.column_stack([east, draw.uniform(column[:, 0], column[:, 1])])


def _scattered(
    draw: np.random.Generator,
    count: int,
    towns: Floats,
    people: Floats,
    pull: Floats,
    spread: float,
    rural: float,
) -> tuple[Floats, Longs]:
    """Places around towns, drawn by their pull, and the town of each; NONE (-1) in the country."""
    town = draw.choice(len(towns), count, p=pull / pull.sum())
    places = towns[town] + draw.normal(0, 1, (count, 2)) * (0.16 * spread * np.sqrt(people[town]))[:, None]
    far = draw.random(count) < rural
    places[far] = _anywhere(draw, int(far.sum()))
    return places, np.where(far, -1, town)


def _metres(km: Floats) -> Ints:
    metres: Ints = np.round(km * 1000).astype(np.int32)
    return metres


def _reach(draw: np.random.Generator, size: Longs) -> Ints:
    """Half of them within 11 km; whole kilometres, as people say it."""
    km = draw.lognormal(np.log(12), 0.55, len(size)) * np.array([0.8, 1.0, 1.3, 1.8])[size]
    metres: Ints = (1000 * np.clip(np.round(km), 2, 100)).astype(np.int32)
    return metres


def _mask(draw: np.random.Generator, count: int, chances: Floats) -> Bytes:
    """Bits set by chance, at least one."""
    bits = draw.random((count, len(chances))) < chances
    bits[np.arange(count), draw.choice(len(chances), count, p=chances / chances.sum())] |= ~bits.any(axis=1)
    masks: Bytes = (bits << np.arange(len(chances))).sum(axis=1).astype(np.uint8)
    return masks


def _highest(values: Floats, share: float) -> Bools:
    chosen = np.zeros(len(values), np.bool_)
    chosen[np.argsort(-values, kind="stable")[: int(share * len(values))]] = True
    return chosen


def _few(draw: np.random.Generator, schools: int, count: int, others: Longs) -> Longs:
    return np.column_stack([draw.integers(0, schools, count), draw.choice(others, count)]).astype(np.int64)
