"""Online offers, which reach every school: pooled, because pairing each with every school would be millions of pairs.

Schools that teach the same phases are all equal to an online offer, area by area. So their needs flow through one
pool, which leads to every online offer for the area and the phases. Where pairs are not equal they are kept one by
one: with a partner, which fits better, and around what is barred.
"""

from dataclasses import dataclass

import numpy as np

from brokerage.matching.instance import Bools, Bytes, Instance, Ints, Longs
from brokerage.matching.pairs import fit_of
from brokerage.matching.result import NONE

AREAS = 8  # as many as a mask has bits


@dataclass(frozen=True)
class Pools:
    """Q pools and the arcs (pool, offer) that leave them."""

    of_need: Ints  # (N) the pool that a need may draw from, or NONE
    phases: Bytes  # (Q)
    area: Ints  # (Q)
    arc_pool: Ints
    arc_offer: Ints
    arc_fit: Ints


@dataclass(frozen=True)
class Online:
    pools: Pools
    pairs: Longs  # (K, 2): school and offer of the pairs that are kept one by one


def online_of(instance: Instance) -> Online:
    remote = np.flatnonzero(instance.offer_is_remote)
    barred = _barred(instance, remote)
    apart_offer, apart_school = _set_apart(instance, barred, len(remote))
    pools = _pools(instance, remote[~apart_offer[remote]], apart_school)
    everyone = np.arange(instance.schools)
    pairs = np.concatenate(
        [
            _crossed(everyone, np.flatnonzero(apart_offer)),
            _crossed(np.flatnonzero(apart_school), remote),
            _with_partners(instance, remote),
        ]
    )
    return Online(pools, _suited(instance, np.unique(pairs, axis=0)))


def _barred(instance: Instance, remote: Longs) -> Longs:
    """Pairs of online offers that must not be made: asked not to, or the school's own offer."""
    asked = instance.barred[np.isin(instance.barred[:, 1], remote)]
    order = np.argsort(instance.school_id)
    at = np.searchsorted(instance.school_id, instance.offer_provider[remote], sorter=order)
    school = order[np.minimum(at, instance.schools - 1)]
    own = instance.school_id[school] == instance.offer_provider[remote]
    return np.concatenate([asked, np.column_stack([school, remote])[own]])


def _set_apart(instance: Instance, barred: Longs, remote: int) -> tuple[Bools, Bools]:
    """Offers, and schools, that stay out of the pools: for each barred pair whichever means fewer pairs."""
    offers = np.bincount(barred[:, 1], minlength=instance.offers) * remote > instance.schools
    schools = np.zeros(instance.schools, np.bool_)
    schools[barred[~offers[barred[:, 1]], 0]] = True
    return offers, schools


def _pools(instance: Instance, remote: Longs, apart_school: Bools) -> Pools:
    of_need = np.full(instance.needs, NONE, np.int32)
    phases: list[int] = []
    areas: list[int] = []
    arcs = [np.empty((0, 3), np.int64)]
    taught = instance.school_phases[instance.need_school]
    pooled = ~apart_school[instance.need_school]
    for group in np.unique(taught[pooled]):
        for area in np.unique(instance.need_area[pooled & (taught == group)]):
            needs = np.flatnonzero(pooled & (taught == group) & (instance.need_area == area))
            serves = (instance.offer_phases[remote] & group > 0) & (
                instance.offer_areas[remote] >> area & 1 > 0
            )
            offers = remote[serves]
            of_need[needs] = len(areas)
            fit = fit_of(
                instance, np.full(len(offers), instance.need_school[needs[0]]), offers, partners=False
            )
            arcs.append(np.column_stack([np.full(len(offers), len(areas)), offers, fit]))
            phases.append(int(group))
            areas.append(int(area))
    pool, offer, points = np.concatenate(arcs).T.astype(np.int32)
    return Pools(of_need, np.array(phases, np.uint8), np.array(areas, np.int32), pool, offer, points)


def _crossed(left: Longs, right: Longs) -> Longs:
    return np.column_stack([np.repeat(left, len(right)), np.tile(right, len(left))]).astype(np.int64)


def _with_partners(instance: Instance, remote: Longs) -> Longs:
    """Each school with the online offers of its partners."""
    order = remote[np.argsort(instance.offer_provider[remote], kind="stable")]
    provider = instance.offer_provider[order]
    first = np.searchsorted(provider, instance.partner[:, 1], side="left")
    count = np.searchsorted(provider, instance.partner[:, 1], side="right") - first
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return np.column_stack(
        [np.repeat(instance.partner[:, 0], count), order[np.repeat(first, count) + within]]
    )


def _suited(instance: Instance, pairs: Longs) -> Longs:
    """Those where the school has needs and a phase in common with the offer. What is barred drops out later."""
    in_need = np.bincount(instance.need_school, minlength=instance.schools) > 0
    school, offer = pairs.T
    suited: Longs = pairs[
        in_need[school] & (instance.school_phases[school] & instance.offer_phases[offer] > 0)
    ]
    return suited
