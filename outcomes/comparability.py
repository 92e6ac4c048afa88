"""Like with like, or not at all: what two figures must share before anybody sets one beside the other."""

from dataclasses import dataclass


class NotComparable(Exception):
    """Two figures that must not be compared; the message says why, in words for the page."""


@dataclass(frozen=True)
class Basis:
    """What a figure counts. `release` is that of its measure's newest publication, in which no series is spliced."""

    measure: str
    version: int
    cohort_rule: str
    level_filter: str
    window: str
    scope: str
    source_type: str
    period: str
    release: int


# What must be the same, and how a difference is said. The first that differs is the reason.
_REASONS = (
    (
        "source_type",
        (
            "they come from different sources: {one} and {other}. People who could not be reached drop out of "
            "one and stay in the other"
        ),
    ),
    ("measure", "they measure different things"),
    ("version", "the definition changed between version {one} and version {other}"),
    ("cohort_rule", "they count different people: “{one}” and “{other}”"),
    ("level_filter", "they are of different levels of study: {one} and {other}"),
    ("window", "they look at different times: “{one}” and “{other}”"),
    ("scope", "they cover different institutions: “{one}” and “{other}”"),
)


def require_comparable(one: Basis, other: Basis) -> None:
    """Raise NotComparable unless both figures count the same thing, of the same year or in one series."""
    for name, words in _REASONS:
        a, b = getattr(one, name), getattr(other, name)
        if a != b:
            raise NotComparable(f"Not comparable, because {words.format(one=a, other=b)}.")
    if one.period != other.period and one.release != other.release:
        raise NotComparable(
            f"Not comparable, because they are of different years ({one.period} and {other.period}) and come from "
            "different releases, between which the rules may have changed."
        )
