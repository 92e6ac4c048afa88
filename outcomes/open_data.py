"""Tables in the columns of the department's open data, each with the words that explain it.

A row says when, at which level and where; then come the filters it was cut by, then the indicators. A missing number is
never an empty cell or a nought but a symbol.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.http import HttpResponse

from core.opendocument import Sheet
from core.spreadsheet import csv_response, ods_response
from institutions.models import Area
from outcomes.models import RollupRun

NOT_APPLICABLE, NOT_AVAILABLE = "z", "x"
SYMBOLS = {
    NOT_APPLICABLE: "not applicable: there is nothing that the number could be about",
    NOT_AVAILABLE: "not available: nobody has said",
}
TOTAL = "Total"
SOURCE = "Records that schools, trusts and their partners keep in Causeway; the register of establishments"
FORMATS = {"csv": "CSV", "ods": "OpenDocument spreadsheet", "meta.csv": "What the columns mean (CSV)"}
LEVELS = {
    Area.Kind.COUNTRY: "National",
    Area.Kind.REGION: "Regional",
    Area.Kind.LOCAL_AUTHORITY: "Local authority",
    Area.Kind.DISTRICT: "Local authority district",
    Area.Kind.LSIP: "LSIP area",
    Area.Kind.COMBINED_AUTHORITY: "Mayoral combined authority",
}
TIME_AND_PLACE = (
    *("time_period", "time_identifier", "geographic_level", "country_code", "country_name"),
    *("region_code", "region_name", "old_la_code", "new_la_code", "la_name"),
)
TRUST = ("trust_id", "trust_name")
SCHOOL = ("school_laestab", "school_urn", "school_name")
# Areas that cut across authorities have columns of their own.
_OWN_COLUMNS = {
    Area.Kind.DISTRICT: ("lad_code", "lad_name"),
    Area.Kind.LSIP: ("lsip_code", "lsip_name"),
    Area.Kind.COMBINED_AUTHORITY: ("english_devolved_area_code", "english_devolved_area_name"),
}
_META = (
    *("col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp"),
    *("filter_hint", "filter_grouping_column"),
)


@dataclass(frozen=True)
class Filter:
    """A column that figures are cut by."""

    name: str
    label: str
    hint: str = ""

    @property
    def meta(self) -> tuple[str, ...]:
        return (self.name, "Filter", self.label, "", "", "", self.hint, "")


@dataclass(frozen=True)
class Indicator:
    """A column of figures; `unit` is % or nothing for plain numbers."""

    name: str
    label: str
    unit: str = ""
    places: int = 0

    @property
    def meta(self) -> tuple[str, ...]:
        return (self.name, "Indicator", self.label, "", self.unit, str(self.places), "", "")


Columns = tuple[Filter | Indicator, ...]


@dataclass(frozen=True)
class OpenTable:
    """A table ready to be downloaded. `where` are the columns of time and place that its rows begin with."""

    name: str
    title: str
    where: Sequence[str]
    columns: Columns
    rows: Sequence[Sequence[Any]]
    notes: Sequence[tuple[str, str]]

    @property
    def header(self) -> list[str]:
        return [*self.where, *(column.name for column in self.columns)]

    @property
    def meta(self) -> list[tuple[str, ...]]:
        return [column.meta for column in self.columns]

    @property
    def sheets(self) -> list[Sheet]:
        """What it is, what its columns mean, and the figures."""
        about = [("Table", self.title), *self.notes, *(("Symbol", f"{s}: {w}") for s, w in SYMBOLS.items())]
        return [
            Sheet("About", ("What", "Words"), about),
            Sheet("Columns", _META, self.meta),
            Sheet("Figures", self.header, self.rows),
        ]


def file_of(table: OpenTable, file_format: str) -> HttpResponse:
    """The download in one of FORMATS."""
    name = f"{table.name}.{file_format}"
    match file_format:
        case "csv":
            return csv_response(name, table.header, table.rows)
        case "ods":
            return ods_response(name, table.sheets)
        case _:
            return csv_response(name, _META, table.meta)


def own_columns(area: Area) -> tuple[str, ...]:
    """Columns that a table about this area has beside the usual ones."""
    return _OWN_COLUMNS.get(Area.Kind(area.kind), ())


def period(run: RollupRun | None) -> list[Any]:
    """A snapshot is named by its month, as the department asks."""
    return [run.as_at.year, run.as_at.strftime("%B")] if run else [NOT_AVAILABLE, NOT_AVAILABLE]


def school_year(year: str) -> list[Any]:
    """2025/26 as the department writes it."""
    return [int(year[:4] + year[-2:]), "Academic year"]


def place(area: Area, *, level: str = "") -> list[Any]:
    """From `geographic_level` on: the area and those above it. Needs `parent__parent` at hand."""
    chain = {each.kind: each for each in (area, area.parent, area.parent and area.parent.parent) if each}
    authority = chain.get(Area.Kind.LOCAL_AUTHORITY)
    names = [
        value for kind in (Area.Kind.COUNTRY, Area.Kind.REGION) for value in _code_and_name(chain.get(kind))
    ]
    if Area.Kind.COUNTRY not in chain:
        names[:2] = [Area.ENGLAND, "England"]
    old = [authority.dfe_code or NOT_AVAILABLE] if authority else [NOT_APPLICABLE]
    own = _code_and_name(area) if own_columns(area) else []
    return [level or LEVELS[Area.Kind(area.kind)], *names, *old, *_code_and_name(authority), *own]


def share(part: int, whole: int) -> Decimal | str:
    """Per cent with one place, halves up; the symbol where there is nothing to take a share of."""
    if not whole:
        return NOT_APPLICABLE
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def notes_on(run: RollupRun | None) -> list[tuple[str, str]]:
    """When, from what and by which rule the figures were worked out."""
    worked_out = (
        [
            ("As at", run.as_at.isoformat()),
            ("Worked out", f"{run.published_at:%Y-%m-%d %H:%M} UTC, run {run.pk}"),
            ("Rule", f"{run.rule.words} ({run.rule})"),
        ]
        if run
        else [("As at", "Not worked out yet")]
    )
    counted = ("Schools counted", "Open state-funded schools and colleges in England")
    return [*worked_out, counted, ("Source", SOURCE)]


def _code_and_name(area: Area | None) -> list[str]:
    return [area.code, area.name] if area else [NOT_APPLICABLE, NOT_APPLICABLE]
