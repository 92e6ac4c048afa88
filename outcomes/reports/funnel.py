"""Schools of different size on one picture: how far each may lie from the whole by chance alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from outcomes.models import Fact
from outcomes.statistics import ALARM, ALERT, Share, dispersion, funnel_limits

BY_CHANCE = 2 * ALERT  # of schools that are like the whole


@dataclass(frozen=True)
class Point:
    fact: Fact
    share: Share
    is_outside: bool  # of the outer limits


@dataclass(frozen=True)
class Funnel:
    """Only schools with a number are drawn: a place on the picture would tell what is withheld."""

    target: float
    points: list[Point]

    @property
    def dispersion(self) -> float:
        return dispersion((point.share for point in self.points), self.target)

    @property
    def expected_by_chance(self) -> int:
        """So many of them would lie outside the inner limits if all were like the whole."""
        return round(BY_CHANCE * len(self.points))


def funnel(facts: Sequence[Fact], target: float) -> Funnel:
    """The exact limits around `target`, which is the share of all of them together."""
    shares = [
        (fact, Share(fact.numerator, fact.size)) for fact in facts if fact.size and fact.numerator is not None
    ]
    return Funnel(target, [Point(fact, share, _is_outside(share, target)) for fact, share in shares])


def _is_outside(share: Share, target: float) -> bool:
    too_few, too_many = funnel_limits(share.whole, target, ALARM)
    return (too_few is not None and share.part <= too_few) or (
        too_many is not None and share.part >= too_many
    )
