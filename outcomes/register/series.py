"""Tables with one row for a place and a column for each number: from cells to facts.

A layout says which columns make which fact. Everything else is the same for all tables: what is missing and why,
totals among the rows, places that come twice.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import NamedTuple

from institutions.models import Area
from institutions.register.files import Record, Table, wrong_length
from institutions.register.unpacking import refusal
from institutions.register.values import BadValue, Problem
from outcomes.models import Fact, Missing

# What stands in a number's place, in the department's words of today and of before.
REASONS = {
    "SUPP": Missing.SUPPRESSED,
    "SUPPMAT": Missing.SUPPRESSED,
    "SP": Missing.SUPPRESSED,
    "SN": Missing.SUPPRESSED,
    "c": Missing.CONFIDENTIAL,
    "C": Missing.CONFIDENTIAL,
    "z": Missing.NOT_APPLICABLE,
    "x": Missing.NOT_AVAILABLE,
    ":": Missing.NOT_AVAILABLE,
    "NA": Missing.NOT_AVAILABLE,
    "NP": Missing.NOT_AVAILABLE,
    "": Missing.NOT_AVAILABLE,
    "NE": Missing.NO_ENTRIES,
    "low": Missing.LOW,
    "LOW": Missing.LOW,
    "k": Missing.LOW,
    "~": Missing.LOW,
    "u": Missing.UNRELIABLE,
}
NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,20})?", re.ASCII)
CENT = Decimal("0.01")
YEARS = re.compile(r"(20\d\d)[-/](\d\d)(?!\d)")
MONTH = re.compile(r"(20\d\d)(0[1-9]|1[0-2])(?!\d)")
YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


class Place(NamedTuple):
    """What a row is about: a school by its URN, an authority by its three digits, or any area by its nine signs."""

    column: str
    urn: str = ""
    dfe_code: str = ""
    code: str = ""


ENGLAND = Place("", code=Area.ENGLAND)


@dataclass(frozen=True)
class Series:
    """The columns of one measure for one group. Without a column of values, they are worked out from the counts."""

    measure: str
    value: str = ""
    size: str = ""
    part: str = ""
    unknown: str = ""
    group: str = Fact.Group.ALL
    version: int = 1
    times: int = 1  # a share from 0 to 1 becomes a percentage


@dataclass(frozen=True)
class Layout:
    """How one kind of table is read. `place` answers None for a total that other rows add up to."""

    what: str
    columns: tuple[str, ...]
    series: tuple[Series, ...]
    place: Callable[[dict[str, str]], Place | None]
    period: Callable[[dict[str, str]], str] | None = None


class Found(NamedTuple):
    """One fact as a table gives it."""

    line: int
    place: Place
    series: Series
    period: str
    size: int | None
    part: int | None
    unknown: int | None
    value: Decimal | None
    missing: str


@dataclass
class Reading:
    """The facts of a table, one after the other, and what became of its rows."""

    layout: Layout
    table: Table
    period: str
    read: int = 0
    rejects: list[Problem] = field(default_factory=list)

    def __iter__(self) -> Iterator[Found]:
        seen: dict[Place, int] = {}
        for line, record in self.table.records:
            self.read += 1
            try:
                row = self._row(line, record)
                place = self.layout.place(row)
                if place is None:
                    raise BadValue("", "", "is a total of rows that are counted one by one")
                if place in seen:
                    code = place.urn or place.dfe_code or place.code
                    raise BadValue(place.column, code, f"is on line {seen[place]} already")
                facts = [self._fact(line, row, place, series) for series in self.layout.series]
            except BadValue as bad:
                self.rejects.append(bad.at(line))
            except ValueError:
                self.rejects.append(wrong_length(line, record, self.table.header))
            else:
                seen[place] = line
                yield from facts

    def _row(self, line: int, record: Record) -> dict[str, str]:
        return dict(zip(self.table.header, (cell.strip() for cell in record), strict=True))

    def _fact(self, line: int, row: dict[str, str], place: Place, series: Series) -> Found:
        size = _count(row, series.size)
        part = _count(row, series.part)
        if size is not None and part is not None and part > size:
            raise BadValue(series.part, row[series.part], f"is more than the {size} in {series.size}")
        value, missing = _value(row, series, size, part)
        period = self.layout.period(row) if self.layout.period else self.period
        return Found(line, place, series, period, size, part, _count(row, series.unknown), value, missing)


def reading(table: Table, layouts: tuple[Layout, ...], period: str) -> Reading:
    """The table by the layout whose columns it has. Refuses a table of another kind."""
    for layout in layouts:
        if set(layout.columns) <= set(table.header):
            needed = {name for s in layout.series for name in (s.value, s.size, s.part, s.unknown) if name}
            table.require(layout.what, *sorted(needed))
            return Reading(layout, table, period)
    table.require(layouts[0].what, *layouts[0].columns)
    raise refusal(table.path, f"it is not {layouts[0].what}.")


def _count(row: dict[str, str], column: str) -> int | None:
    if not column:
        return None
    number = _number(row[column], column)
    if number is None:
        return None
    if number < 0 or number != number.to_integral_value():
        raise BadValue(column, row[column], "is not a number of people")
    return int(number)


def _value(
    row: dict[str, str], series: Series, size: int | None, part: int | None
) -> tuple[Decimal | None, str]:
    """A percentage beside a count that is missing is no percentage: some tables write 0% there."""
    if series.part and part is None:
        return None, _reason(row[series.part], series.part)
    if series.value:
        number = _number(row[series.value].removesuffix("%").strip(), series.value)
        if number is None:
            return None, _reason(row[series.value], series.value)
        return (number * series.times).quantize(CENT, ROUND_HALF_UP), ""
    if not size:
        return None, Missing.NOT_APPLICABLE if size == 0 else _reason(row[series.size], series.size)
    return (Decimal(part or 0) * 100 / size).quantize(CENT, ROUND_HALF_UP), ""


def _number(text: str, column: str) -> Decimal | None:
    if NUMBER.fullmatch(text):
        return Decimal(text)
    _reason(text, column)
    return None


def _reason(text: str, column: str) -> str:
    if text not in REASONS:
        raise BadValue(column, text, "is neither a number nor a reason why there is none")
    return REASONS[text].value


def years_of(release: str, path: Path, *, back: int = 0) -> str:
    """“2022/23” from the name of a release or else of its file, `back` years before it."""
    for text in (release, path.name):
        if (found := YEARS.search(text)) and (int(found[1]) + 1) % 100 == int(found[2]):
            return academic_year(int(found[1]) - back)
    raise refusal(path, "neither its name nor the release's names a school year. Say --release “2024-25”.")


def date_of(release: str, path: Path) -> str:
    """“2025-09” or “2025” from the name of a release or else of its file."""
    for text in (release, path.name):
        if found := MONTH.search(text):
            return f"{found[1]}-{found[2]}"
        if found := YEAR.search(text):
            return found[1]
    raise refusal(path, "neither its name nor the release's names a year. Say --release “2025”.")


def academic_year(first: int) -> str:
    return f"{first}/{(first + 1) % 100:02d}"
