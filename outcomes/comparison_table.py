"""Comparisons in words, as tables and captions say them."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.templatetags.words import lower_first
from outcomes.models import Fact
from outcomes.reports.comparison import Comparison, Gap, Line, Side
from outcomes.statistics import Difference, Interval, Share, Verdict

GROUPS = {
    Fact.Group.ALL: "all",
    Fact.Group.DISADVANTAGED: "disadvantaged",
    Fact.Group.OTHERS: "not disadvantaged",
}
FINE = 1_000  # people, from whom on a tenth of a point means something


@dataclass(frozen=True)
class Words:
    """One line of the table. An empty `verdict` goes with the reason why there is none."""

    name: str
    group: str
    ours: str
    our_interval: str
    our_counts: str
    theirs: str
    their_counts: str
    points: str
    verdict: str
    why_not: str


def table(comparison: Comparison) -> list[Words]:
    return [_words(line) for line in comparison.lines]


def _words(line: Line) -> Words:
    return Words(
        name=line.measure.name,
        group=GROUPS[line.group],
        ours=_rate(line.ours.share),
        our_interval=between(line.ours.share.interval, line.ours.share.whole) if line.ours.share else "",
        our_counts=_counts(line.ours),
        theirs=_rate(line.theirs.share),
        their_counts=_counts(line.theirs),
        points=points(line.difference),
        verdict=verdict(line.difference),
        why_not=line.why_not,
    )


def gap_words(gap: Gap) -> dict[str, str]:
    return {
        "name": gap.measure.name,
        "ours": points(gap.ours) or "not worked out: a number is withheld",
        "theirs": points(gap.theirs) or "not worked out: a number is withheld",
        "verdict": _gap_verdict(gap),
    }


def percent(rate: float, whole: int) -> str:
    """Halves up, with a tenth only where so many people were counted that it means something."""
    scale = 10 if whole >= FINE else 1
    rounded = int(rate * 100 * scale + 0.5) / scale
    return f"{rounded:.1f}%" if scale > 1 else f"{rounded:.0f}%"


def between(interval: Interval, whole: int) -> str:
    return f"{percent(interval.low, whole)} to {percent(interval.high, whole)}"


def points(found: Difference | None) -> str:
    """“+2.5 points (0.8 to 4.1)”."""
    if found is None:
        return ""
    return f"{_point(found.value)} points ({_point(found.interval.low)} to {_point(found.interval.high)})"


def verdict(found: Difference | None) -> str:
    if found is None:
        return ""
    if found.verdict == Verdict.SIMILAR:
        return "No clear difference"
    return "Higher" if found.verdict == Verdict.HIGHER else "Lower"


def _rate(share: Share | None) -> str:
    return percent(share.rate, share.whole) if share else ""


def _counts(side: Side) -> str:
    if not side.share:
        return ""
    withheld = f"; withheld for {side.withheld} more" if side.withheld else ""
    return f"{side.share.part:,} of {side.share.whole:,}{withheld}"


def _point(value: float) -> str:
    """With its sign, and a true minus."""
    rounded = int(abs(value) * 1000 + 0.5) / 10
    return "0.0" if not rounded else f"{'+' if value > 0 else '−'}{rounded:.1f}"


def _gap_verdict(gap: Gap) -> str:
    if gap.ours is None:
        return ""
    if gap.ours.verdict == Verdict.SIMILAR:
        return "No clear gap"
    return (
        "The disadvantaged are lower" if gap.ours.verdict == Verdict.LOWER else "The disadvantaged are higher"
    )


@dataclass(frozen=True)
class Benchmark:
    """A school's own line beside similar schools, its authority and England, each a rate with a verdict.

    Those of England stand in `words`.
    """

    words: Words
    similar: tuple[str, str]
    authority: tuple[str, str]


def side_by_side(
    england: Comparison, authority: Comparison, similar: Comparison | None = None
) -> list[Benchmark]:
    """The others only where they have a number: a table of what is withheld helps nobody."""
    return [
        Benchmark(_words(line), _beside(similar, line), _beside(authority, line))
        for line in england.lines
        if line.group != Fact.Group.OTHERS
    ]


def _beside(comparison: Comparison | None, line: Line) -> tuple[str, str]:
    found = comparison.line(line.measure.code, line.group) if comparison else None
    if found is None:
        return "", ""
    return _rate(found.theirs.share) or found.theirs.why_not, verdict(found.difference)


def not_shown(lines: Iterable[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """Why lines have no number, each reason once with all that it hides; of (measure, group, reason)."""
    found: dict[str, list[str]] = {}
    for name, group, reason in lines:
        if reason:
            found.setdefault(reason, []).append(f"{lower_first(name)} ({group})")
    return [(reason, ", ".join(names)) for reason, names in found.items()]


@dataclass(frozen=True)
class SchoolRow:
    fact: Fact
    share: str
    interval: str


def school_rows(facts: list[Fact]) -> list[SchoolRow]:
    """Each school by itself; a number that is withheld says so."""
    rows = []
    for fact in facts:
        if fact.numerator is None or not fact.size:
            rows.append(SchoolRow(fact, fact.get_missing_display() or "not available", ""))
        else:
            share = Share(fact.numerator, fact.size)
            rows.append(SchoolRow(fact, _rate(share), between(share.interval, share.whole)))
    return rows
