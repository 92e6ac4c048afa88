"""Get Information About Schools: the table of establishments (`edubasealldata`), in any of its layouts.

Read by column name, never by position. A layout that lacks a column leaves what we know of it alone.
"""

from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import Any

from institutions.register.establishment import character, status_of
from institutions.register.files import Record, Table, wrong_length
from institutions.register.values import (
    BadValue,
    Problem,
    count,
    day,
    digits,
    neighbourhood,
    percent,
    tidy_postcode,
    ukprn,
    website,
)

# Three-digit code and nine-character code: the id of the authority, or None outside England.
AuthorityOf = Callable[[str, str], int | None]
# Code of a district: its id. An authority without districts below it is none.
DistrictOf = Callable[[str], int | None]
Values = tuple[Any, ...]

# What each column of ours is read from.
SOURCES: dict[str, tuple[str, ...]] = {
    "urn": ("URN",),
    "name": ("EstablishmentName",),
    "status": ("EstablishmentStatus (code)", "EstablishmentStatus (name)"),
    "type_code": ("TypeOfEstablishment (code)",),
    "kind": ("TypeOfEstablishment (code)", "PhaseOfEducation (code)", "PhaseOfEducation (name)"),
    "phases": ("PhaseOfEducation (code)", "PhaseOfEducation (name)", "OfficialSixthForm (name)"),
    "low_age": ("StatutoryLowAge",),
    "high_age": ("StatutoryHighAge",),
    "opened_on": ("OpenDate",),
    "closed_on": ("CloseDate",),
    "laestab": ("LA (code)", "EstablishmentNumber"),
    "ukprn": ("UKPRN",),
    "street": ("Street", "Locality", "Address3"),
    "town": ("Town",),
    "postcode": ("Postcode",),
    "easting": ("Easting",),
    "northing": ("Northing",),
    "precision": ("Easting",),
    "local_authority_id": ("LA (code)", "GSSLACode (name)"),
    "district_id": ("DistrictAdministrative (code)",),
    "lsoa_code": ("LSOA (code)",),
    "msoa_code": ("MSOA (code)",),
    "website": ("SchoolWebsite",),
    "is_rural": ("UrbanRural (name)",),
    "roll": ("NumberOfPupils",),
    "fsm_percent": ("PercentageFSM",),
}
CELLS = tuple(dict.fromkeys(cell for cells in SOURCES.values() for cell in cells))
REQUIRED = ("URN", "EstablishmentName", "LA (code)")


def columns_of(table: Table) -> list[str]:
    """Ours that the layout says something about."""
    known = set(table.header)
    return [column for column, cells in SOURCES.items() if not known.isdisjoint(cells)]


def read(
    table: Table, authority_of: AuthorityOf, district_of: DistrictOf, problems: list[Problem]
) -> Iterator[Values]:
    """The line and the values of `columns_of(table)` of each establishment; bad rows go to `problems`."""
    parse = _parser(table.header, authority_of, district_of)
    choose = itemgetter(*(list(SOURCES).index(column) for column in columns_of(table)))
    width, seen = len(table.header), dict[str, int]()
    for line, record in table.records:
        if len(record) != width:
            problems.append(wrong_length(line, record, table.header))
            continue
        try:
            values = parse(record)
            if (first := seen.setdefault(values[0], line)) != line:
                raise BadValue("URN", values[0], f"is on line {first} already")
        except BadValue as bad:
            problems.append(bad.at(line))
        else:
            yield (line, *choose(values))


def require_layout(table: Table) -> None:
    table.require("a table of establishments", *REQUIRED)
    if "EstablishmentStatus (name)" not in table.header:
        table.require("a table of establishments", "EstablishmentStatus (code)")


def _parser(
    header: list[str], authority_of: AuthorityOf, district_of: DistrictOf
) -> Callable[[Record], Values]:
    """Turns a record into the values of SOURCES, in their order."""
    # An absent column reads the blank that is put at the end of each record.
    pick = itemgetter(*(header.index(cell) if cell in header else -1 for cell in CELLS))

    def parse(record: Record) -> Values:
        record.append("")
        return _values(list(map(str.strip, pick(record))), authority_of, district_of)

    return parse


def _values(cells: list[str], authority_of: AuthorityOf, district_of: DistrictOf) -> Values:
    """From the CELLS of one row. It runs for every row, so it stays lean: what repeats is remembered."""
    urn, name, status, status_name, type_code, phase, phase_name, sixth_form, low, high, *cells = cells
    opened, closed, la_code, number, provider, street, locality, address, town, postcode, *cells = cells
    easting, northing, gss_code, district, lsoa, msoa, site, rural, roll, fsm = cells
    low_age, high_age = count(low, "StatutoryLowAge", 99), count(high, "StatutoryHighAge", 99)
    kind, type_code, phases = character(type_code, phase, phase_name, low_age, high_age, sixth_form, number)
    return (
        _urn(urn),
        _name(name),
        status_of(status, status_name),
        type_code,
        kind,
        phases,
        low_age,
        high_age,
        day(opened, "OpenDate"),
        day(closed, "CloseDate"),
        la_code + digits(number, 4) if number and la_code else "",
        ukprn(provider),
        ", ".join(filter(None, (street, locality, address)))[:200],
        town[:100],
        tidy_postcode(postcode),
        *_point(easting, northing),
        authority_of(la_code, gss_code),
        district_of(district),
        neighbourhood(lsoa),
        neighbourhood(msoa),
        website(site),
        _is_rural(rural),
        count(roll, "NumberOfPupils"),
        percent(fsm, "PercentageFSM"),
    )


def _urn(text: str) -> str:
    if len(text) != 6 or not digits(text, 6):
        raise BadValue("URN", text, "is not a URN of six figures")
    return text


def _name(text: str) -> str:
    if not 0 < len(text) <= 200:
        raise BadValue("EstablishmentName", text, "is not a name of 1 to 200 characters")
    return text


def _point(easting: str, northing: str) -> tuple[int | None, int | None, str]:
    """In metres. The register places a school at its postcode; 0, 0 means that it does not know."""
    east, north = count(easting, "Easting", 700_000), count(northing, "Northing", 1_300_000)
    return (east, north, "POSTCODE") if east and north else (None, None, "")


def _is_rural(text: str) -> bool | None:
    """From the ONS classification, whose labels have changed with every census but kept the two words."""
    if not text:
        return None
    words = text.casefold()
    return True if "rural" in words else False if "urban" in words else None
