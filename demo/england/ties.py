"""Who came from whom, who feeds whom, who sponsors whom, and which schools come first."""

from collections.abc import Iterator
from datetime import date

from demo.england.country import England, is_primary, is_secondary
from demo.england.geography import Nearby
from demo.england.rows import InstitutionLinkRow, InstitutionRow, PriorityListingRow, PriorityListRow
from institutions.models import InstitutionLink
from institutions.models.institution import UTC_TYPE

FEEDER_REACH = 6_000  # metres
FEEDERS = 6
LIST_NAME = "National Challenge schools"
LIST_NAME_FOR_REAL_SCHOOLS = "Demonstration list"


def successor_rows(england: England) -> Iterator[InstitutionLinkRow]:
    """A closed school's successor stands where it stood and opened on the day it closed."""
    opened = {(s.postcode, s.opened_on, s.easting): s for s in england.schools}
    for closed in england.other_schools:
        heir = opened.get((closed.postcode, closed.closed_on, closed.easting))
        if closed.status == "CLOSED" and heir:
            yield InstitutionLinkRow(
                closed.id, heir.id, InstitutionLink.Kind.SUCCESSOR, "Successor", closed.closed_on
            )


def feeder_rows(england: England) -> Iterator[InstitutionLinkRow]:
    """Primary schools send their pupils on to the secondary schools around them."""
    primaries = Nearby(school for school in england.schools if is_primary(school))
    for secondary in filter(is_secondary, england.schools):
        if secondary.type_code == UTC_TYPE or secondary.easting is None or secondary.northing is None:
            continue
        for primary in primaries.within(secondary.easting, secondary.northing, FEEDER_REACH)[:FEEDERS]:
            yield InstitutionLinkRow(primary.id, secondary.id, InstitutionLink.Kind.FEEDER, "", None)


def sponsor_rows(england: England) -> Iterator[InstitutionLinkRow]:
    """Every UTC has a university behind it: the nearest."""
    for school in england.schools:
        if school.type_code == UTC_TYPE and england.universities:
            university = nearest(england.universities, school)
            yield InstitutionLinkRow(
                school.id, university.id, InstitutionLink.Kind.SPONSOR, "", school.opened_on
            )


def nearest(candidates: list[InstitutionRow], place: InstitutionRow) -> InstitutionRow:
    def square(row: InstitutionRow) -> int:
        return ((row.easting or 0) - (place.easting or 0)) ** 2 + (
            (row.northing or 0) - (place.northing or 0)
        ) ** 2

    return min(candidates, key=lambda row: (square(row), row.id))


def priority_lists(england: England) -> list[PriorityListRow]:
    """This school year's edition, and last year's, which is no longer in force."""
    start = date(england.today.year - (england.today.month < 9), 9, 1)
    last = start.replace(year=start.year - 1)
    name = LIST_NAME if england.is_imagined else LIST_NAME_FOR_REAL_SCHOOLS
    source = "Made up for the demonstration: the secondary schools with the most free school meals"
    return [
        PriorityListRow(1, name, last, start, 100, source, england.now, england.now),
        PriorityListRow(2, name, start, None, 100, source, england.now, england.now),
    ]


def priority_listing_rows(england: England) -> Iterator[PriorityListingRow]:
    """The rule is public: UTCs and secondary schools, most free school meals first. A tenth changed since last year."""
    eligible = [s for s in england.schools if is_secondary(s) and s.fsm_percent is not None]
    ranked = [s.id for s in sorted(eligible, key=lambda s: (-(s.fsm_percent or 0), s.id))]
    size = min(england.scale.priority_schools, len(ranked))
    for school in ranked[:size]:
        yield PriorityListingRow(2, school)
    for school in ranked[size // 10 : size + size // 10]:
        yield PriorityListingRow(1, school)
