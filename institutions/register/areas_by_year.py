"""The department's look-up from district to authority to devolved area to region, with the years that each row held."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from institutions.models import Area, AreaLink
from institutions.register.area_facts import Batch, Facts, Row, Rows, Tie

COLUMNS = frozenset(
    {
        "lad_code",
        "old_la_code",
        "new_la_code",
        "english_devolved_area_code",
        "region_code",
        "first_year",
        "last_year",
    }
)
NOT_APPLICABLE = frozenset({"", "z"})
NAMED = ("code", "kind", "name")
DATED = (*NAMED, "parent_id", "valid_from", "valid_to")


class Code(NamedTuple):
    """A code: the row that names it last, and the days on which it began and ended, where the table knows."""

    code: str
    line: int
    row: Row
    begins: date | None
    ends: date | None

    @property
    def is_coded(self) -> bool:
        """It has its three digits. The new codes of 2025 have “z” there: their boundary file knows better."""
        return self.row["old_la_code"] not in NOT_APPLICABLE

    def area(self, kind: Area.Kind, name: str, parent: str | None) -> tuple[Any, ...]:
        return self.line, self.code, kind, self.row[name], parent, self.begins, self.ends


def read(rows: Rows) -> Facts:
    authorities = _codes(rows, "new_la_code")
    districts = [found for found in _codes(rows, "lad_code") if found.code != found.row["new_la_code"]]
    regions = _codes(rows, "region_code")
    devolved = _codes(rows, "english_devolved_area_code")
    return Facts(
        lines=[line for line, _ in rows],
        batches=[
            Batch(NAMED, [(rows[0][0], Area.ENGLAND, Area.Kind.COUNTRY, "England")]),
            Batch(DATED, [c.area(Area.Kind.REGION, "region_name", Area.ENGLAND) for c in regions]),
            # Three digits pass from an authority that has ended to its successor: the old one lets go first.
            _coded(c for c in authorities if c.is_coded and c.ends),
            _coded(c for c in authorities if c.is_coded and not c.ends),
            Batch(DATED, [_authority(c) for c in authorities if not c.is_coded]),
            Batch(
                DATED,
                [c.area(Area.Kind.COMBINED_AUTHORITY, "english_devolved_area_name", None) for c in devolved],
            ),
            Batch(DATED, [c.area(Area.Kind.DISTRICT, "lad_name", c.row["new_la_code"]) for c in districts]),
        ],
        ties=_memberships(rows),
        ties_are_dated=True,
    )


def _authority(found: Code) -> tuple[Any, ...]:
    return found.area(Area.Kind.LOCAL_AUTHORITY, "la_name", found.row["region_code"])


def _coded(authorities: Iterable[Code]) -> Batch:
    return Batch(
        (*DATED, "dfe_code"), [(*_authority(found), found.row["old_la_code"]) for found in authorities]
    )


def _codes(rows: Rows, column: str) -> list[Code]:
    """Each code once. Rows may name it under several names; the last year's counts."""
    span = _span(row for _, row in rows)
    named: dict[str, list[tuple[int, Row]]] = {}
    for line, row in rows:
        named.setdefault(row[column], []).append((line, row))
    found = []
    for code in named.keys() - NOT_APPLICABLE:
        line, row = max(named[code], key=lambda item: item[1]["last_year"])
        found.append(Code(code, line, row, *_term((row for _, row in named[code]), span)))
    return sorted(found)


def _memberships(rows: Rows) -> list[Tie]:
    span = _span(row for _, row in rows)
    together: dict[tuple[str, str], list[tuple[int, Row]]] = {}
    for line, row in rows:
        together.setdefault((row["lad_code"], row["english_devolved_area_code"]), []).append((line, row))
    return [
        Tie(found[0][0], *pair, AreaLink.Kind.MEMBER, *_term((row for _, row in found), span))
        for pair, found in together.items()
        if pair[1] not in NOT_APPLICABLE
    ]


def _span(rows: Iterable[Row]) -> tuple[int, int]:
    years = [(int(row["first_year"]), int(row["last_year"])) for row in rows]
    return min(first for first, _ in years), max(last for _, last in years)


def _term(rows: Iterable[Row], span: tuple[int, int]) -> tuple[date | None, date | None]:
    """The first day, and the first day after. Authorities change on 1 April; the table's own ends tell nothing."""
    first, last = _span(rows)
    begins = date(first, 4, 1) if first > span[0] else None
    return begins, date(last + 1, 4, 1) if last < span[1] else None
