"""What is said of a collaboration, and whether it can be true."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from core import privacy
from core.errors import RuleBroken
from institutions.models import Institution, Term
from partnerships.models import Collaboration
from partnerships.queries import schools as school_queries
from partnerships.queries.details import unanswered

EARLIEST = date(2000, 1, 1)
FURTHEST = timedelta(days=3 * 365)
MOST_PUPILS = 5_000
MOST_SESSIONS = 400
MOST_HOURS = 2_000


@dataclass(frozen=True)
class NewPartner:
    """A partner that the directory does not have yet."""

    name: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What happened, who with and when. A draft may leave any of it open."""

    schools: Sequence[Institution] = ()
    partner: Institution | NewPartner | None = None
    activity_type: Term | None = None
    area: str = ""
    title: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    sessions: int = 1
    hours: Decimal | None = None
    year_groups: Sequence[str] = ()


@dataclass(frozen=True)
class Count:
    """How many pupils of one year group took part at one school, and how many among them were …, if known."""

    pupils: int
    disadvantaged: int | None = None
    girls: int | None = None
    first_in_family: int | None = None


@dataclass(frozen=True)
class Others:
    """How many took part at one school who are not its pupils, if asked and known."""

    adults: int | None = None
    families: int | None = None


# By school, then by year group.
Counts = Mapping[int, Mapping[str, Count]]
OthersBySchool = Mapping[int, Others]
AMONG_WORDS = {
    "disadvantaged": "disadvantaged pupils",
    "girls": "girls",
    "first_in_family": "first in their family",
}


def check_facts(facts: Facts, *, organiser: Institution, already: Collection[int] = ()) -> None:
    """What no record may say, not even a draft. `already`: schools on it, which may have left the trust since."""
    check_said(facts)
    _check_schools({school.pk for school in facts.schools} - set(already), organiser=organiser)
    _check_partner(facts, organiser=organiser)


def check_said(facts: Facts) -> None:
    """As far as it can be judged without asking who it is about."""
    privacy.refuse_personal_data(facts.title, field="title")
    _check_days(facts)
    if not 1 <= facts.sessions <= MOST_SESSIONS:
        raise RuleBroken(f"Enter a number of sessions between 1 and {MOST_SESSIONS}.", field="sessions")
    if facts.hours is not None and not 0 < facts.hours <= MOST_HOURS:
        raise RuleBroken(f"Enter a number of hours between 0.1 and {MOST_HOURS:,}.", field="hours")


def _check_days(facts: Facts) -> None:
    if facts.starts_on and facts.starts_on < EARLIEST:
        raise RuleBroken("The date must be in 2000 or later.", field="starts_on")
    if facts.starts_on and facts.starts_on > timezone.localdate() + FURTHEST:
        raise RuleBroken("The date must be within the next 3 years. Check the year.", field="starts_on")
    if facts.ends_on and (facts.starts_on is None or facts.ends_on < facts.starts_on):
        raise RuleBroken("The last day must be on or after the first day.", field="ends_on")


def _check_schools(named: set[int], *, organiser: Institution) -> None:
    allowed = school_queries.schools_open_to(organiser).filter(pk__in=named)
    if len(named) != allowed.count():
        raise RuleBroken(
            f"{organiser} can only log for its own schools."
            if school_queries.is_school_side(organiser)
            else "Choose schools or colleges only.",
            code="school_not_yours",
            field="schools",
        )


def _check_partner(facts: Facts, *, organiser: Institution) -> None:
    if not school_queries.is_school_side(organiser):
        if facts.partner != organiser:
            raise RuleBroken(f"{organiser} is the partner in what it logs.", field="partner")
    elif facts.partner in {organiser, *facts.schools}:
        raise RuleBroken("The partner must be somebody else than the schools.", field="partner")


def check_complete(record: Collaboration) -> None:
    """What a record needs before it counts: the whole story, and that it has happened."""
    needed = [
        ("schools", record.contributions.exists(), "Select the schools that took part."),
        ("partner", record.partner_id is not None, "Say who the partner was."),
        ("activity_type", record.activity_type_id is not None, "Select what it was."),
        ("area", bool(record.area), "Select the area of support."),
        ("starts_on", record.starts_on is not None, "Enter the date."),
    ]
    for field, is_there, sentence in needed:
        if not is_there:
            raise RuleBroken(sentence, code="incomplete", field=field)
    if record.last_day and record.last_day > timezone.localdate():
        raise RuleBroken(
            "This has not finished yet. Save it as a draft and record it once it has happened.",
            code="not_happened_yet",
            field="starts_on",
        )


def check_answered(record: Collaboration) -> None:
    """What its type must be asked has been answered."""
    for question in unanswered(record):
        raise RuleBroken(
            f"Say how it was done: answer “{question.label.rstrip('?')}”.",
            code="incomplete",
            field=question.code,
        )


def check_counts(counts: Counts, *, others: OthersBySchool, definition: str) -> None:
    rows = [count for by_year in counts.values() for count in by_year.values()]
    for count in rows:
        _check_number(count.pupils, "pupils")
        for among, words in AMONG_WORDS.items():
            part = getattr(count, among)
            if part is not None and not 0 <= part <= count.pupils:
                raise RuleBroken(f"The {words} are among the pupils: enter no more of them.", field="counts")
    for other in others.values():
        _check_number(other.adults or 0, "adults")
        _check_number(other.families or 0, "families")
    if not definition and any(count.disadvantaged is not None for count in rows):
        raise RuleBroken("Select which pupils you counted as disadvantaged.", field="definition")


def _check_number(number: int, of: str) -> None:
    if not 0 <= number <= MOST_PUPILS:
        raise RuleBroken(f"Enter a number of {of} between 0 and {MOST_PUPILS:,}.", field="counts")


def locked(collaboration: Collaboration, *, revision: int) -> Collaboration:
    """The record, kept from others until the end of the transaction; refused when it is not what the person read."""
    record = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    refuse_stale(record, revision)
    return record


def refuse_stale(record: Collaboration, revision: int) -> None:
    if record.revision != revision:
        raise RuleBroken(
            "Somebody changed this record while you were working on it, so nothing was saved. "
            "What you typed is still here. Open the record in another tab to see what is different.",
            code="stale",
        )
