"""What a file about areas says, in one form for every layout."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from institutions.models import AreaLink

Row = dict[str, str]
Rows = list[tuple[int, Row]]


@dataclass(frozen=True)
class Batch:
    """Areas to write together: a line, then the values of `columns`, with the parent given by its code.

    `once` names the columns that an area gets when it is new and keeps from then on.
    """

    columns: tuple[str, ...]
    areas: list[tuple[Any, ...]]
    once: tuple[str, ...] = ()


class Outline(NamedTuple):
    """Where an area, known by its code, ends: a geometry in GeoJSON."""

    line: int
    code: str
    shape: str


class Tie(NamedTuple):
    """A link between two areas, by code."""

    line: int
    code: str
    to_code: str
    kind: AreaLink.Kind
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Facts:
    """A batch of parents comes before that of their children."""

    lines: list[int]
    batches: list[Batch] = field(default_factory=list)
    outlines: list[Outline] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    ties_are_dated: bool = False
    named: list[tuple[int, str]] = field(
        default_factory=list
    )  # a line and a three-digit code that must be known
