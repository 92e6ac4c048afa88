"""What the department asks of an open-data file, checked as its own screening does."""

import calendar
import csv
import io
import re
from collections import Counter
from typing import Any

REQUIRED = ("time_period", "time_identifier", "geographic_level", "country_code", "country_name")
LEVELS = {
    "National": (),
    "Regional": ("region_code", "region_name"),
    "Local authority": ("old_la_code", "new_la_code", "la_name"),
    "Local authority district": ("lad_code", "lad_name"),
    "LSIP area": ("lsip_code", "lsip_name"),
    "Mayoral combined authority": ("english_devolved_area_code", "english_devolved_area_name"),
    "MAT": ("trust_id", "trust_name"),
    "School": ("school_laestab", "school_urn", "school_name"),
}
MONTHS = calendar.month_name[1:]
SYMBOLS = {"z", "x", "c", "low", "u"}
META = ["col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp"]
META += ["filter_hint", "filter_grouping_column"]
PLACES = {column for columns in LEVELS.values() for column in columns}


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def faults(data: str, meta: str) -> list[str]:
    """Everything that is wrong with a file and its description; nothing when it may be published."""
    rows, described = read(data), read(meta)
    header = next(csv.reader(io.StringIO(data)))
    about = {row["col_name"]: row for row in described}
    found = [f"no column {name}" for name in REQUIRED if name not in header]
    found += [f"column {name} twice" for name, times in Counter(header).items() if times > 1]
    found += [
        f"column {name} is not in small letters" for name in header if not re.fullmatch(r"[a-z0-9_]+", name)
    ]
    if list(described[0]) != META:
        found.append("the description has other columns")
    found += [f"{name} is described and not there" for name in about if name not in header]
    found += [
        f"{name} is there and not described"
        for name in header
        if name not in about and name not in {*REQUIRED, *PLACES}
    ]
    return found or [fault for row in rows for fault in _of_row(row, about)] + _of_rows(rows, about)


def _of_row(row: dict[str, str], about: dict[str, dict[str, str]]) -> list[str]:
    found = [f"{name} is empty" for name, value in row.items() if value == ""]
    if row["country_code"] != "E92000001":
        found.append(f"country {row['country_code']}")
    level = row["geographic_level"]
    if level not in LEVELS:
        return [*found, f"level {level}"]
    found += [f"{level} without {name}" for name in LEVELS[level] if row.get(name, "z") == "z"]
    is_year = row["time_identifier"] == "Academic year" and re.fullmatch(r"20\d{4}", row["time_period"])
    is_month = row["time_identifier"] in MONTHS and re.fullmatch(r"20\d\d", row["time_period"])
    if not (is_year or is_month):
        found.append(f"time {row['time_period']} {row['time_identifier']}")
    indicators = [name for name, each in about.items() if each["col_type"] == "Indicator"]
    found += [f"{name} is “{row[name]}”" for name in indicators if not _is_figure(row[name])]
    shares = [name for name in indicators if about[name]["indicator_unit"] == "%" and _is_number(row[name])]
    return found + [f"{name} is {row[name]}%" for name in shares if not 0 <= float(row[name]) <= 100]


def _is_figure(value: str) -> bool:
    return value in SYMBOLS or _is_number(value)


def _is_number(value: str) -> bool:
    return re.fullmatch(r"\d+(\.\d+)?", value) is not None


def _of_rows(rows: list[dict[str, str]], about: dict[str, Any]) -> list[str]:
    """Schools stand in a file of their own, and no figure is given twice."""
    levels = {row["geographic_level"] for row in rows}
    found = ["schools beside other levels"] if "School" in levels and len(levels) > 1 else []
    indicators = {name for name, each in about.items() if each["col_type"] == "Indicator"}
    keys = Counter(tuple(value for name, value in row.items() if name not in indicators) for row in rows)
    return found + [f"{times} rows for {key}" for key, times in keys.items() if times > 1]
