"""How early higher education reaches pupils: campus visits by the end of Year 8, key stages, hours at primary schools.

Tenancy: public aggregates of schools' counts; no year group of a school is shown by itself, and none is of anybody.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.utils import timezone

from core import db
from core.dates import FIRST_MONTH, academic_year, academic_year_days
from institutions.models import Area, Institution, YearGroup

_SQL = Path(__file__).parent / "sql"
CAMPUS_VISITS = (_SQL / "campus_visits.sql").read_text()
UNIVERSITY_REACH = (_SQL / "university_reach.sql").read_text()
HOURS = (_SQL / "higher_education_hours.sql").read_text()
YEARS_BEFORE_THE_END_OF_YEAR_8 = 10  # from nursery on


class KeyStage(StrEnum):
    EARLY_YEARS = "Early years"
    KS1 = "Key stage 1"
    KS2 = "Key stage 2"
    KS3 = "Key stage 3"
    KS4 = "Key stage 4"
    POST_16 = "16 to 19"


_LAST_YEARS = {
    KeyStage.EARLY_YEARS: YearGroup.RECEPTION,
    KeyStage.KS1: YearGroup.YEAR_2,
    KeyStage.KS2: YearGroup.YEAR_6,
    KeyStage.KS3: YearGroup.YEAR_9,
    KeyStage.KS4: YearGroup.YEAR_11,
    KeyStage.POST_16: YearGroup.YEAR_14,
}


@dataclass(frozen=True)
class Visits:
    """A place's pupils at the end of Year 8, as estimated, and between how many and how many went on a visit."""

    pupils: int
    at_least: int
    places: int

    @property
    def bounds(self) -> tuple[float, float] | None:
        """Per cent of the cohort. Nothing without a cohort."""
        if not self.pupils:
            return None
        return min(100 * self.at_least / self.pupils, 100), min(100 * self.places / self.pupils, 100)


@dataclass(frozen=True)
class Stage:
    """What one key stage took part in."""

    name: KeyStage
    activities: int
    pupils: int


@dataclass(frozen=True)
class _ByKeyStage:
    """Activities about higher education in one school year, and their pupils by key stage."""

    activities: int
    stages: list[Stage]

    @property
    def has_no_key_stage_2(self) -> bool:
        """Pupils took part, and none of Years 3 to 6 was among them: outreach begins too late."""
        by_name = {stage.name: stage.pupils for stage in self.stages}
        return any(by_name.values()) and not by_name[KeyStage.KS2]


@dataclass(frozen=True)
class Early(_ByKeyStage):
    """What a place did about higher education in one school year."""

    primaries: int
    primary_hours: float
    primaries_with_hours: int

    @property
    def hours_a_primary(self) -> float | None:
        return self.primary_hours / self.primaries if self.primaries else None


@dataclass(frozen=True)
class UniversityYear(_ByKeyStage):
    """What a university did in one school year. `early_visitors`: pupils up to Year 8 who came to the campus."""

    year: str
    schools: int
    early_visitors: int


@dataclass(frozen=True)
class Row:
    """A place with both."""

    pk: int
    visits: Visits
    early: Early


def stage_of(year_group: str) -> KeyStage:
    """Codes of year groups sort in school order."""
    order = list(YearGroup.values)
    place = order.index(year_group)
    return next(stage for stage, last in _LAST_YEARS.items() if place <= order.index(last))


def by_place(*, area: Area, level: str, year: str) -> list[Row]:
    """One row for each place inside an area: its regions, authorities or schools. Places without schools have none."""
    schools = Institution.objects.in_scope().in_area(area)
    return _rows(list(schools.values_list("pk", flat=True)), level, year)


def of_area(*, area: Area, year: str) -> Row:
    """The whole area as one place."""
    level = {Area.Kind.COUNTRY: "country", Area.Kind.REGION: "region"}.get(Area.Kind(area.kind), "authority")
    parts = by_place(area=area, level=level, year=year)
    return parts[0] if parts else Row(area.pk, Visits(0, 0, 0), _early({}))


def of_university(university: Institution) -> list[UniversityYear]:
    """Its school years, the latest first."""
    years = list(YearGroup.values)
    asked = {
        "university": university.pk,
        "today": timezone.localdate(),
        "years": years,
        "stages": [stage_of(each).name for each in years],
        "early": [years.index(each) <= years.index(YearGroup.YEAR_8) for each in years],
    }
    return [
        UniversityYear(
            activities=row["activities"],
            stages=_stages(row["stages"]),
            year=academic_year(date(row["began"], FIRST_MONTH, 1)),
            schools=row["schools"],
            early_visitors=row["early_visitors"],
        )
        for row in db.rows(UNIVERSITY_REACH, asked)
    ]


def _rows(schools: Sequence[int], level: str, year: str) -> list[Row]:
    first, last = academic_year_days(year)
    asked = {
        "schools": schools,
        "level": level,
        "cohort": first.year,
        "first_day": date(first.year - YEARS_BEFORE_THE_END_OF_YEAR_8, first.month, first.day),
        "last_day": last,
        "years": list(YearGroup.values),
        "stages": [stage_of(each).name for each in YearGroup.values],
    }
    early = {row["place_id"]: row for row in db.rows(HOURS, asked | {"first_day": first})}
    return [
        Row(
            pk=row["place_id"],
            visits=Visits(row["pupils"], row["at_least"], row["places"]),
            early=_early(early[row["place_id"]]),
        )
        for row in db.rows(CAMPUS_VISITS, asked)
    ]


def _early(figures: Mapping[str, Any]) -> Early:
    return Early(
        activities=figures.get("activities", 0),
        stages=_stages(figures.get("stages", {})),
        primaries=figures.get("primaries", 0),
        primary_hours=float(figures.get("primary_hours", 0)),
        primaries_with_hours=figures.get("primaries_with_hours", 0),
    )


def _stages(told: Any) -> list[Stage]:
    """The database's JSON comes as text where no field of a model reads it."""
    counts = json.loads(told) if isinstance(told, str) else told
    return [Stage(stage, *counts.get(stage.name, (0, 0))) for stage in KeyStage]
