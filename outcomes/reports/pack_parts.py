"""What a pack is made of."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from outcomes.models import RollupRun


@dataclass(frozen=True)
class Section:
    """One table, with the words that say what it counts."""

    title: str
    words: str
    header: list[str]
    rows: list[list[Any]]

    @property
    def columns(self) -> list[tuple[str, bool]]:
        """Each column's name, and whether it holds figures."""
        first = self.rows[0] if self.rows else [None] * len(self.header)
        return [(name, isinstance(cell, int)) for name, cell in zip(self.header, first, strict=True)]


@dataclass(frozen=True)
class Pack:
    subject: str
    identifier: str
    as_at: date
    run: RollupRun | None
    sections: list[Section]
    is_of_run: bool = True  # its figures are those of a run of coverage, where there was one by the day
