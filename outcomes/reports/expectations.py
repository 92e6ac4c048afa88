"""Who does what is expected: each school's status against the minimum, counted by place, from the published roll-up.

Tenancy: public. Counts and names of schools; they say nothing about any person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Greatest, Least

from institutions.models import Area, Institution, SupportArea
from outcomes.models import Expectation, Level, SchoolCoverage
from outcomes.reports.coverage import COLUMN, Filters, schools_counted, with_names

Measured = Expectation.Measured
_FRAMEWORK = [COLUMN[each] for each in SupportArea if each != SupportArea.HIGHER_EDUCATION]
_REACHED = {"best": Greatest(*map(F, _FRAMEWORK)), "least": Least(*map(F, _FRAMEWORK))}
MET: dict[str, Q] = {
    Measured.PARTNERSHIP: Q(partnerships__gt=0),
    Measured.QUALITY: Q(quality_partnerships__gt=0),
    Measured.ACROSS_SECTORS: Q(cross_sector__gt=0),
    Measured.ONE_AREA: Q(best__gte=Level.ACTIVE),
    Measured.ALL_AREAS: Q(least__gte=Level.ACTIVE),
    Measured.STEM: Q(stem__gte=Level.ACTIVE),
    Measured.HIGHER_EDUCATION: Q(higher_education__gte=Level.ACTIVE),
    Measured.EFFECTIVE: Q(best=Level.EFFECTIVE),
    Measured.BOTH_ROLES: Q(has_business_lead=True, has_link_governor=True),
}


@dataclass(frozen=True, kw_only=True)
class _Counted:
    """Schools, and how many of them do what is expected."""

    schools: int
    met: int

    @property
    def below(self) -> int:
        return self.schools - self.met

    @property
    def share(self) -> float | None:
        return 100 * self.met / self.schools if self.schools else None


@dataclass(frozen=True, kw_only=True)
class Status(_Counted):
    """How many schools of a place one expectation is about, and how many of them meet it."""

    expectation: Expectation


@dataclass(frozen=True, kw_only=True)
class Place(_Counted):
    """A place, and how many of its schools meet all that is expected of them."""

    pk: int


def expected_in(area: Area, filters: Filters) -> list[Expectation]:
    """What was expected of every school of the area on the day asked for."""
    rows = Expectation.objects.in_force(filters.on).over(area).select_related("area")
    return list(rows.order_by("starts_on", "pk"))


def statuses(expected: Sequence[Expectation], *, area: Area, filters: Filters) -> list[Status]:
    """One for each expectation."""
    return _statuses(expected, schools_counted(filters, area=area))


def statuses_of(institution: Institution) -> list[Status]:
    """Of a trust's schools, or of a school itself: all that is expected of any of them, wherever they are."""
    schools = Institution.objects.with_members(institution).values("pk")
    rows = SchoolCoverage.objects.filter(school__in=schools)
    places = {pk for pair in rows.values_list("local_authority", "region") for pk in pair}
    expected = Expectation.objects.in_force().filter(Q(area=None) | Q(area__in=places))
    found = _statuses(list(expected.select_related("area").order_by("starts_on", "pk")), rows)
    return [each for each in found if each.schools]


def whole(expected: Iterable[Expectation], *, area: Area, filters: Filters) -> Place:
    """The area itself: schools that meet all that is expected of them."""
    rows = _with_levels(schools_counted(filters, area=area))
    counts = rows.aggregate(schools=Count("pk"), met=Count("pk", filter=meets_all(expected)))
    return Place(pk=area.pk, schools=counts["schools"], met=counts["met"])


def by_place(expected: Iterable[Expectation], *, area: Area, filters: Filters) -> list[Place]:
    """The same for each region of England, or each authority of any other area."""
    level = "region" if area.kind == Area.Kind.COUNTRY else "local_authority"
    rows = _with_levels(schools_counted(filters, area=area)).values(pk_of_place=F(level))
    counts = rows.annotate(schools=Count("pk"), met=Count("pk", filter=meets_all(expected)))
    return [Place(pk=row["pk_of_place"], schools=row["schools"], met=row["met"]) for row in counts.order_by()]


def below(expected: Sequence[Expectation], *, area: Area, filters: Filters) -> QuerySet[SchoolCoverage]:
    """Schools that lack one of these, those on a priority list first."""
    rows = _with_levels(schools_counted(filters, area=area)).exclude(meets_all(expected))
    return with_names(rows).order_by("-is_priority", "local_authority__name", "school__name", "school")


def meets_all(expected: Iterable[Expectation]) -> Q:
    """What is not expected of a school is no reason against it."""
    return reduce(and_, (~_is_about(each) | MET[each.measured] for each in expected), _ANY)


_ANY = Q(school__isnull=False)


def _is_about(expectation: Expectation) -> Q:
    ages = Q(phases__overlap=expectation.phases) if expectation.phases else _ANY
    place = expectation.area_id
    return ages & (Q(local_authority=place) | Q(region=place)) if place else ages


def _statuses(expected: Sequence[Expectation], rows: QuerySet[SchoolCoverage]) -> list[Status]:
    counts: dict[str, Any] = {}
    for each in expected:
        counts[f"schools_{each.pk}"] = Count("pk", filter=_is_about(each))
        counts[f"met_{each.pk}"] = Count("pk", filter=_is_about(each) & MET[each.measured])
    found = _with_levels(rows).aggregate(**counts) if counts else {}
    return [
        Status(expectation=each, schools=found[f"schools_{each.pk}"], met=found[f"met_{each.pk}"])
        for each in expected
    ]


def _with_levels(rows: QuerySet[SchoolCoverage]) -> QuerySet[SchoolCoverage]:
    return rows.annotate(**_REACHED)
