"""A published list of schools that come first: a table with a column of URNs."""

from institutions.register.files import Table
from institutions.register.values import BadValue, Problem, digits

COLUMN = "URN"


def read(table: Table, problems: list[Problem]) -> dict[str, int]:
    """The line of each URN."""
    table.require("a list of schools", COLUMN)
    lines: dict[str, int] = {}
    for line, row in table.rows(problems):
        try:
            urn = row[COLUMN]
            if len(urn) != 6 or not digits(urn, 6):
                raise BadValue(COLUMN, urn, "is not a URN of six figures")
            if urn in lines:
                raise BadValue(COLUMN, urn, f"is on line {lines[urn]} already")
            lines[urn] = line
        except BadValue as bad:
            problems.append(bad.at(line))
    return lines
