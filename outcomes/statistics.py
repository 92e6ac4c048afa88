"""Shares and how sure they are: functions of counts, without a database.

Intervals are of 95 per cent. Counts are added and never percentages averaged. Sources: Wilson (1927), Newcombe (1998,
method 10), Spiegelhalter (2005).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, sqrt
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import scipy

Z = NormalDist().inv_cdf(0.975)
ALERT, ALARM = 0.025, 0.001  # either side of a funnel
MOST_EXTREME = 0.1  # of the schools that are drawn in before over-dispersion is measured
LEAST_EXPECTED = 10  # below it, a ratio of observed to expected says nothing


class Interval(NamedTuple):
    low: float
    high: float


class Verdict(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"
    SIMILAR = "similar"


@dataclass(frozen=True)
class Share:
    """`part` of `whole` people."""

    part: int
    whole: int

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.whole or not self.whole:
            raise ValueError(f"{self.part} of {self.whole} is no share")

    @property
    def rate(self) -> float:
        return self.part / self.whole

    @property
    def interval(self) -> Interval:
        """Wilson's, which holds for nobody and for everybody, too."""
        missed = 1 - self.rate
        middle = 2 * self.part + Z * Z
        spread = Z * sqrt(Z * Z + 4 * self.part * missed)
        below = 2 * (self.whole + Z * Z)
        return Interval(max(0.0, (middle - spread) / below), min(1.0, (middle + spread) / below))

    def against(self, benchmark: float) -> Verdict:
        """Beside a fixed figure of so many people that its own interval does not matter."""
        low, high = self.interval
        if low > benchmark:
            return Verdict.HIGHER
        return Verdict.LOWER if high < benchmark else Verdict.SIMILAR


def pooled(shares: Iterable[Share]) -> Share:
    """All the people of several groups together."""
    parts = list(shares)
    return Share(sum(share.part for share in parts), sum(share.whole for share in parts))


@dataclass(frozen=True)
class Difference:
    """One rate less the other, from -1 to 1; as a gap it is given in percentage points."""

    value: float
    interval: Interval

    @property
    def verdict(self) -> Verdict:
        if self.interval.low > 0:
            return Verdict.HIGHER
        return Verdict.LOWER if self.interval.high < 0 else Verdict.SIMILAR


def difference(one: Share, other: Share) -> Difference:
    """Newcombe's interval, from the two of Wilson. The groups must have nobody in common."""
    value = one.rate - other.rate
    (low, high), (other_low, other_high) = one.interval, other.interval
    return Difference(
        value,
        Interval(
            value - sqrt((one.rate - low) ** 2 + (other_high - other.rate) ** 2),
            value + sqrt((high - one.rate) ** 2 + (other.rate - other_low) ** 2),
        ),
    )


class Limits(NamedTuple):
    """The most that is too few, and the least that is too many. None where no count is."""

    too_few: int | None
    too_many: int | None


def funnel_limits(whole: int, target: float, tail: float = ALERT) -> Limits:
    """Exact: a count outside has at most `tail` to come about by chance if the school is like the target."""
    counts = np.arange(whole + 1)
    too_few = counts[scipy.special.bdtr(counts, whole, target) <= tail]
    too_many = counts[1:][scipy.special.bdtrc(counts[:-1], whole, target) <= tail]
    return Limits(
        int(too_few[-1]) if too_few.size else None,
        int(too_many[0]) if too_many.size else None,
    )


def dispersion(shares: Iterable[Share], target: float) -> float:
    """How much more schools differ than chance alone would let them: 1 is chance; limits widen by its root."""
    known = list(shares)
    scores = sorted((share.rate - target) / sqrt(target * (1 - target) / share.whole) for share in known)
    if not scores:
        return 1.0
    drawn = int(len(scores) * MOST_EXTREME)
    lowest, highest = scores[drawn], scores[-1 - drawn]
    return max(1.0, sum(min(max(score, lowest), highest) ** 2 for score in scores) / len(scores))


class Expected(NamedTuple):
    """What a school's own mix of students would give at the country's rates."""

    observed: int
    expected: float
    excess: float  # observed less expected, as a share of the students
    error: float

    @property
    def ratio(self) -> float | None:
        return self.observed / self.expected if self.expected >= LEAST_EXPECTED else None


def standardised(observed: int, strata: Iterable[tuple[int, float]]) -> Expected:
    """Indirectly: `strata` are the students of each kind and the country's rate for that kind."""
    kinds = list(strata)
    whole = sum(size for size, _ in kinds)
    expected = sum(size * rate for size, rate in kinds)
    spread = sqrt(sum(size * rate * (1 - rate) for size, rate in kinds))
    return Expected(observed, expected, (observed - expected) / whole, spread / whole)


def difference_in_differences(
    *, before: Share, after: Share, other_before: Share, other_after: Share, design_effect: float = 1.0
) -> Difference:
    """The change of one group less the change of another, for groups of different people each time."""
    value = (after.rate - before.rate) - (other_after.rate - other_before.rate)
    groups = (before, after, other_before, other_after)
    variance = sum(group.rate * (1 - group.rate) / group.whole for group in groups)
    reach = Z * sqrt(variance * design_effect)
    return Difference(value, Interval(value - reach, value + reach))


def design_effect(size: float, correlation: float) -> float:
    """People in groups of `size` resemble each other, so that they tell less than so many strangers."""
    return 1 + (size - 1) * correlation


def people_needed(rate: float, other_rate: float, power: float = 0.8) -> int:
    """In each of two groups, to notice such a difference so often."""
    middle = (rate + other_rate) / 2
    by_chance = Z * sqrt(2 * middle * (1 - middle))
    by_power = NormalDist().inv_cdf(power) * sqrt(rate * (1 - rate) + other_rate * (1 - other_rate))
    return ceil(((by_chance + by_power) / (rate - other_rate)) ** 2)
