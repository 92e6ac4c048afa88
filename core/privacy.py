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
# Two to four capitalised words in a row, as far as they go.
NAME = re.compile(r"(?<![\w'’-])[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){1,3}(?![\w'’-])")
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
DAY = re.compile(
    rf"\b(?:\d{{1,2}}[./ -]\d{{1,2}}[./ -](?P<year>(?:19|20)?\d\d)|(?P<iso_year>(?:19|20)\d\d)-\d\d-\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH})[a-z]*\.?,?\s+(?P<word_year>(?:19|20)\d\d))\b",
    re.IGNORECASE,
)
BORN = re.compile(r"\b(?:born|d\.?o\.?b|date of birth)\b", re.IGNORECASE)
NEAR = 40  # characters between a name and a date of which it is said that it is one of birth
BESIDE = re.compile(r"[\s,;:()\[\]/*.–—-]*")  # what may stand between a name and a date that go together
# The last word of what takes place, or of who holds it: such a name is no pupil's, and the date is the day of it.
OF_EVENT = re.compile(
    r"\b(?:academy|assembly|awards?|campus|centre|challenge|club|college|company|conference|council|course|days?"
    r"|engineering|event|evening|fair|festival|finale|foundation|group|hospital|hub|lecture|limited|ltd|masterclass"
    r"|meeting|museum|partnership|plc|programme|project|residential|school|science|session|society|stem|summit|team"
    r"|term|tour|training|trust|university|utc|visits?|week|works|workshop)$",
    re.IGNORECASE,
)
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
    """A date that makes somebody of school age and stands right beside a person's name, or any said to be of birth."""
    pairs = product([name for name in NAME.finditer(text) if _may_be_a_persons(name)], DAY.finditer(text))
    return any(_are_one(name, day, text) for name, day in pairs)


def _are_one(name: re.Match[str], day: re.Match[str], text: str) -> bool:
    first, second = sorted((name, day), key=lambda found: found.start())
    between = text[first.end() : second.start()]
    if _is_of_birth(day, text):
        return len(between) <= NEAR
    return _age(day) in SCHOOL_AGES and BESIDE.fullmatch(between) is not None


def _may_be_a_persons(name: re.Match[str]) -> bool:
    return OF_EVENT.search(name.group()) is None


def _is_of_birth(day: re.Match[str], text: str) -> bool:
    around = text[max(0, day.start() - NEAR) : day.end() + NEAR]
    return bool(BORN.search(around)) and _age(day) >= min(SCHOOL_AGES)


def _age(day: re.Match[str]) -> int:
    """Years since the date; two figures are read as 19xx or 20xx, whichever lies in the past."""
    this_year = timezone.localdate().year
    typed = next(year for year in day.group("year", "iso_year", "word_year") if year)
    year = int(typed) if len(typed) == 4 else this_year - (this_year - int(typed)) % 100
    return this_year - year
