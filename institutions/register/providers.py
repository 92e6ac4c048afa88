"""Higher-education providers: who they are from Discover Uni, where they are from the list of learning providers."""

import re
from dataclasses import dataclass, field
from typing import Any

from institutions.register.files import Table
from institutions.register.values import BadValue, Problem, count, tidy_postcode, ukprn, website

DISCOVER_UNI = ("PUBUKPRN", "LEGAL_NAME", "PUBUKPRNCOUNTRY")
LEARNING_PROVIDERS = ("UKPRN", "VIEW_NAME", "EASTING", "NORTHING")
ENGLAND = "XF"
POSTCODE_AT_END = re.compile(r"[,\s]*\b([A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\s*$", re.IGNORECASE)


@dataclass
class Facts:
    """`providers` by UKPRN: a line, then the values of `columns`. Rows of other countries are read and left out."""

    columns: tuple[str, ...]
    read: int = 0
    providers: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    rejects: list[Problem] = field(default_factory=list)
    makes_new_ones: bool = True


def read(table: Table) -> Facts:
    if set(LEARNING_PROVIDERS) <= set(table.header):
        return _learning_providers(table)
    table.require("a table of higher-education providers", *DISCOVER_UNI)
    return _discover_uni(table)


def _discover_uni(table: Table) -> Facts:
    """Each provider that students see, once: rows repeat it for every provider that reports on its behalf."""
    facts = Facts(("ukprn", "name", "street", "postcode", "website"))
    for line, row in _rows(table, facts):
        try:
            number = _ukprn(row["PUBUKPRN"], "PUBUKPRN")
            name = row.get("FIRST_TRADING_NAME") or row["LEGAL_NAME"]
            if not 0 < len(name) <= 200:
                raise BadValue("LEGAL_NAME", name, "is not a name of 1 to 200 characters")
        except BadValue as bad:
            facts.rejects.append(bad.at(line))
            continue
        if row["PUBUKPRNCOUNTRY"] == ENGLAND:
            address = _address(row.get("PROVADDRESS", ""))
            facts.providers.setdefault(
                number, (line, number, name, *address, website(row.get("PROVURL", "")))
            )
    return facts


def _learning_providers(table: Table) -> Facts:
    """Grid references. The list does not say in which country a provider is, so it makes no new ones."""
    facts = Facts(("ukprn", "town", "easting", "northing", "precision"), makes_new_ones=False)
    for line, row in _rows(table, facts):
        try:
            number = _ukprn(row["UKPRN"], "UKPRN")
            east = count(row["EASTING"].removesuffix(".00"), "EASTING", 700_000)
            north = count(row["NORTHING"].removesuffix(".00"), "NORTHING", 1_300_000)
        except BadValue as bad:
            facts.rejects.append(bad.at(line))
            continue
        if east and north:
            town = row.get("TOWN", "").title()[:100]
            facts.providers.setdefault(number, (line, number, town, east, north, "POSTCODE"))
    return facts


def _rows(table: Table, facts: Facts) -> list[tuple[int, dict[str, str]]]:
    rows = table.rows(facts.rejects)
    facts.read = len(rows) + len(facts.rejects)
    return rows


def _ukprn(text: str, column: str) -> str:
    if not ukprn(text):
        raise BadValue(column, text, "is not a UKPRN of eight figures that begins with 1")
    return text


def _address(text: str) -> tuple[str, str]:
    """What stands before the postcode, and the postcode, which is the last part."""
    found = POSTCODE_AT_END.search(text)
    return (text[: found.start()][:200], tidy_postcode(found[1])) if found else (text[:200], "")
