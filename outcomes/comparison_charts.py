"""Drawings of comparisons: where each mark stands. The tables beneath them have the same figures."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from outcomes.reports.comparison import Line
from outcomes.reports.funnel import Funnel
from outcomes.statistics import ALARM, ALERT, funnel_limits

WIDTH, LEFT, RIGHT = 720, 20, 40  # of the picture, and what is left free of it
ROW, TOP = 46, 26
HEIGHT, FLOOR = 360, 320  # of a funnel
Scale = Callable[[float], float]
SIZES = 24  # at so many sizes of school a limit is worked out


@dataclass(frozen=True)
class Mark:
    """One line of a comparison, in the picture's own units."""

    label: str
    y: int
    ours: float
    low: float
    high: float
    theirs: float
    title: str

    @property
    def label_y(self) -> int:
        return self.y - 13

    @property
    def diamond(self) -> str:
        """Another shape than a dot, so that a print without colours tells them apart."""
        return f"M{self.theirs:.1f} {self.y - 9}l7 9l-7 9l-7-9z"


@dataclass(frozen=True)
class Dots:
    marks: list[Mark]
    ticks: list[tuple[float, str]]

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def height(self) -> int:
        return TOP + ROW * len(self.marks) + 24

    @property
    def floor(self) -> int:
        return self.height - 22


def dots(lines: Iterable[Line], words: dict[str, str]) -> Dots:
    """Shares with their intervals, and what they are compared with. What cannot be compared is in the table alone."""
    drawn = [line for line in lines if line.difference and line.ours.share and line.theirs.share]
    most = max([_top(line) for line in drawn], default=1.0)
    end = min(100, 20 * (int(most * 5) + 1))

    def across(rate: float) -> float:
        return round(LEFT + rate * 100 / end * (WIDTH - LEFT - RIGHT), 1)

    marks = []
    for place, line in enumerate(drawn):
        assert line.ours.share
        assert line.theirs.share
        label = f"{line.measure.name}: {words[line.group]}"
        low, high = line.ours.share.interval
        rate, other = line.ours.share.rate, line.theirs.share.rate
        marks.append(
            Mark(
                label=label,
                y=TOP + ROW * place + 22,
                ours=across(rate),
                low=across(low),
                high=across(high),
                theirs=across(other),
                title=f"{label}. {rate:.0%}, beside {other:.0%}",
            )
        )
    return Dots(marks, [(across(tick / 100), f"{tick}%") for tick in range(0, end + 1, 20)])


def _top(line: Line) -> float:
    assert line.ours.share
    assert line.theirs.share
    return max(line.ours.share.interval.high, line.theirs.share.rate)


@dataclass(frozen=True)
class Spot:
    x: float
    y: float
    is_outside: bool
    title: str

    @property
    def cross(self) -> str:
        return f"M{self.x - 5} {self.y - 5}l10 10m0-10l-10 10"


@dataclass(frozen=True)
class FunnelPicture:
    spots: list[Spot]
    target: float
    alert: list[str]
    alarm: list[str]
    across: list[tuple[float, str]]
    up: list[tuple[float, str]]
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = FLOOR
    left: int = 46


def funnel_picture(found: Funnel) -> FunnelPicture:
    largest = max([point.share.whole for point in found.points], default=1)
    step = _step(largest)
    end, left = step * (largest // step + 1), FunnelPicture.left

    def x(size: float) -> float:
        return round(left + size / end * (WIDTH - left - RIGHT), 1)

    def y(rate: float) -> float:
        return round(FLOOR - rate * (FLOOR - 20), 1)

    sizes = sorted({max(5, end * place // SIZES) for place in range(1, SIZES + 1)})
    return FunnelPicture(
        spots=[
            Spot(
                x(p.share.whole),
                y(p.share.rate),
                p.is_outside,
                f"{p.fact.institution}: {p.share.rate:.0%} of {p.share.whole}",
            )
            for p in found.points
        ],
        target=y(found.target),
        alert=_limits(sizes, found.target, ALERT, x, y),
        alarm=_limits(sizes, found.target, ALARM, x, y),
        across=[(x(size), f"{size:,}") for size in range(0, end + 1, step)],
        up=[(y(tick / 100), f"{tick}%") for tick in range(0, 101, 20)],
    )


def _limits(sizes: Sequence[int], target: float, tail: float, x: Scale, y: Scale) -> list[str]:
    """The lower and the upper line."""
    limits = [(size, funnel_limits(size, target, tail)) for size in sizes]
    below = [(x(size), y(few / size)) for size, (few, _) in limits if few is not None]
    above = [(x(size), y(many / size)) for size, (_, many) in limits if many is not None]
    return [" ".join(f"{a},{b}" for a, b in line) for line in (below, above) if line]


def _step(largest: int) -> int:
    return next((step for step in (10, 20, 50, 100, 200, 500) if largest <= 6 * step), 1_000)
