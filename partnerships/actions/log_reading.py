"""What the rows of an uploaded spreadsheet would add to the log or change in it, and what is wrong with them.

Nothing is written here, and nothing is looked up row by row: ten thousand rows are read in seconds.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from core.errors import RuleBroken
from core.spreadsheet import as_typed
from institutions.models import Institution, SupportArea, Term, Vocabulary, YearGroup
from institutions.register.values import BadValue, Problem, day
from partnerships.actions.facts import MOST_PUPILS, Count, Facts, check_said
from partnerships.models import Collaboration
from partnerships.queries.log_rows import COLUMNS
from partnerships.queries.schools import is_school_side, schools_open_to

MERGED = "is empty. If cells are merged, unmerge them and fill in every row"
FROM_TEMPLATE = {"School URN", "School"}  # all that an unused row of the template says
MOST_NAME = 200
PARTNER_NUMBERS = ("urn", "ukprn", "company_number", "group_uid")
Key = tuple[int, int, str, str, date]


@dataclass(frozen=True)
class Read:
    """One row that makes sense by itself."""

    line: int
    record: int | None
    school: int
    facts: Facts
    definition: str
    year: str
    count: Count | None

    @property
    def key(self) -> Key:
        """What tells one activity from another where no record is named."""
        facts = self.facts
        assert isinstance(facts.partner, Institution)
        assert facts.activity_type
        assert facts.starts_on
        return facts.partner.pk, facts.activity_type.pk, facts.area, facts.title, facts.starts_on


class Words:
    """What the cells may name, looked up for the whole file at once."""

    def __init__(self, organiser: Institution, rows: Iterable[Mapping[str, str]]) -> None:
        self.organiser, self.rows = organiser, list(rows)

    def _cells(self, column: str) -> set[str]:
        return {row[column] for row in self.rows} - {""}

    @cached_property
    def terms(self) -> dict[str, Term]:
        terms = Term.objects.of(Vocabulary.ACTIVITY_TYPE)
        return {name.casefold(): term for term in terms for name in (term.code, term.label)}

    @cached_property
    def schools(self) -> dict[str, list[Institution]]:
        known = schools_open_to(self.organiser)
        return _by_name_and_number(known, self._cells("School"), self._cells("School URN"), ("urn",))

    @cached_property
    def partners(self) -> dict[str, list[Institution]]:
        known = Institution.objects.open()
        numbers = self._cells("Partner number")
        return _by_name_and_number(known, self._cells("Partner"), numbers, PARTNER_NUMBERS)


def _by_name_and_number(
    known: QuerySet[Institution], names: set[str], numbers: set[str], columns: Iterable[str]
) -> dict[str, list[Institution]]:
    of_number = Q()
    for column in columns:
        of_number |= Q(**{f"{column}__in": numbers})
    lowered = {name.casefold() for name in names}
    rows = known.defer("search").annotate(lowered=Lower("name")).filter(of_number | Q(lowered__in=lowered))
    found: dict[str, list[Institution]] = {}
    for row in rows:
        for word in {row.name.casefold(), *(getattr(row, column) for column in columns)} - {None, ""}:
            found.setdefault(word, []).append(row)
    return found


def read_rows(
    organiser: Institution, rows: Iterable[tuple[int, Mapping[str, str]]]
) -> tuple[list[Read], list[Problem]]:
    """The rows that make sense, and the problems of the others. Rows with nothing to say are passed over."""
    told = [(line, {name: as_typed(row[name].strip()) for name in COLUMNS}) for line, row in rows]
    told = [
        (line, row) for line, row in told if any(row[name] for name in COLUMNS if name not in FROM_TEMPLATE)
    ]
    words = Words(organiser, [row for _, row in told])
    found: list[Read] = []
    problems: list[Problem] = []
    for line, row in told:
        try:
            found.append(_read(line, row, words))
        except BadValue as bad:
            problems.append(bad.at(line))
        except RuleBroken as refusal:
            problems.append(Problem(line, "", "", refusal.message.rstrip(".")))
    return found, problems


def _read(line: int, row: Mapping[str, str], words: Words) -> Read:
    if len(row["Name"]) > MOST_NAME:
        raise BadValue("Name", row["Name"], f"is longer than {MOST_NAME} characters")
    facts = Facts(
        partner=_partner(row, words),
        activity_type=_named(row, "Activity", words.terms.get),
        area=_named(row, "Area", AREAS.get),
        title=" ".join(row["Name"].split()),
        starts_on=_day(row, "First day"),
        ends_on=_day(row, "Last day") if row["Last day"] else None,
        sessions=_number(row, "Sessions", default=1) or 1,
        hours=_hours(row),
    )
    check_said(facts)
    year = _named(row, "Year group", YEARS.get) if row["Year group"] else ""
    return Read(
        line=line,
        record=_number(row, "Record", default=None, most=2**62),
        school=_school(row, words).pk,
        facts=facts,
        definition=_named(row, "Definition", DEFINITIONS.get) if row["Definition"] else "",
        year=year,
        count=_count(row) if year else None,
    )


def _named(row: Mapping[str, str], column: str, known: Callable[[str], Any]) -> Any:
    if not row[column]:
        raise BadValue(column, "", MERGED)
    found = known(row[column].casefold())
    if found is None:
        raise BadValue(column, row[column], "is not a word of the list")
    return found


def _day(row: Mapping[str, str], column: str) -> date:
    if not row[column]:
        raise BadValue(column, "", MERGED)
    found = day(row[column].removesuffix(" 00:00:00"), column)
    if found is None:
        raise BadValue(column, row[column], "is not a day on which something happened")
    return found


def _number(
    row: Mapping[str, str], column: str, *, default: int | None, most: int = MOST_PUPILS
) -> int | None:
    typed = row[column].removesuffix(".0").replace(",", "")
    if not typed:
        return default
    if not (typed.isascii() and typed.isdecimal()) or int(typed) > most:
        raise BadValue(column, row[column], f"is not a whole number up to {most:,}")
    return int(typed)


def _hours(row: Mapping[str, str]) -> Decimal | None:
    if not row["Hours"]:
        return None
    try:
        return Decimal(row["Hours"]).quantize(Decimal("0.1"))
    except InvalidOperation as error:
        raise BadValue("Hours", row["Hours"], "is not a number of hours like 1.5") from error


def _count(row: Mapping[str, str]) -> Count:
    pupils, part = (_number(row, name, default=None) for name in ("Pupils", "Disadvantaged"))
    if pupils is None:
        raise BadValue("Pupils", "", MERGED)
    if part is not None and part > pupils:
        raise BadValue("Disadvantaged", row["Disadvantaged"], f"is more than the {pupils} pupils")
    if part is not None and not row["Definition"]:
        raise BadValue("Definition", "", "is empty. Say which pupils you counted as disadvantaged")
    return Count(pupils, part)


def _school(row: Mapping[str, str], words: Words) -> Institution:
    name, urn = row["School"], row["School URN"].removesuffix(".0")
    column, typed = ("School URN", urn) if urn else ("School", name)
    if not typed:
        raise BadValue(column, "", MERGED)
    found = words.schools.get(typed.casefold(), [])
    if not found:
        whose = (
            f"one of the schools of {words.organiser}"
            if is_school_side(words.organiser)
            else "a known school"
        )
        raise BadValue(column, typed, f"is not {whose}")
    return _only(found, column, typed, "its URN in “School URN”")


def _partner(row: Mapping[str, str], words: Words) -> Institution:
    if not is_school_side(words.organiser):
        return words.organiser
    name, number = row["Partner"], row["Partner number"].removesuffix(".0")
    column, typed = ("Partner number", number) if number else ("Partner", name)
    if not typed:
        raise BadValue(column, "", MERGED)
    found = words.partners.get(typed.casefold(), [])
    if not found:
        raise BadValue(
            column, typed, "is not in the directory. Check the spelling, or log it once on the page"
        )
    return _only(found, column, typed, "its number in “Partner number”")


def _only(found: list[Institution], column: str, typed: str, instead: str) -> Institution:
    if len(found) > 1:
        raise BadValue(column, typed, f"is the name of {len(found)} institutions. Give {instead}")
    return found[0]


AREAS = {
    name.casefold(): area.value for area in SupportArea for name in (area.value, area.label, area.short_label)
}
YEARS = {
    name.casefold(): year.value
    for year in YearGroup
    for name in (year.value, year.label, year.label.removeprefix("Year "))
}
DEFINITIONS = {
    name.casefold(): known.value for known in Collaboration.Definition for name in (known.value, known.label)
}
