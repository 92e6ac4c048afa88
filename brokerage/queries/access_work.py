"""Schools around a university without a partnership about higher education, and the way to each of them.

A primary school is reached directly, or through a secondary school that it sends its pupils on to and that has such a
partnership already: the two routes that were piloted in 2009 (NH18, NH19).
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Exists, F, FloatField, OuterRef, QuerySet
from django.db.models.functions import Cast, Sqrt

from institutions.models import (
    Institution,
    InstitutionLink,
    Measure,
    Phase,
    PriorityList,
    PriorityListing,
    SupportArea,
)
from institutions.queries.neighbourhoods import quintile_in
from partnerships.models import Partnership

_SHOWN = (
    *("kind", "name", "town", "urn", "phases", "fsm_percent", "easting", "northing"),
    "local_authority__name",
)


class Route(StrEnum):
    DIRECT = "DIRECT"
    VIA_SECONDARY = "VIA_SECONDARY"


@dataclass(frozen=True)
class Ask:
    """What to list. `quintile`: up to this fifth of the measure; without it every school, the unknown ones too."""

    kilometres: int
    measure: Measure
    quintile: int | None = None
    phase: str = ""
    route: str = ""


@dataclass(frozen=True)
class Via:
    """The secondary school that leads to a primary school; `is_ours` when this university works with it."""

    school: Institution
    is_ours: bool


@dataclass(frozen=True)
class Prospect:
    """A school to start with. `opens` counts the primary schools without a partnership that it would lead to."""

    school: Institution
    kilometres: float
    quintile: int | None
    is_priority: bool
    via: Via | None
    opens: int

    @property
    def route(self) -> Route:
        return Route.VIA_SECONDARY if self.via else Route.DIRECT

    @property
    def is_primary(self) -> bool:
        return Phase.PRIMARY in self.school.phases


def prospects(university: Institution, ask: Ask) -> list[Prospect]:
    """The neediest first: by the fifth that the neighbourhood is in, priority schools, free meals, distance."""
    found: list[Any] = list(_unlinked_near(university, ask))
    ways, opens = _ways(university, found), _opened_by(found)
    listed = [
        Prospect(
            school=school,
            kilometres=school.kilometres,
            quintile=school.quintile,
            is_priority=school.is_priority,
            via=ways.get(school.pk),
            opens=opens[school.pk],
        )
        for school in found
    ]
    return [each for each in listed if not ask.route or each.route == ask.route]


def unknown_near(university: Institution, ask: Ask) -> int:
    """Schools that a list by fifths leaves out because their neighbourhood is not known."""
    return _schools_near(university, ask).filter(quintile=None).count() if ask.quintile else 0


def _unlinked_near(university: Institution, ask: Ask) -> QuerySet[Any]:
    near = _schools_near(university, ask)
    if ask.quintile:
        near = near.filter(quintile__lte=ask.quintile)
    lists = PriorityList.objects.in_force().values("pk")
    listed = PriorityListing.objects.filter(institution=OuterRef("pk"), priority_list__in=lists)
    ordered: QuerySet[Any] = (
        near.annotate(is_priority=Exists(listed))
        .select_related("local_authority")
        .only(*_SHOWN)
        .order_by(
            F("quintile").asc(nulls_last=True),
            "-is_priority",
            F("fsm_percent").desc(nulls_last=True),
            "kilometres",
            "pk",
        )
    )
    return ordered


def _schools_near(university: Institution, ask: Ask) -> QuerySet[Any]:
    """Primaries and secondaries in reach without a live partnership about higher education."""
    if university.easting is None or university.northing is None:
        return Institution.objects.none()
    east, north, reach = university.easting, university.northing, ask.kilometres * 1_000
    eastwards = Cast(F("easting") - east, FloatField())
    northwards = Cast(F("northing") - north, FloatField())
    phases = [ask.phase] if ask.phase else [Phase.PRIMARY, Phase.SECONDARY]
    near: QuerySet[Any] = (
        Institution.objects.in_scope()
        .filter(
            kind=Institution.Kind.SCHOOL,
            easting__range=(east - reach, east + reach),
            northing__range=(north - reach, north + reach),
            phases__overlap=phases,
        )
        .exclude(Exists(about_higher_education(OuterRef("pk"))))
        .annotate(
            kilometres=Sqrt(eastwards * eastwards + northwards * northwards) / 1_000,
            quintile=quintile_in(ask.measure),
        )
        .filter(kilometres__lte=ask.kilometres)
    )
    return near


def about_higher_education(school: OuterRef) -> QuerySet[Partnership]:
    return Partnership.objects.live().filter(
        areas__contains=[SupportArea.HIGHER_EDUCATION], parties__institution=school
    )


def _ways(university: Institution, schools: Collection[Institution]) -> dict[int, Via]:
    """For primary schools the secondary school to go through: one of our own first, then the first by name."""
    together = about_higher_education(OuterRef("to_institution"))
    links = (
        _feeders(institution__in=[school.pk for school in schools])
        .filter(Exists(together), to_institution__status__in=Institution.OPEN_STATUSES)
        .annotate(is_ours=Exists(together.filter(parties__institution=university)))
        .select_related("to_institution")
        .defer("to_institution__search")
        .order_by("is_ours", "-to_institution__name", "-pk")  # the last one stays
    )
    return {link.institution_id: Via(link.to_institution, link.is_ours) for link in links}


def _opened_by(schools: Collection[Institution]) -> Counter[int]:
    """How many of the listed primary schools send their pupils on to each of the listed secondary schools."""
    listed = [school.pk for school in schools]
    pairs = _feeders(institution__in=listed, to_institution__in=listed)
    return Counter(pairs.values_list("to_institution", flat=True))


def _feeders(**ends: Collection[int]) -> QuerySet[InstitutionLink]:
    return InstitutionLink.objects.filter(kind=InstitutionLink.Kind.FEEDER, ended_on=None, **ends)
