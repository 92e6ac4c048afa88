"""The proof holds for the best allocation and for no other, and the numbers it is made of never run over."""

from dataclasses import replace

import numpy as np
import pytest

from brokerage.matching import NONE, Allocation, Ground, allocate, ground_of
from brokerage.matching.certificate import NotAllowed, gap
from brokerage.matching.instance import Ints, Longs
from brokerage.matching.objective import INT64_BITS, objective_of
from brokerage.matching.points import MOST_FIT
from tests.brokerage.matching import plainly
from tests.brokerage.matching.made import made


@pytest.fixture
def ground() -> Ground:
    return ground_of(made(3, 14, 40))


@pytest.fixture
def allocation(ground: Ground) -> Allocation:
    return allocate(ground.instance, ground=ground)


def _gap(ground: Ground, allocation: Allocation, need_offer: Ints) -> int:
    price: Longs | None = allocation.node_price
    assert price is not None
    return gap(ground.network, ground.pairs, need_offer, price)


def test_the_best_allocation_has_no_gap(ground: Ground, allocation: Allocation) -> None:
    assert _gap(ground, allocation, allocation.need_offer) == 0


def test_leaving_out_any_need_leaves_a_gap(ground: Ground, allocation: Allocation) -> None:
    for need in np.flatnonzero(allocation.need_offer != NONE):
        tampered = allocation.need_offer.copy()
        tampered[need] = NONE
        assert _gap(ground, allocation, tampered) > 0


def test_any_worse_offer_instead_leaves_a_gap(ground: Ground, allocation: Allocation) -> None:
    """The same needs are met, by an offer with a place left that fits less well."""
    instance, seen = ground.instance, 0
    left = instance.offer_places - np.bincount(
        allocation.need_offer[allocation.need_offer != NONE], minlength=instance.offers
    )
    for need in np.flatnonzero(allocation.need_offer != NONE).tolist():
        own = plainly.fit(instance, need, int(allocation.need_offer[need]))
        for offer in np.flatnonzero(left > 0).tolist():
            if plainly.may_have(instance, need, offer) and plainly.fit(instance, need, offer) < own:
                tampered = allocation.need_offer.copy()
                tampered[need] = offer
                assert _gap(ground, allocation, tampered) > 0
                seen += 1
    assert seen


def test_what_breaks_a_rule_is_refused(ground: Ground, allocation: Allocation) -> None:
    instance = ground.instance
    for need in range(instance.needs):
        for offer in range(instance.offers):
            if not plainly.may_have(instance, need, offer):
                tampered = allocation.need_offer.copy()
                tampered[need] = offer
                with pytest.raises(NotAllowed):
                    _gap(ground, allocation, tampered)


def test_costs_and_prices_stay_within_64_bits_at_the_size_of_england_and_beyond_it_are_refused() -> None:
    small = made(1)
    needs = 125_000
    england = replace(small, need_school=np.zeros(needs, np.int32), offer_places=np.full(6, needs, np.int32))
    objective = objective_of(england)
    assert 16 * objective.level < 1 << INT64_BITS
    assert objective.tie_bits >= 12
    scarce = replace(
        england,
        offer_places=np.full(6, 3_600, np.int32),
        school_id=np.arange(24_000),
        need_school=np.arange(96_000, dtype=np.int32) // 4,
    )
    objective, nodes = objective_of(scarce), 96_000 + 24_000
    assert 5 * objective.fit_unit * MOST_FIT * nodes < 1 << INT64_BITS
    beyond = replace(small, need_school=np.zeros(2**26, np.int32), offer_places=np.full(6, 2**26, np.int32))
    with pytest.raises(OverflowError):
        objective_of(beyond)
