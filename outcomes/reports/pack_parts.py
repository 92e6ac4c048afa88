"""What a pack is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from outcomes.models import RollupRun

NO_FIGURE = NOT_SHOWN, NOT_SAID, WITHHELD = "Not shown", "Not said", "c"


@dataclass(frozen=True)
class Section:
    """One table, with the words that say what it counts."""

    title: str
    words: str
    header: list[str]
    rows: list[list[Any]]

    @property
    def columns(self) -> list[tuple[str, bool]]:
        """Each column's name, and whether it holds figures, or what stands where one is missing."""
        cells = zip(*self.rows, strict=True) if self.rows else [()] * len(self.header)
        return [(name, _is_of_figures(column)) for name, column in zip(self.header, cells, strict=True)]

    @property
    def lines(self) -> list[list[tuple[Any, bool]]]:
        """The rows, each cell with whether its column holds figures."""
        figures = [is_figure for _, is_figure in self.columns]
        return [list(zip(row, figures, strict=True)) for row in self.rows]


def _is_of_figures(column: Sequence[Any]) -> bool:
    others = [cell for cell in column if not isinstance(cell, int)]
    return len(others) < len(column) and all(cell in (*NO_FIGURE, "", None) for cell in others)


@dataclass(frozen=True)
class Pack:
    subject: str
    identifier: str
    as_at: date
    run: RollupRun | None
    sections: list[Section]
    is_of_run: bool = True  # its figures are those of a run of coverage, where there was one by the day
