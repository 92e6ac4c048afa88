"""The register's table of links between establishments. Most links are told twice, once from each end."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import NamedTuple

from institutions.models import InstitutionLink
from institutions.register.files import Record, Table
from institutions.register.values import BadValue, Problem, day

Kind = InstitutionLink.Kind
COLUMNS = ("URN", "LinkURN", "LinkType", "LinkEstablishedDate")


class Towards(Enum):
    """Which way our link points, seen from the row's own URN."""

    LINK = "its link came after it"
    SELF = "it came after its link"
    UNTOLD = "the words do not say"


LINK_TYPES: dict[str, tuple[Kind, Towards]] = {
    "successor": (Kind.SUCCESSOR, Towards.LINK),
    "successor - amalgamated": (Kind.SUCCESSOR, Towards.LINK),
    "successor - merged": (Kind.SUCCESSOR, Towards.LINK),
    "successor - split school": (Kind.SUCCESSOR, Towards.LINK),
    "predecessor": (Kind.SUCCESSOR, Towards.SELF),
    "predecessor - amalgamated": (Kind.SUCCESSOR, Towards.SELF),
    "predecessor - merged": (Kind.SUCCESSOR, Towards.SELF),
    "predecessor - split school": (Kind.SUCCESSOR, Towards.SELF),
    "result of amalgamation": (Kind.SUCCESSOR, Towards.UNTOLD),
    "merged - change in age range": (Kind.SUCCESSOR, Towards.UNTOLD),
    "merged - expansion of school capacity": (Kind.SUCCESSOR, Towards.UNTOLD),
    "merged - expansion in school capacity and changer in age range": (Kind.SUCCESSOR, Towards.UNTOLD),
    "expansion": (Kind.SUCCESSOR, Towards.UNTOLD),
    "closure": (Kind.SUCCESSOR, Towards.UNTOLD),
    "other": (Kind.SUCCESSOR, Towards.UNTOLD),
    # A sixth-form centre is not what became of a school: it is a site that several schools share.
    "sixth form centre school": (Kind.SITE, Towards.LINK),
    "sixth form centre link": (Kind.SITE, Towards.SELF),
}


class Told(NamedTuple):
    """One row: a link as one of its two ends tells it."""

    line: int
    urn: str
    link_urn: str
    kind: Kind
    towards: Towards
    wording: str
    established_on: date | None

    @property
    def pair(self) -> tuple[str, str, Kind]:
        """The same from both ends."""
        return min(self.urn, self.link_urn), max(self.urn, self.link_urn), self.kind

    @property
    def direction(self) -> tuple[str, str] | None:
        """From the predecessor to the successor, from the site to its school."""
        if self.towards == Towards.UNTOLD:
            return None
        return (self.urn, self.link_urn) if self.towards == Towards.LINK else (self.link_urn, self.urn)


def read(table: Table, problems: list[Problem]) -> Iterator[Told]:
    table.require("a table of links between establishments", *COLUMNS)
    places = [table.header.index(column) for column in COLUMNS]
    for line, record in table.records:
        try:
            yield _told(line, record, places)
        except BadValue as bad:
            problems.append(bad.at(line))


def _told(line: int, record: Record, places: list[int]) -> Told:
    if len(record) <= max(places):
        raise BadValue("", "", f"has only {len(record)} cells")
    urn, link_urn, wording, established = (record[place].strip() for place in places)
    if wording.casefold() not in LINK_TYPES:
        raise BadValue("LinkType", wording, "is not a type of link that we know")
    if urn == link_urn:
        raise BadValue("LinkURN", link_urn, "is the establishment itself")
    kind, towards = LINK_TYPES[wording.casefold()]
    return Told(line, urn, link_urn, kind, towards, wording, day(established, "LinkEstablishedDate"))
