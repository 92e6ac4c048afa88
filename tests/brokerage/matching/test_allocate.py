"""The allocation is the best there is, level by level, whoever works it out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brokerage.matching import NONE, Instance, Reason, allocate
from tests.brokerage.matching import plainly
from tests.brokerage.matching.made import made, shuffled

SEEDS = st.integers(0, 2**32 - 1)


@settings(max_examples=60)
@given(SEEDS, st.integers(1, 9), st.integers(0, 8), st.integers(1, 4))
def test_every_level_equals_that_of_an_independent_solver(
    seed: int, schools: int, offers: int, areas: int
) -> None:
    instance = made(seed, schools, offers, areas)
    allocation = allocate(instance)
    assert plainly.levels(instance, allocation.need_offer) == plainly.best_levels(instance)
    assert allocation.summary["is_certified"]


@pytest.mark.parametrize("few", [0, 2000], ids=["solved again", "mended"])
@settings(max_examples=15)
@given(seed=SEEDS)
def test_pairs_that_were_no_candidates_at_first_are_found(few: int, seed: int) -> None:
    instance = made(seed, 12, 40, 3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("brokerage.matching.candidates.BEST", 1)
        patch.setattr("brokerage.matching.candidates.BY_LOT", 1)
        patch.setattr("brokerage.matching.rounds.FEW", few)
        patch.setattr("brokerage.matching.rounds.MORE_AT_ONCE", 1)
        allocation = allocate(instance)
    assert plainly.levels(instance, allocation.need_offer) == plainly.best_levels(instance)
    assert allocation.summary["is_certified"]


@settings(max_examples=60)
@given(SEEDS, st.integers(1, 12), st.integers(0, 12))
def test_no_rule_is_broken_and_no_place_given_twice(seed: int, schools: int, offers: int) -> None:
    instance = made(seed, schools, offers)
    need_offer = allocate(instance).need_offer
    met = [(need, offer) for need, offer in enumerate(need_offer.tolist()) if offer != NONE]
    assert all(plainly.may_have(instance, need, offer) for need, offer in met)
    taken = np.bincount([offer for _, offer in met], minlength=offers) if met else np.zeros(offers)
    assert (taken <= instance.offer_places).all()


@settings(max_examples=40)
@given(SEEDS, st.integers(2, 12), st.integers(1, 12))
def test_the_order_of_rows_changes_nothing(seed: int, schools: int, offers: int) -> None:
    instance = made(seed, schools, offers)
    assert _by_ids(instance) == _by_ids(shuffled(instance, seed + 1))


def _by_ids(instance: Instance) -> dict[tuple[int, int], int]:
    need_offer = allocate(instance).need_offer
    needs = zip(instance.school_id[instance.need_school].tolist(), instance.need_area.tolist(), strict=True)
    return {need: int(instance.offer_id[o]) for need, o in zip(needs, need_offer, strict=True) if o != NONE}


def test_the_summary_counts_what_the_rows_say() -> None:
    instance = made(7, 40, 30)
    allocation = allocate(instance)
    summary = allocation.summary
    assert plainly.levels(instance, allocation.need_offer) == (
        summary["priority_needs_met"],
        summary["schools_given_their_first"],
        summary["needs_met"],
        summary["total_fit"],
    )
    for need, offer in enumerate(allocation.need_offer.tolist()):
        expected = 0 if offer == NONE else plainly.fit(instance, need, offer)
        assert allocation.need_fit[need] == expected


def test_an_unmet_need_says_why() -> None:
    seen = set()
    for seed in range(30):
        instance = made(seed, 12, 8)
        allocation = allocate(instance)
        for need, reason in enumerate(allocation.need_reason.tolist()):
            offers = [o for o in range(instance.offers) if plainly.may_have(instance, need, o)]
            is_met = allocation.need_offer[need] != NONE
            assert (reason == Reason.MET) == is_met
            if not is_met:
                assert bool(offers) == (reason in {Reason.ALL_TAKEN, Reason.TAKEN_BY_MORE_URGENT})
            seen.add(reason)
    assert seen == set(Reason)


def test_progress_is_told_and_ends_a_run_by_what_it_raises() -> None:
    told: list[tuple[str, int]] = []

    def tell(step: str, number: int) -> None:
        told.append((step, number))
        if step == "solving":
            raise InterruptedError

    with pytest.raises(InterruptedError):
        allocate(made(1), progress=tell)
    assert told == [("pairs", 1), ("candidates", 1), ("solving", 1)]
