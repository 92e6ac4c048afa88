"""A plan of links with higher education for the primary schools of an area, by two routes, before anything is sent."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Least

from brokerage.matching.result import NONE
from brokerage.matching.routes import RouteInstance, RoutePlan, plan_routes
from brokerage.models import Introduction, Offer
from brokerage.queries.access_work import Route, about_higher_education
from institutions.models import Area, Institution, InstitutionLink, Measure, Phase, SupportArea
from institutions.queries.neighbourhoods import editions, quintile_in

# A school of one fifth counts as much as two of the next, so the lowest participation comes first.
WORTH = {1: 16, 2: 8, 3: 4, 4: 2, 5: 1, None: 1}
AREA = SupportArea.HIGHER_EDUCATION


@dataclass(frozen=True)
class PlannedLink:
    """A primary school of the plan: its offer, or the secondary it goes through; neither where nothing reaches it.

    `offer` is the one that opens the secondary, where that is not linked already.
    """

    primary: Institution
    quintile: int | None
    offer: Offer | None
    via: Institution | None

    @property
    def route(self) -> Route | None:
        if self.via:
            return Route.VIA_SECONDARY
        return Route.DIRECT if self.offer else None


@dataclass(frozen=True)
class Rehearsal:
    """The whole plan, the neediest first. `direct_only`: schools reached if there were no second route."""

    links: list[PlannedLink]
    measure: Measure | None
    edition: str
    gap: float
    places: int
    direct_only: int

    @property
    def reached(self) -> int:
        return sum(link.route is not None for link in self.links)

    @property
    def by_route(self) -> Counter[Route]:
        return Counter(link.route for link in self.links if link.route)


def rehearse(area: Area) -> Rehearsal:
    """The same plan every time until something changes."""
    kept = editions()
    measure = next(iter(kept), None)
    primaries = list(_without_link(area, measure or Measure.TUNDRA))
    feeders = _feeders(primaries)
    secondaries = list(_secondaries({secondary for _, secondary in feeders}))
    offers = list(_offers())
    instance = _instance(primaries, secondaries, feeders, offers)
    plan = plan_routes(instance)
    direct = plan_routes(replace(instance, feeder=np.zeros((0, 2), np.int64)))
    return Rehearsal(
        links=_links(plan, primaries, secondaries, offers),
        measure=measure,
        edition=kept.get(measure, "") if measure else "",
        gap=plan.gap,
        places=int(
            np.count_nonzero(plan.primary_offer != NONE) + np.count_nonzero(plan.secondary_offer != NONE)
        ),
        direct_only=direct.reached,
    )


def _without_link(area: Area, measure: Measure) -> QuerySet[Any]:
    """Primary schools with a position, no partnership about higher education, and no introduction under way."""
    under_way = Introduction.objects.live().filter(
        Q(school=OuterRef("pk")) | Q(brought_along__primary=OuterRef("pk")), area=AREA
    )
    found: QuerySet[Any] = (
        Institution.objects.in_scope()
        .in_area(area)
        .filter(kind=Institution.Kind.SCHOOL, phases__contains=[Phase.PRIMARY], easting__isnull=False)
        .exclude(Exists(about_higher_education(OuterRef("pk"))))
        .exclude(Exists(under_way))
        .annotate(quintile=quintile_in(measure))
        .defer("search")
        .order_by("pk")
    )
    return found


def _feeders(primaries: Sequence[Institution]) -> list[tuple[int, int]]:
    links = InstitutionLink.objects.filter(
        kind=InstitutionLink.Kind.FEEDER, ended_on=None, institution__in=[school.pk for school in primaries]
    )
    return list(links.values_list("institution", "to_institution").order_by("institution", "to_institution"))


def _secondaries(keys: set[int]) -> QuerySet[Any]:
    under_way = Introduction.objects.live().filter(school=OuterRef("pk"), area=AREA)
    found: QuerySet[Any] = (
        Institution.objects.in_scope()
        .filter(pk__in=keys, easting__isnull=False)
        .annotate(is_linked=Exists(about_higher_education(OuterRef("pk"))))
        .exclude(Exists(under_way), is_linked=False)
        .defer("search")
        .order_by("pk")
    )
    return found


def _offers() -> QuerySet[Any]:
    """Of universities to everyone, with how many `places_free` there are, counting alternatives' shared ones."""
    own, shared = (
        F("places") - F("places_taken"),
        F("shared_places__places") - F("shared_places__places_taken"),
    )
    found: QuerySet[Any] = (
        Offer.objects.available()
        .with_provider()
        .filter(
            areas__contains=[AREA],
            provider__kind=Institution.Kind.UNIVERSITY,
            visibility=Offer.Visibility.EVERYONE,
        )
        .annotate(places_free=Least(own, shared))
        .order_by("pk")
    )
    return found


def _instance(
    primaries: Sequence[Any],
    secondaries: Sequence[Any],
    feeders: list[tuple[int, int]],
    offers: Sequence[Any],
) -> RouteInstance:
    row_of = {school.pk: row for row, school in enumerate(primaries)}
    secondary_row_of = {school.pk: row for row, school in enumerate(secondaries)}
    pairs = [(row_of[one], secondary_row_of[other]) for one, other in feeders if other in secondary_row_of]

    def ints(values: list[int | None]) -> Any:
        return np.array([value or 0 for value in values], np.int32)

    return RouteInstance(
        primary_id=np.array([school.pk for school in primaries], np.int64),
        primary_x=ints([school.easting for school in primaries]),
        primary_y=ints([school.northing for school in primaries]),
        primary_worth=ints([WORTH[school.quintile] for school in primaries]),
        secondary_id=np.array([school.pk for school in secondaries], np.int64),
        secondary_x=ints([school.easting for school in secondaries]),
        secondary_y=ints([school.northing for school in secondaries]),
        secondary_is_linked=np.array([school.is_linked for school in secondaries], bool),
        feeder=np.array(pairs, np.int64).reshape(-1, 2),
        offer_id=np.array([offer.pk for offer in offers], np.int64),
        offer_x=ints([offer.easting for offer in offers]),
        offer_y=ints([offer.northing for offer in offers]),
        offer_reach=ints([(offer.reach_km or 0) * 1_000 for offer in offers]),
        offer_is_remote=np.array([offer.delivery == Offer.Delivery.ONLINE for offer in offers], bool),
        offer_places=ints([offer.places_free for offer in offers]),
        offer_for_primary=np.array([Phase.PRIMARY in offer.phases for offer in offers], bool),
        offer_for_secondary=np.array([Phase.SECONDARY in offer.phases for offer in offers], bool),
    )


def _links(
    plan: RoutePlan, primaries: Sequence[Any], secondaries: Sequence[Institution], offers: Sequence[Offer]
) -> list[PlannedLink]:
    links = []
    for row, primary in enumerate(primaries):
        via, offer = int(plan.primary_via[row]), int(plan.primary_offer[row])
        if via != NONE:
            offer = int(plan.secondary_offer[via])
        links.append(
            PlannedLink(
                primary=primary,
                quintile=primary.quintile,
                offer=offers[offer] if offer != NONE else None,
                via=secondaries[via] if via != NONE else None,
            )
        )
    return sorted(
        links, key=lambda link: (link.quintile or 6, link.route is None, link.primary.name, link.primary.pk)
    )
