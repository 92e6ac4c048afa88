"""Shares, intervals and limits: every number here was worked out elsewhere."""

from functools import partial
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.statistics import (
    ALARM,
    Difference,
    Share,
    Verdict,
    design_effect,
    difference,
    difference_in_differences,
    dispersion,
    funnel_limits,
    people_needed,
    pooled,
    standardised,
)


def near(value: float, places: int = 6) -> object:
    return pytest.approx(value, abs=0.6 * 10**-places)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (33, 60, 0.424919, 0.669063),
        (55, 100, 0.452446, 0.643855),
        (110, 200, 0.480756, 0.617359),
        (220, 400, 0.501001, 0.598048),
        (550, 1000, 0.519033, 0.580585),
        (1100, 2000, 0.528122, 0.571687),
        (0, 12, 0, 0.242494),
        (12, 12, 0.757506, 1),
        (11, 33, 0.197502, 0.503921),
    ],
)
def test_wilsons_interval(part: int, whole: int, low: float, high: float) -> None:
    assert Share(part, whole).interval == (near(low), near(high))


@pytest.mark.parametrize(
    ("part", "whole", "verdict"),
    [
        (33, 60, Verdict.SIMILAR),
        (110, 200, Verdict.SIMILAR),
        (220, 400, Verdict.HIGHER),
        (180, 400, Verdict.LOWER),
    ],
)
def test_a_share_is_higher_only_when_its_whole_interval_is(part: int, whole: int, verdict: Verdict) -> None:
    assert Share(part, whole).against(0.5) == verdict


def test_a_share_of_nobody_is_none() -> None:
    with pytest.raises(ValueError, match="0 of 0"):
        Share(0, 0)


def test_the_partners_share_has_two_denominators() -> None:
    of_entrants, of_leavers = Share(11, 33), Share(11, 60)
    assert (of_entrants.rate, of_leavers.rate) == (near(0.333, 3), near(0.183, 3))


def test_a_gap_is_in_points_and_has_an_interval() -> None:
    gap = difference(Share(18, 40), Share(66, 110))
    assert (gap.value, gap.interval) == (near(-0.15), (near(-0.317, 3), near(0.028, 3)))
    assert gap.verdict == Verdict.SIMILAR
    assert near(-0.102) == 0.356 - 0.458


@given(st.integers(1, 400), st.integers(1, 400), st.data())
def test_a_difference_turned_round_is_the_same_with_the_other_sign(
    n: int, m: int, data: st.DataObject
) -> None:
    one = Share(data.draw(st.integers(0, n)), n)
    other = Share(data.draw(st.integers(0, m)), m)
    here, there = difference(one, other), difference(other, one)
    assert here.value == pytest.approx(-there.value)
    assert tuple(here.interval) == pytest.approx((-there.interval.high, -there.interval.low))
