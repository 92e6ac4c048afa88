"""Feeder links as authorities and trusts keep them: a table with the URNs of a primary and a secondary school."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from institutions.register.files import Table
from institutions.register.values import BadValue, Problem, day, digits

PRIMARY, SECONDARY, BEGAN, ENDED = "Primary URN", "Secondary URN", "From", "Until"
# Ours, by the column that each is read from; the dates may be missing.
COLUMNS = {BEGAN: "established_on", ENDED: "ended_on"}


class Told(NamedTuple):
    line: int
    primary: str
    secondary: str
    dates: dict[str, date | None]


def date_columns(table: Table) -> list[str]:
    return [column for column in COLUMNS if column in table.header]


def read(table: Table, problems: list[Problem]) -> Iterator[Told]:
    """Each pair once; bad rows go to `problems`."""
    table.require("a table of feeder links", PRIMARY, SECONDARY)
    lines: dict[tuple[str, str], int] = {}
    for line, row in table.rows(problems):
        try:
            told = _told(line, row, date_columns(table))
            first = lines.setdefault((told.primary, told.secondary), line)
            if first != line:
                raise BadValue(
                    PRIMARY, told.primary, f"is with this secondary school on line {first} already"
                )
            yield told
        except BadValue as bad:
            problems.append(bad.at(line))


def _told(line: int, row: dict[str, str], date_columns: list[str]) -> Told:
    for column in (PRIMARY, SECONDARY):
        if len(row[column]) != 6 or not digits(row[column], 6):
            raise BadValue(column, row[column], "is not a URN of six figures")
    dates = {column: day(row[column], column) for column in date_columns}
    for column, known in dates.items():
        if known and known > timezone.localdate():
            raise BadValue(column, row[column], "is in the future")
    began, ended = dates.get(BEGAN), dates.get(ENDED)
    if began and ended and ended < began:
        raise BadValue(ENDED, row[ENDED], "is before the day that the link began")
    return Told(line, row[PRIMARY], row[SECONDARY], dates)
