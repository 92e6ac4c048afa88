"""Trusts, their identifiers and their schools, from the department's trust tables or the register's group links."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from institutions.models import Institution
from institutions.register.files import Table
from institutions.register.values import BadValue, Problem, day, digits, ukprn

# A foundation trust (“Trust” in the register) holds a maintained school's land: it is no academy trust. Sponsors and
# umbrella trusts stand beside a school's trust, and a school may have several.
TRUST_TYPES = {"multi-academy trust": "MULTI_ACADEMY_TRUST", "single-academy trust": "SINGLE_ACADEMY_TRUST"}
TRUST_TABLE = ("TRUST_UID", "TRUST_NAME", "INSTITUTIONS_INMAT")
GROUP_LINKS = ("URN", "Group Name", "Group Type")
UID_COLUMNS = ("Group UID", "Linked UID")  # of this decade, and of the one before
SMALL_WORDS = frozenset({"and", "at", "by", "for", "in", "of", "on", "the", "with"})


class Member(NamedTuple):
    """A school on a trust's list."""

    line: int
    uid: str
    urn: str
    joined_on: date | None = None


@dataclass
class Facts:
    """What one file says. `columns` are those of a trust that its layout knows, the UID first."""

    columns: tuple[str, ...]
    read: int = 0
    trusts: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)  # by UID: which kind of group a trust is
    members: list[Member] = field(default_factory=list)
    rejects: list[Problem] = field(default_factory=list)
    is_by_trust: bool = False

    @property
    def member_column(self) -> str:
        return "INSTITUTIONS_INMAT" if self.is_by_trust else "URN"

    @property
    def lists_primaries_only(self) -> bool:
        """The department's table is of key stage 2: it does not say that a secondary school has left."""
        return self.is_by_trust


def read(table: Table) -> Facts:
    if set(TRUST_TABLE) <= set(table.header):
        return _trust_table(table)
    table.require("a table of trusts or of their schools", *GROUP_LINKS)
    if not set(UID_COLUMNS) & set(table.header):
        table.require("a table of trusts or of their schools", UID_COLUMNS[0])
    return _group_links(table)


def _rows(table: Table, facts: Facts) -> list[tuple[int, dict[str, str]]]:
    rows = table.rows(facts.rejects)
    facts.read = len(rows) + len(facts.rejects)
    return rows


def _trust_table(table: Table) -> Facts:
    """One row for each trust, with its schools in one cell. The table is of key stage 2."""
    columns = ("group_uid", "name", "trust_reference", "ukprn", "company_number")
    facts = Facts(columns, is_by_trust=True)
    for line, row in _rows(table, facts):
        try:
            uid = _uid(row["TRUST_UID"], "TRUST_UID")
            if uid in facts.trusts:
                raise BadValue("TRUST_UID", uid, f"is on line {facts.trusts[uid][0]} already")
            facts.trusts[uid] = (
                line,
                uid,
                _name(row["TRUST_NAME"], "TRUST_NAME"),
                row.get("TRUST_ID", "")[:10],
                ukprn(row.get("TRUST_UKPRN", "")),
                company_number(row.get("TRUST_COMPANIES_HOUSE_NUMBER", "")),
            )
        except BadValue as bad:
            facts.rejects.append(bad.at(line))
        else:
            if kind := TRUST_TYPES.get(row.get("TRUST_GROUP_TYPE", "").casefold()):
                facts.kinds[uid] = kind
            urns = filter(None, (urn.strip() for urn in row["INSTITUTIONS_INMAT"].split(";")))
            facts.members += [Member(line, uid, urn) for urn in dict.fromkeys(urns)]
    return facts


def _group_links(table: Table) -> Facts:
    """One row for each school and group. A closed group has no members."""
    facts = Facts(("group_uid", "name", "company_number", "status", "closed_on", *_references(table)))
    uid_column = next(column for column in UID_COLUMNS if column in table.header)
    for line, row in _rows(table, facts):
        try:
            kind = TRUST_TYPES.get(row["Group Type"].casefold())
            if kind is None:
                raise BadValue("Group Type", row["Group Type"], "is not an academy trust")
            uid = _uid(row[uid_column], uid_column)
            trust, joined_on = _linked_trust(line, uid, row), day(row.get("Joined date", ""), "Joined date")
        except BadValue as bad:
            facts.rejects.append(bad.at(line))
        else:
            facts.kinds[uid] = kind
            facts.trusts.setdefault(uid, (*trust, row["Group ID"]) if "Group ID" in row else trust)
            if row.get("Group Status", "").casefold() != "closed":
                facts.members.append(Member(line, uid, row["URN"], joined_on))
    return facts


def _references(table: Table) -> tuple[str, ...]:
    return ("trust_reference",) if "Group ID" in table.header else ()


def _linked_trust(line: int, uid: str, row: dict[str, str]) -> tuple[Any, ...]:
    closed = row.get("Group Status", "").casefold() == "closed"
    return (
        line,
        uid,
        _name(row["Group Name"], "Group Name"),
        company_number(row.get("Companies House Number", "")),
        Institution.Status.CLOSED if closed else Institution.Status.OPEN,
        day(row.get("Closed Date", ""), "Closed Date"),
    )


def company_number(text: str) -> str:
    """Eight characters. Spreadsheets take the leading nought; some begin with two letters."""
    return digits(text, 8) or (text.upper() if re.fullmatch(r"[A-Za-z]{2}\d{6}", text) else "")


def _uid(text: str, column: str) -> str:
    if not (text.isascii() and text.isdigit() and len(text) <= 10):
        raise BadValue(column, text, "is not a group's number")
    return text


def _name(text: str, column: str) -> str:
    """Some tables shout."""
    if not 0 < len(text) <= 200:
        raise BadValue(column, text, "is not a name of 1 to 200 characters")
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", _quieter, text) if text.isupper() else text


def _quieter(word: re.Match[str]) -> str:
    lower = word[0].lower()
    return lower if lower in SMALL_WORDS and word.start() else lower.capitalize()
