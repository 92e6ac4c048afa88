"""The log as rows of a spreadsheet: one for each school and year group of a record."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from institutions.models import Institution, SupportArea, YearGroup
from partnerships.models import Collaboration, Participation
from partnerships.queries.schools import is_school_side, schools_known_to, schools_of

COLUMNS = (
    *("Record", "School URN", "School", "Partner", "Partner number", "Activity", "Area", "Name"),
    *("First day", "Last day", "Sessions", "Hours", "Year group", "Pupils", "Disadvantaged", "Definition"),
)

Cells = list[Any]


def log_rows(organiser: Institution) -> Iterator[Cells]:
    """What it logged, in the order of the calendar; then each of its schools with nothing beside it, to fill in."""
    records = Collaboration.objects.filter(organiser=organiser).select_related("partner", "activity_type")
    for record in records.order_by("starts_on", "pk").prefetch_related(
        "contributions__school", "contributions__participations"
    ):
        yield from _rows_of(record)
    for school in _schools(organiser):
        yield [None, school.urn, school.name, *[None] * (len(COLUMNS) - 3)]


def _schools(organiser: Institution) -> list[Institution]:
    if is_school_side(organiser):
        return list(schools_of(organiser).open().defer("search").order_by("name", "pk"))
    return sorted(schools_known_to(organiser), key=lambda school: (school.name, school.pk))


def _rows_of(record: Collaboration) -> Iterator[Cells]:
    told = _told(record)
    for part in sorted(record.contributions.all(), key=lambda each: (each.school.name, each.pk)):
        school = [record.pk, part.school.urn, part.school.name]
        counted = sorted(part.participations.all(), key=lambda row: row.year_group)
        definition = record.get_definition_display() if record.definition else None
        for row in counted:
            yield [*school, *told, *_counts(row), definition]
        if not counted:
            yield [*school, *told, None, None, None, None]


def _told(record: Collaboration) -> Cells:
    partner = record.partner
    return [
        partner.name if partner else None,
        number_of(partner) if partner else None,
        record.activity_type.label if record.activity_type else None,
        SupportArea(record.area).label if record.area else None,
        record.title or None,
        _day(record.starts_on),
        _day(record.ends_on),
        record.sessions,
        float(record.hours) if record.hours else None,
    ]


def _counts(row: Participation) -> Cells:
    return [YearGroup(row.year_group).label, row.pupils, row.disadvantaged]


def _day(day: date | None) -> str | None:
    """As text, so that no spreadsheet turns it into an American date."""
    return day.strftime("%d/%m/%Y") if day else None


def number_of(institution: Institution) -> str | None:
    """The one number that an upload finds it by again."""
    numbers = (institution.urn, institution.ukprn, institution.company_number, institution.group_uid)
    return next((number for number in numbers if number), None)
