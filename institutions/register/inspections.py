"""A published list of inspections with an overall grade: one row for each school that was inspected."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from institutions.register.files import Table
from institutions.register.values import BadValue, Problem, day, digits, website

URN, INSPECTED, PUBLISHED = "URN", "Inspected on", "Published on"
FRAMEWORK, GRADE, REPORT = "Framework", "Overall grade", "Report"
COLUMNS = (URN, INSPECTED, PUBLISHED, FRAMEWORK, GRADE, REPORT)


@dataclass(frozen=True)
class Row:
    """`grade` is what stands in the cell: a number or its word."""

    line: int
    urn: str
    inspected_on: date
    published_on: date | None
    framework: str
    grade: str
    link: str

    @property
    def key(self) -> tuple[str, date, str]:
        return self.urn, self.inspected_on, self.framework


def read(table: Table, problems: list[Problem]) -> list[Row]:
    table.require("a list of inspections", *COLUMNS)
    return list(_rows(table, problems))


def _rows(table: Table, problems: list[Problem]) -> Iterator[Row]:
    seen: dict[tuple[str, date, str], int] = {}
    for line, cells in table.rows(problems):
        try:
            row = _row(line, cells)
            if row.key in seen:
                raise BadValue(URN, row.urn, f"has this inspection on line {seen[row.key]} already")
        except BadValue as bad:
            problems.append(bad.at(line))
        else:
            seen[row.key] = line
            yield row


def _row(line: int, cells: dict[str, str]) -> Row:
    urn, link = digits(cells[URN], 6), website(cells[REPORT])
    if not urn:
        raise BadValue(URN, cells[URN], "is not a URN of six figures")
    inspected, published = _past(cells, INSPECTED), _past(cells, PUBLISHED)
    if inspected is None:
        raise BadValue(INSPECTED, cells[INSPECTED], "is not a day")
    if published and published < inspected:
        raise BadValue(PUBLISHED, cells[PUBLISHED], "is before the inspection")
    if not 0 < len(cells[FRAMEWORK]) <= 120:
        raise BadValue(FRAMEWORK, cells[FRAMEWORK], "is empty or longer than 120 characters")
    if not link:
        raise BadValue(REPORT, cells[REPORT], "is not the address of a report")
    return Row(line, urn, inspected, published, cells[FRAMEWORK], cells[GRADE].casefold(), link)


def _past(cells: dict[str, str], column: str) -> date | None:
    found = day(cells[column].removesuffix(" 00:00:00"), column)  # as spreadsheets write a day
    if found and found > timezone.localdate():
        raise BadValue(column, cells[column], "lies ahead")
    return found
