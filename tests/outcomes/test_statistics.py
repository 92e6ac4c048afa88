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
    assert here.interval.low - 1e-9 <= here.value <= here.interval.high + 1e-9


@pytest.mark.parametrize(
    ("whole", "alert", "alarm"),
    [
        (60, (21, 39), (17, 43)),
        (100, (39, 61), (34, 66)),
        (200, (85, 115), (77, 123)),
        (400, (179, 221), (168, 232)),
    ],
)
def test_exact_limits_of_a_funnel(whole: int, alert: tuple[int, int], alarm: tuple[int, int]) -> None:
    assert tuple(funnel_limits(whole, 0.5)) == alert
    assert tuple(funnel_limits(whole, 0.5, ALARM)) == alarm


def test_verdict_and_funnel_are_different_questions() -> None:
    assert Share(220, 400).against(0.5) == Verdict.HIGHER
    assert (funnel_limits(400, 0.5).too_many or 0) > 220


def test_of_very_few_no_count_is_out_of_the_ordinary() -> None:
    assert tuple(funnel_limits(3, 0.5)) == (None, None)


def test_people_are_pooled_and_percentages_never_averaged() -> None:
    both = pooled([Share(9, 10), Share(90, 200)])
    assert both.rate == near(0.471, 3)
    assert (Share(9, 10).rate + Share(90, 200).rate) / 2 == near(0.675, 3)


def test_difference_in_differences() -> None:
    in_differences = partial(
        difference_in_differences,
        before=Share(90, 200),
        after=Share(110, 200),
        other_before=Share(450, 1000),
        other_after=Share(480, 1000),
    )
    found = in_differences()
    assert (found.value, *found.interval) == (near(0.07), near(-0.037, 3), near(0.177, 3))
    effect = design_effect(60, 0.05)
    assert effect == near(3.95)
    assert _error(found) == near(0.0545, 4)
    assert _error(in_differences(design_effect=effect)) == near(0.108, 3)


def _error(found: Difference) -> float:
    return (found.interval.high - found.value) / 1.959964


def test_how_many_people_it_takes_to_notice_five_points() -> None:
    assert people_needed(0.50, 0.55) == 1_565


def test_schools_that_differ_by_chance_alone_widen_no_limit() -> None:
    assert dispersion([Share(50, 100), Share(52, 100), Share(48, 100)], 0.5) == 1
    assert dispersion([], 0.5) == 1
    assert dispersion([Share(80, 100), Share(20, 100), Share(75, 100), Share(25, 100)], 0.5) > 20


def test_what_a_schools_own_mix_would_give() -> None:
    found = standardised(40, [(50, 0.8), (50, 0.1)])
    assert (found.expected, found.excess) == (near(45), near(-0.05))
    assert found.error == near(sqrt(50 * 0.8 * 0.2 + 50 * 0.1 * 0.9) / 100)
    assert found.ratio == near(40 / 45)
    assert standardised(3, [(10, 0.2)]).ratio is None
