"""What the engine is compared with does what it says, and never better than the engine."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from brokerage.matching import NONE, Allocation, Instance, Reason, allocate, first_come, neediest_first
from tests.brokerage.matching import plainly
from tests.brokerage.matching.made import made

SEEDS = st.integers(0, 2**32 - 1)


def _each_took_the_best_left(instance: Instance, allocation: Allocation, order: list[int]) -> bool:
    left = instance.offer_places.tolist()
    for need in order:
        free = [o for o in range(instance.offers) if left[o] and plainly.may_have(instance, need, o)]
        best = max((plainly.fit(instance, need, offer) for offer in free), default=0)
        offer = int(allocation.need_offer[need])
        if best != (plainly.fit(instance, need, offer) if offer in free else 0):
            return False
        left[offer] -= offer != NONE
    return True


@settings(max_examples=40)
@given(SEEDS, st.integers(1, 12), st.integers(1, 12))
def test_the_first_who_comes_takes_the_best_offer_left(seed: int, schools: int, offers: int) -> None:
    instance = made(seed, schools, offers)
    order = np.random.default_rng(seed).permutation(instance.needs)
    assert _each_took_the_best_left(instance, first_come(instance, order), order.tolist())


@settings(max_examples=40)
@given(SEEDS, st.integers(1, 12), st.integers(0, 12))
def test_serving_in_turn_never_beats_the_best(seed: int, schools: int, offers: int) -> None:
    instance = made(seed, schools, offers)
    best = plainly.levels(instance, allocate(instance).need_offer)
    for allocation in (neediest_first(instance), first_come(instance, np.arange(instance.needs))):
        assert plainly.levels(instance, allocation.need_offer) <= best
        assert ((allocation.need_reason == Reason.MET) == (allocation.need_offer != NONE)).all()


def test_priority_schools_come_first_when_the_neediest_do() -> None:
    instance = made(3, 20, 8)
    priority = instance.school_is_priority[instance.need_school]
    order = np.append(np.flatnonzero(~priority), np.flatnonzero(priority))
    last = plainly.levels(instance, first_come(instance, order).need_offer)
    assert plainly.levels(instance, neediest_first(instance).need_offer).priority_needs > last.priority_needs
