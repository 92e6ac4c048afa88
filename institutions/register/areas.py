"""Look-ups of areas and their boundaries. Each layout is known by its columns, of whatever year.

The look-up by year makes the areas; the others say more about them.
"""

import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from institutions.models import Area, AreaLink
from institutions.register import areas_by_year
from institutions.register.area_facts import Batch, Facts, Outline, Row, Rows, Tie
from institutions.register.files import open_map, open_table
from institutions.register.grid import to_grid
from institutions.register.unpacking import refusal

Kind = Area.Kind
Content = TypeVar("Content")
Found = TypeVar("Found")
NAMED = ("code", "kind", "name")
DRAWN = (*NAMED, "dfe_code", "easting", "northing")


def read(path: Path) -> list[Facts]:
    """What a file, or a folder of them, says of areas, in the order to write it. Other files of a folder are left."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    found = [ranked for file in files if (ranked := _read(file))]
    if not found:
        raise refusal(path, "it is not a look-up or a map of areas that we know.")
    return [facts for _, facts in sorted(found, key=lambda ranked: ranked[0])]


def _read(path: Path) -> tuple[int, Facts] | None:
    """With its place in the order; nothing when it is about something else."""
    if ".geojson" in path.name:
        facts = _understood(path, _map, open_map(path))
        return (len(LAYOUTS), facts) if facts else None
    if not path.name.endswith((".csv", ".csv.gz", ".zip", ".xlsx")):
        return None
    with open_table(path) as table:
        header = [_without_year(name) for name in table.header]
        for rank, (columns, layout) in enumerate(LAYOUTS):
            if columns <= set(header):
                return rank, _understood(
                    path, layout, [(n, _row(header, cells)) for n, cells in table.records]
                )
    return None


def _understood(path: Path, layout: Callable[[Content], Found], content: Content) -> Found:
    """Areas hang together: a look-up with a row that makes no sense is refused whole."""
    try:
        return layout(content)
    except (KeyError, TypeError, ValueError) as error:
        raise refusal(path, f"a part of it makes no sense ({error}).") from error


def _row(header: list[str], cells: list[str]) -> Row:
    """Where a file has a column in two editions, the first counts."""
    row: Row = {}
    for name, cell in zip(header, cells, strict=False):
        row.setdefault(name, cell.strip())
    return row


def _without_year(name: str) -> str:
    """LAD23CD and LAD25CD are one column in two editions."""
    return re.sub(r"^([A-Z]+)\d\d(CD|NM)$", r"\1\2", name)


def _members(prefix: str, kind: Kind) -> Callable[[Rows], Facts]:
    """Districts and the wider area that each belongs to. A name is taken from here only where there is none yet."""

    def layout(rows: Rows) -> Facts:
        wider = {
            row[f"{prefix}CD"]: (line, row[f"{prefix}CD"], kind, row[f"{prefix}NM"]) for line, row in rows
        }
        ties = [Tie(line, row["LADCD"], row[f"{prefix}CD"], AreaLink.Kind.MEMBER) for line, row in rows]
        return Facts(
            [line for line, _ in rows],
            [Batch(NAMED, list(wider.values()), once=("kind", "name"))],
            ties=ties,
        )

    return layout


def _successors(rows: Rows) -> Facts:
    """Codes of districts that have ended, with the code that stands there now. Other countries' are passed over."""
    ties = [
        Tie(line, row["LADCD"], row["LADCD_ACTIVE"], AreaLink.Kind.SUCCESSOR)
        for line, row in rows
        if row["LADCD"].startswith("E") and row["LADCD_ACTIVE"] not in {"", row["LADCD"]}
    ]
    return Facts([line for line, _ in rows], ties=ties)


def _upper_tier(rows: Rows) -> Facts:
    """Authorities and their regions. This list has no dates, so it only adds what is not known yet."""
    english = [(n, row) for n, row in rows if row["UTLACD"].startswith("E")]
    areas = [
        (n, row["UTLACD"], Kind.LOCAL_AUTHORITY, row["UTLANM"], row["RGNCD"] or None) for n, row in english
    ]
    return Facts(
        [n for n, _ in rows], [Batch((*NAMED, "parent_id"), areas, once=("kind", "name", "parent_id"))]
    )


def _combined(rows: Rows) -> Facts:
    areas = [(n, row["CAUTHCD"], Kind.COMBINED_AUTHORITY, row["CAUTHNM"]) for n, row in rows]
    return Facts([n for n, _ in rows], [Batch(NAMED, areas, once=("kind", "name"))])


def _three_digits(rows: Rows) -> Facts:
    """The department's list of its three-digit codes. Its regions are parts of the nine and are left out."""
    return Facts([line for line, _ in rows], named=[(line, row["LEA"]) for line, row in rows])


LAYOUTS: list[tuple[frozenset[str], Callable[[Rows], Facts]]] = [
    (areas_by_year.COLUMNS, areas_by_year.read),
    (frozenset({"LADCD", "LADCD_ACTIVE"}), _successors),
    (frozenset({"LADCD", "LSIPCD", "LSIPNM"}), _members("LSIP", Kind.LSIP)),
    (frozenset({"LADCD", "CAUTHCD", "CAUTHNM"}), _members("CAUTH", Kind.COMBINED_AUTHORITY)),
    (frozenset({"UTLACD", "UTLANM", "RGNCD"}), _upper_tier),
    (frozenset({"CAUTHCD", "CAUTHNM"}), _combined),
    (frozenset({"LEA", "LA Name"}), _three_digits),
]


def _map(features: list[dict[str, Any]]) -> Facts | None:
    rows = [
        (
            n,
            {_without_year(name): str(value) for name, value in feature["properties"].items()},
            feature["geometry"],
        )
        for n, feature in enumerate(features, start=1)
    ]
    mark = next((mark for mark in MAPS if rows and mark in rows[0][1]), None)
    if mark is None:
        return None
    kind, name = MAPS[mark]
    is_tier = mark == "UTLACD"  # only an authority has a code of the department
    drawn = [
        (n, row, shape)
        for n, row, shape in rows
        # A unitary authority is its own district: it is drawn once, as an authority.
        if mark != "LADCD" or row[mark] != row.get("UTLACD")
    ]
    areas = [
        (n, row[mark], kind, row[name], row["dfe_la_code"] if is_tier else "", *_middle(shape))
        for n, row, shape in drawn
    ]
    outlines = [Outline(n, row[mark], json.dumps(shape)) for n, row, shape in drawn]
    once = ("kind", "name") if is_tier else ("kind", "name", "dfe_code")
    return Facts([n for n, _, _ in rows], [Batch(DRAWN, areas, once)], outlines)


# A file of districts names their authorities as well, so its mark is asked for first.
MAPS = {
    "LADCD": (Kind.DISTRICT, "LADNM"),
    "UTLACD": (Kind.LOCAL_AUTHORITY, "UTLANM"),
    "LSIPCD": (Kind.LSIP, "LSIPNM"),
    "CAUTHCD": (Kind.COMBINED_AUTHORITY, "CAUTHNM"),
}


def _middle(shape: dict[str, Any]) -> tuple[int, int]:
    """The centre of gravity of the largest part, on the national grid."""
    parts = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    moments = max((_moments(part[0]) for part in parts), key=lambda found: abs(found[0]))
    area, x, y = moments
    return to_grid(y / (3 * area), x / (3 * area))


def _moments(ring: list[list[float]]) -> tuple[float, float, float]:
    """Twice the area of a ring and its first moments, by the shoelace formula."""
    area = x = y = 0.0
    for (x1, y1, *_), (x2, y2, *_) in pairwise(ring):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return area, x, y
