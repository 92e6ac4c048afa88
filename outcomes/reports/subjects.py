"""Which subjects schools worked on with partners in a school year, and which of them with a university, by place.

Tenancy: public counts and names of schools; they say nothing about any person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Count, F, QuerySet

from core import db
from core.dates import academic_year_days
from institutions.models import Area, Term, Vocabulary
from institutions.models.vocabulary import TermQuerySet
from outcomes.models import SchoolCoverage
from outcomes.reports.coverage import Filters, schools_counted, with_names

SUBJECTS = (Path(__file__).parent / "sql" / "subjects.sql").read_text()
ANY = 0  # in place of a subject: any of them
_COLUMNS = {"region": "region", "authority": "local_authority", "school": "school"}


@dataclass(frozen=True)
class Reached:
    """Schools of a place, and how many of them did something in a subject."""

    schools: int
    active: int = 0
    with_university: int = 0

    @property
    def without(self) -> int:
        return self.schools - self.active

    @property
    def share(self) -> float | None:
        return 100 * self.active / self.schools if self.schools else None


def subjects() -> TermQuerySet:
    """The list that activities are tagged with."""
    return Term.objects.of(Vocabulary.CURRICULUM_LINK)


def by_subject(*, area: Area, year: str, filters: Filters) -> dict[int, Reached]:
    """Of the area as a whole, by the key of the subject or ANY."""
    schools = _schools(area, filters)
    found = _found(schools, year, "country")
    keys = [ANY, *subjects().values_list("pk", flat=True)]
    return {key: Reached(len(schools), *found.get((0, key), (0, 0))) for key in keys}


def by_place(*, area: Area, year: str, filters: Filters, subject: int) -> dict[int, Reached]:
    """One subject (or ANY) in each region of England, or each authority of anything else."""
    level = "region" if area.kind == Area.Kind.COUNTRY else "authority"
    rows = schools_counted(filters, area=area).values(place=F(_COLUMNS[level]))
    sizes = dict(rows.annotate(schools=Count("pk")).values_list("place", "schools").order_by())
    found = _found(_schools(area, filters), year, level)
    return {place: Reached(size, *found.get((place, subject), (0, 0))) for place, size in sizes.items()}


def of_schools(schools: Sequence[int], *, year: str) -> dict[int, set[int]]:
    """By school, the keys of the subjects in which it did something."""
    found: dict[int, set[int]] = {}
    for place, subject in _found(list(schools), year, "school"):
        found.setdefault(place, set()).add(subject)
    return found


def without(*, area: Area, year: str, filters: Filters, subject: int) -> QuerySet[SchoolCoverage]:
    """Schools that did nothing in a subject (or in ANY), those on a priority list first."""
    rows = schools_counted(filters, area=area)
    did = [place for place, each in _found(_schools(area, filters), year, "school") if each == subject]
    listed = with_names(rows.exclude(school__in=did))
    return listed.order_by("-is_priority", "local_authority__name", "school__name", "school")


def _schools(area: Area, filters: Filters) -> list[int]:
    return list(schools_counted(filters, area=area).values_list("school", flat=True))


def _found(schools: list[int], year: str, level: str) -> Mapping[tuple[int, int], tuple[int, int]]:
    """By place and subject: schools, and those with a university."""
    first, last = academic_year_days(year)
    asked = {
        "schools": schools,
        "level": level,
        "first_day": first,
        "last_day": last,
        "subjects": list(subjects().values_list("pk", flat=True)),
    }
    return {
        (row["place_id"], row["term_id"] or ANY): (row["schools"], row["with_university"])
        for row in db.rows(SUBJECTS, asked)
    }
