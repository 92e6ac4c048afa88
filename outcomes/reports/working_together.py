"""How institutions work together, by place and year: how formally, planned by one side or both, and for which learners.

Tenancy: public counts of partnerships, activities and schools; they say nothing about any person.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from core import db
from core.dates import FIRST_MONTH, academic_year, academic_year_days
from institutions.models import Area, Institution, Term, Vocabulary
from partnerships.models import Partnership
from partnerships.queries.formality import Formality

_SQL = Path(__file__).parent / "sql"
FORMALITY = (_SQL / "formality.sql").read_text()
PLANNED = (_SQL / "planned_together.sql").read_text()
TARGET_GROUPS = (_SQL / "target_groups.sql").read_text()
WHOLE = "country"


@dataclass(frozen=True)
class Steps:
    """Partnerships of a place on a day, by how formal they are."""

    counts: dict[Formality, int] = field(default_factory=dict)

    @property
    def partnerships(self) -> int:
        return sum(self.counts.values())

    def share(self, step: Formality) -> float | None:
        """Per cent on this step or a higher one: each holds all below it."""
        there = sum(count for each, count in self.counts.items() if each >= step)
        return 100 * there / self.partnerships if self.partnerships else None


@dataclass(frozen=True)
class Planned:
    """Activities that say who planned them, and how many of them both sides planned together."""

    activities: int = 0
    together: int = 0

    @property
    def one_sided(self) -> int:
        return self.activities - self.together

    @property
    def share(self) -> float | None:
        return 100 * self.together / self.activities if self.activities else None


@dataclass(frozen=True)
class TargetGroup:
    """What was done for one group of learners, and how much of it was about the most selective universities."""

    label: str
    activities: int
    selective: int
    schools: int
    selective_schools: int


def level_below(area: Area) -> str:
    """What its places are counted by: the regions of England, the authorities of anything else."""
    return "region" if area.kind == Area.Kind.COUNTRY else "authority"


def formality(*, area: Area, days: Sequence[date], level: str = WHOLE) -> dict[tuple[date, int], Steps]:
    """By day and place; the area as a whole is place 0."""
    inside = Institution.objects.in_area(area).values_list("pk", flat=True)
    asked = {
        "days": list(days),
        "live": list(Partnership.LIVE),
        "level": level,
        "institutions": None if _is_country(area) else list(inside),
    }
    found: dict[tuple[date, int], Steps] = {}
    for row in db.rows(FORMALITY, asked):
        steps = found.setdefault((row["day"], row["place_id"]), Steps())
        steps.counts[Formality(row["formality"])] = row["partnerships"]
    return found


def planned(*, area: Area, years: Sequence[str], level: str = WHOLE) -> dict[tuple[str, int], Planned]:
    """By school year and place; the area as a whole is place 0."""
    asked = _activities(area, min(years), max(years)) | {"level": level}
    return {
        (academic_year(date(row["began"], FIRST_MONTH, 1)), row["place_id"]): Planned(
            row["activities"], row["together"]
        )
        for row in db.rows(PLANNED, asked)
    }


def target_groups(*, area: Area, year: str) -> list[TargetGroup]:
    """Every group of the list, those that nobody worked for too."""
    found = {row.pop("term_id"): row for row in db.rows(TARGET_GROUPS, _activities(area, year, year))}
    none = {"activities": 0, "selective": 0, "schools": 0, "selective_schools": 0}
    terms = Term.objects.of(Vocabulary.TARGET_GROUP)
    return [TargetGroup(term.label, **found.get(term.pk, none)) for term in terms]


def _activities(area: Area, first_year: str, last_year: str) -> dict[str, Any]:
    inside = Institution.objects.schools().in_area(area).values_list("pk", flat=True)
    return {
        "first_day": academic_year_days(first_year)[0],
        "last_day": academic_year_days(last_year)[1],
        "schools": None if _is_country(area) else list(inside),
    }


def _is_country(area: Area) -> bool:
    """England is all that there is, so nothing has to be picked out for it."""
    return area.kind == Area.Kind.COUNTRY
