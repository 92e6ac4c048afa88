"""What the cells of published tables mean: dates, counts, percentages, codes, addresses.

The same few thousand values fill a million cells, so most answers are remembered.
"""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

# What stands in a number's place when the number may not be shown or does not exist. None of them is zero.
SUPPRESSED = frozenset(
    {"", "SUPP", "SUPPMAT", "NA", "NP", "SP", "SN", "NE", "LOW", "C", "X", "Z", "K", "U", "~", ":"}
)
# Registers write these for "we do not know".
PLACEHOLDER_DATES = frozenset({date(1900, 1, 1), date(1800, 1, 1), date(1799, 12, 31)})

DATE = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})", re.ASCII)
ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?) ?%?", re.ASCII)
POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
TIDY_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}")
NEIGHBOURHOOD = re.compile(r"[EW]0[12]\d{6}", re.ASCII)
WEBSITE = re.compile(r"(https?://)?([a-z0-9-]+\.)+[a-z]{2,}(:\d+)?([/?#][^\s<>\"]*)?", re.IGNORECASE)


class Problem(NamedTuple):
    """Why a row, or a part of it, did not go in."""

    line: int
    column: str
    value: str
    message: str


class BadValue(Exception):
    """A cell that makes its row useless."""

    def __init__(self, column: str, value: str, message: str) -> None:
        super().__init__(message)
        self.column, self.value, self.message = column, value, message

    def at(self, line: int) -> Problem:
        return Problem(line, self.column, self.value[:200], self.message)


@lru_cache(maxsize=50_000)
def day(text: str, column: str) -> date | None:
    """15-09-1998 or 15/09/1998. A placeholder is no date."""
    if not text:
        return None
    if found := DATE.fullmatch(text):
        parts = (int(found[3]), int(found[2]), int(found[1]))
    elif found := ISO_DATE.fullmatch(text):
        parts = (int(found[1]), int(found[2]), int(found[3]))
    else:
        raise BadValue(column, text, "is not a date like 31-08-2026")
    try:
        known = date(*parts)
    except ValueError as error:
        raise BadValue(column, text, "is not a day in the calendar") from error
    return None if known in PLACEHOLDER_DATES else known


@lru_cache(maxsize=50_000)
def count(text: str, column: str, most: int = 1_000_000) -> int | None:
    """A whole number from nought; a suppressed one is not known."""
    if text.isascii() and text.isdigit() and int(text) <= most:
        return int(text)
    if text.upper() in SUPPRESSED:
        return None
    raise BadValue(column, text, f"is not a whole number up to {most:,}")


@lru_cache(maxsize=20_000)
def percent(text: str, column: str) -> Decimal | None:
    """0 to 100, with or without a percent sign, to two places; a suppressed one is not known."""
    if text.upper() in SUPPRESSED:
        return None
    found = PERCENT.fullmatch(text)
    number = Decimal(found[1]) if found else None
    if number is None or number > 100:
        raise BadValue(column, text, "is not a percentage from 0 to 100")
    return number.quantize(Decimal("0.01"), ROUND_HALF_UP)


def tidy_postcode(text: str) -> str:
    """“ls14ap” as “LS1 4AP”; empty when it is not the shape of a full British postcode."""
    if TIDY_POSTCODE.fullmatch(text):
        return text
    found = POSTCODE.fullmatch("".join(text.split()).upper())
    return f"{found[1]} {found[2]}" if found else ""


def website(text: str) -> str:
    """An address that a browser can follow; empty when there is none."""
    if not text:
        return ""
    address = "".join(text.split())
    if len(address) > 290 or not (found := WEBSITE.fullmatch(address)):
        return ""
    return address if found[1] else f"https://{address}"


def ukprn(text: str) -> str:
    """Eight figures that begin with 1; empty when it is none."""
    return text if len(text) == 8 and text.startswith("1") and text.isascii() and text.isdigit() else ""


def digits(text: str, length: int) -> str:
    """An identifier of figures with the noughts that a spreadsheet took; empty when it is none."""
    return text.zfill(length) if text.isascii() and text.isdigit() and len(text) <= length else ""


def neighbourhood(text: str) -> str:
    """The code of an LSOA (E01…) or an MSOA (E02…); empty when it is none."""
    return text if NEIGHBOURHOOD.fullmatch(text) else ""
