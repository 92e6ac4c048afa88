"""A small map beside a ranking: where its offers lie around the school, roughly.

No finer than sixteen winds, so that the map tells no more of where a provider is than the list does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from brokerage.queries.ranking import RankedOffer

SIZE = 320  # of the drawing, which grows and shrinks with the page
MIDDLE = SIZE // 2
OUTERMOST = MIDDLE - 14
ROOM = 19  # between the middles of two marks
NUDGE = pi / 12
SCALES_KM = ((2, 5), (5, 10), (10, 25), (25, 50), (50, 100), (200, 600))


@dataclass(frozen=True)
class Ring:
    radius: int
    kilometres: int

    @property
    def label_y(self) -> int:
        return MIDDLE - self.radius + 12


@dataclass(frozen=True)
class Mark:
    """An offer by its number in the list."""

    number: int
    offer: RankedOffer
    x: int
    y: int


@dataclass(frozen=True)
class Vicinity:
    rings: tuple[Ring, ...]
    marks: tuple[Mark, ...]
    size: int = SIZE
    middle: int = MIDDLE


def vicinity(offers: Sequence[RankedOffer]) -> Vicinity | None:
    """The offers with a place; none when all are online."""
    placed = [(number, offer) for number, offer in enumerate(offers, start=1) if offer.metres is not None]
    if not placed:
        return None
    furthest = max(offer.metres or 0 for _, offer in placed)
    scale = next((pair for pair in SCALES_KM if furthest <= pair[1] * 1000), SCALES_KM[-1])
    marks: list[Mark] = []
    for number, offer in placed:
        marks.append(_mark(number, offer, scale[1], marks))
    rings = tuple(Ring(round(OUTERMOST * each / scale[1]), each) for each in scale)
    return Vicinity(rings, tuple(marks))


def _mark(number: int, offer: RankedOffer, kilometres: int, others: Sequence[Mark]) -> Mark:
    """Where the offer lies, moved a little round the circle while it would cover another."""
    radius = OUTERMOST * (offer.metres or 0) / (kilometres * 1000)
    angle = offer.sixteenth * pi / 8
    for step in range(24):
        x = MIDDLE + radius * sin(angle + step * NUDGE)
        y = MIDDLE - radius * cos(angle + step * NUDGE)
        if all(hypot(x - other.x, y - other.y) >= ROOM for other in others):
            break
    return Mark(number, offer, round(x), round(y))
