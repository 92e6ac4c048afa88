"""Lines as SVG draws them: every place on the page is worked out here, so that a template only writes it down.

A line is told from another by its pattern and by its name at its end, never by colour alone; the figures stand in a
table beneath each chart.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 640, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 165, 14, 34
_APART = 17  # between the names of two lines
SPARK_WIDTH, SPARK_HEIGHT = 52, 20

Shares = Sequence[float | None]


@dataclass(frozen=True)
class Line:
    """One series: where it runs, and where its name stands."""

    name: str
    points: str
    end: tuple[float, float]
    name_y: float
    last: str


@dataclass(frozen=True)
class Tick:
    at: float
    words: str


@dataclass(frozen=True)
class Chart:
    """Shares or counts by day, from 0 to a round number above the highest."""

    lines: list[Line]
    across: list[Tick]
    up: list[Tick]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    bottom: int = HEIGHT - _BOTTOM


def trend_chart(
    days: Sequence[date | str], series: Sequence[tuple[str, Shares]], *, unit: str = "%"
) -> Chart | None:
    """None with fewer than two days: one point is no trend. Counts have no unit, and no top."""
    if len(days) < 2:
        return None
    top = _top(share for _, shares in series for share in shares if share is not None)
    lines = _apart(
        [_line(name, shares, top, unit) for name, shares in series if any(s is not None for s in shares)]
    )
    shown = sorted({0, len(days) // 2, len(days) - 1})
    across = [Tick(_x(place, len(days)), _told(days[place])) for place in shown]
    up = [Tick(_y(share, top), f"{share:,g}{unit}") for share in (0, top / 2, top)]
    return Chart(lines, across, up)


def _told(day: date | str) -> str:
    return day if isinstance(day, str) else f"{day:%b %Y}"


def spark(shares: Shares) -> str:
    """The points of a small line without axes, from 0 to 100 per cent; nothing to draw with fewer than two."""
    if len(shares) < 2:
        return ""
    step = (SPARK_WIDTH - 2) / (len(shares) - 1)
    tall = SPARK_HEIGHT - 4
    return " ".join(
        f"{1 + place * step:.1f},{2 + tall - tall * share / 100:.1f}"
        for place, share in enumerate(shares)
        if share is not None
    )


def _top(shares: Iterable[float]) -> float:
    highest = max(shares, default=0.0)
    if highest <= 100:
        return next((top for top in (4, 10, 20, 40, 60, 80) if highest <= top), 100)
    step: int = 10 ** (len(f"{highest:.0f}") - 1)
    return step * math.ceil(highest / step)


def _line(name: str, shares: Shares, top: float, unit: str) -> Line:
    places = [
        (_x(place, len(shares)), _y(share, top)) for place, share in enumerate(shares) if share is not None
    ]
    last = next(share for share in reversed(shares) if share is not None)
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return Line(name, points, places[-1], places[-1][1], f"{last:,.0f}{unit}")


def _apart(lines: list[Line]) -> list[Line]:
    """Names that would stand on one another move up."""
    placed: list[Line] = []
    for line in sorted(lines, key=lambda each: -each.name_y):
        y = min(line.name_y, placed[-1].name_y - _APART) if placed else line.name_y
        placed.append(Line(line.name, line.points, line.end, y, line.last))
    return sorted(placed, key=lambda line: [each.name for each in lines].index(line.name))


def _x(place: int, count: int) -> float:
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * place / (count - 1)


def _y(share: float, top: float) -> float:
    height = HEIGHT - _TOP - _BOTTOM
    return _TOP + height - height * share / top
