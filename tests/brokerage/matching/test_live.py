"""After any events the kept allocation equals one worked out afresh, level by level."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brokerage.matching import NONE, Change, Instance, LiveAllocation, allocate
from tests.brokerage.matching import plainly
from tests.brokerage.matching.made import made

SEEDS = st.integers(0, 2**32 - 1)


class World:
    """The same events, written down in a plain instance that can be allocated afresh."""

    def __init__(self, instance: Instance, seed: int) -> None:
        self.instance, self.draw = instance, np.random.default_rng(seed)
        self.live = LiveAllocation(instance, allocate(instance))
        self.gone: set[int] = set()
        self.accepted: dict[int, int] = {}

    def happen(self) -> list[Change]:
        events: list[Callable[[], list[Change]]] = [
            self.decline,
            self.decline,
            self.accept,
            self.withdraw_place,
            self.add_place,
            self.add_place,
            self.withdraw_need,
        ]
        return events[int(self.draw.integers(len(events)))]()

    def decline(self) -> list[Change]:
        if (need := self._one(self._proposed())) is None:
            return []
        pair = [self.instance.need_school[need], self.live.offer_of(need)]
        self.instance = replace(self.instance, barred=np.vstack([self.instance.barred, pair]))
        return self.live.decline(need)

    def accept(self) -> list[Change]:
        if (need := self._one(self._proposed())) is not None:
            self.accepted[need] = offer = self.live.offer_of(need)
            self.instance.school_has_none[self.instance.need_school[need]] = False
            self.instance.offer_places[offer] -= 1
            self.live.accept(need)
        return []

    def withdraw_place(self) -> list[Change]:
        if (offer := self._one(np.flatnonzero(self.instance.offer_places).tolist())) is None:
            return []
        self.instance.offer_places[offer] -= 1
        return self.live.withdraw_place(offer)

    def add_place(self) -> list[Change]:
        offer = int(self.draw.integers(self.instance.offers))
        self.instance.offer_places[offer] += 1
        return self.live.add_place(offer)

    def withdraw_need(self) -> list[Change]:
        if self.draw.random() < 0.8 or (need := self._one(self._standing())) is None:
            return []
        self.gone.add(need)
        return self.live.withdraw_need(need)

    def afresh(self) -> plainly.Levels:
        needs = self._standing()
        rest = replace(
            self.instance,
            need_school=self.instance.need_school[needs],
            need_area=self.instance.need_area[needs],
        )
        return plainly.levels(rest, allocate(rest).need_offer)

    def kept(self) -> plainly.Levels:
        need_offer = self.live.need_offer
        need_offer[[*self.accepted, *self.gone]] = NONE
        assert all(plainly.may_have(self.instance, n, int(o)) for n, o in enumerate(need_offer) if o != NONE)
        taken = np.bincount(need_offer[need_offer != NONE], minlength=self.instance.offers)
        assert (taken <= self.instance.offer_places).all()
        return plainly.levels(self.instance, need_offer)

    def _standing(self) -> list[int]:
        return [n for n in range(self.instance.needs) if n not in self.gone and n not in self.accepted]

    def _proposed(self) -> list[int]:
        return [need for need in self._standing() if self.live.offer_of(need) != NONE]

    def _one(self, rows: list[int]) -> int | None:
        return int(self.draw.choice(rows)) if rows else None


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.integers(1, 12), st.integers(1, 10), st.integers(1, 4))
def test_events_leave_the_best_allocation(seed: int, schools: int, offers: int, areas: int) -> None:
    world = World(made(seed, schools, offers, areas), seed)
    for _ in range(12):
        before = world.live.need_offer
        changes = world.happen()
        told = before.copy()
        for change in changes:
            assert before[change.need] == change.before
            told[change.need] = change.after
        assert told.tolist() == world.live.need_offer.tolist(), "the changes tell all that moved"
        assert world.kept() == world.afresh()


@settings(max_examples=2, deadline=None)
@given(SEEDS)
def test_600_events_later_it_is_still_the_best(seed: int) -> None:
    world = World(made(seed, 60, 45, 4), seed)
    for _ in range(600):
        world.happen()
    assert world.kept() == world.afresh()


def test_what_was_accepted_never_moves() -> None:
    world = World(made(11, 60, 45, 4), 11)
    for _ in range(300):
        world.happen()
    assert len(world.accepted) > 20
    assert {need: world.live.offer_of(need) for need in world.accepted} == world.accepted


def test_prices_are_worked_out_where_none_were_kept() -> None:
    instance = made(5, 30, 20)
    allocation = allocate(instance)
    world = World(instance, 5)
    world.live = LiveAllocation(instance, replace(allocation, node_price=None))
    for _ in range(50):
        world.happen()
    assert world.kept() == world.afresh()


def test_only_what_is_proposed_can_be_declined() -> None:
    instance = made(5, 30, 20)
    live = LiveAllocation(instance, allocate(instance))
    with pytest.raises(ValueError, match="no offer"):
        live.decline(live.need_offer.tolist().index(NONE))
