"""No pupil is named here: free text is looked through for what gives a pupil away."""

import re
from itertools import product

from django.utils import timezone

from core.errors import RuleBroken

# Unique pupil number: a check letter (never I, O or S) and twelve digits; a temporary one ends in a letter.
_LETTER = "[A-HJ-NP-RT-Z]"
PUPIL_NUMBER = re.compile(
    rf"(?<![A-Z0-9]){_LETTER}(?:[ -]?\d){{11}}[ -]?(?:\d|{_LETTER})(?![A-Z0-9])", re.IGNORECASE
)
NAME = re.compile(r"\b[A-Z][\w'’-]+\s+[A-Z][\w'’-]+")
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
DAY = re.compile(
    rf"\b(?:\d{{1,2}}[./ -]\d{{1,2}}[./ -](?P<year>(?:19|20)?\d\d)|(?P<iso_year>(?:19|20)\d\d)-\d\d-\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH})[a-z]*\.?,?\s+(?P<word_year>(?:19|20)\d\d))\b",
    re.IGNORECASE,
)
BORN = re.compile(r"\b(?:born|d\.?o\.?b|date of birth|birthday)\b", re.IGNORECASE)
NEAR = 40  # characters between a name and a date that belong together
SCHOOL_AGES = range(3, 21)


def refuse_personal_data(text: str, *, field: str) -> None:
    """Raise RuleBroken, with the reason, when the text seems to say who a pupil is."""
    if PUPIL_NUMBER.search(text):
        found = "a unique pupil number (UPN)"
    elif _names_someone_with_a_birthday(text):
        found = "a name with a date of birth"
    else:
        return
    raise RuleBroken(
        f"This seems to hold {found}. Take it out: Causeway keeps counts, never pupils.",
        code="personal_data",
        field=field,
    )


def _names_someone_with_a_birthday(text: str) -> bool:
    birthdays = [day for day in DAY.finditer(text) if BORN.search(text) or _age(day) in SCHOOL_AGES]
    return any(
        max(name.start() - day.end(), day.start() - name.end()) <= NEAR
        for name, day in product(NAME.finditer(text), birthdays)
    )


def _age(day: re.Match[str]) -> int:
    """Years since the date; two figures are read as 19xx or 20xx, whichever lies in the past."""
    this_year = timezone.localdate().year
    typed = next(year for year in day.group("year", "iso_year", "word_year") if year)
    year = int(typed) if len(typed) == 4 else this_year - (this_year - int(typed)) % 100
    return this_year - year
