"""The brokers' queue: which requests are in it, in what order, and why each stands where it stands.

The order is decided by whole points made of named parts, as the ranking of offers is: the needs of the school, and a
point for each day that it has waited, so that nobody waits for ever.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import (
    BooleanField,
    Case,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, ExtractDay, Now

from brokerage.models import BrokerArea, Capability, Request, Routing
from brokerage.models.request import RequestQuerySet
from institutions.models import Institution, Membership, PriorityList, PriorityListing
from institutions.models.institution import SMALL_ROLL, InstitutionQuerySet
from partnerships.models import Partnership

# What each reason is worth. A priority list has a weight of its own.
POINTS = {"nothing": 100, "small": 30, "rural": 30}
ORDERS = {"points": "Neediest first", "oldest": "Oldest first"}


@dataclass(frozen=True)
class Reason:
    """Why a request stands where it stands, in words and in points."""

    words: str
    points: int


def queue_of(membership: Membership, *, order: str = "points") -> RequestQuerySet:
    """Open requests of the areas that the institution serves or the person is over, and those handed on to it."""
    rows = _with_reasons(_in_view_of(membership).open().with_facts())
    first = ("-points",) if order == "points" else ()
    return rows.order_by(*first, "created_at", "pk")


def _in_view_of(membership: Membership) -> RequestQuerySet:
    if membership.area is not None:
        schools = Institution.objects.in_area(membership.area)
        return Request.objects.filter(school__in=schools.values("pk"))
    served = BrokerArea.objects.current().filter(broker=membership.institution).values("area")
    handed = Routing.objects.filter(partner=membership.institution, state__in=Routing.HOLDING)
    return Request.objects.filter(Q(school__local_authority__in=served) | Q(pk__in=handed.values("request")))


def _with_reasons(rows: RequestQuerySet) -> RequestQuerySet:
    """Annotate what speaks for each request, and the points."""
    return rows.annotate(
        lists=Subquery(_lists(names=StringAgg("priority_list__name", ", ", order_by="priority_list__name"))),
        list_points=Coalesce(Subquery(_lists(weight=Sum("priority_list__weight"))), 0),
        has_nothing=~Exists(_partnerships()),
        is_small=_is(school__roll__lt=SMALL_ROLL),
        is_rural=_is(school__is_rural=True),
        days=ExtractDay(ExpressionWrapper(Now() - F("created_at"), DurationField())),
    ).annotate(
        points=F("list_points")
        + F("days")
        + _worth("has_nothing", POINTS["nothing"])
        + _worth("is_small", POINTS["small"])
        + _worth("is_rural", POINTS["rural"])
    )


def _lists(**wanted: Any) -> Any:
    """One value over the priority lists in force that the school is on."""
    listed = PriorityListing.objects.filter(
        institution=OuterRef("school"), priority_list__in=PriorityList.objects.in_force().values("pk")
    )
    (name,) = wanted
    return listed.order_by().values("institution").annotate(**wanted).values(name)


def _partnerships() -> Any:
    """What the school has in the area today."""
    return Partnership.objects.filter(
        parties__institution=OuterRef("school"),
        stage__in=Partnership.LIVE,
        areas__contains=[OuterRef("area")],
    )


def _is(**condition: Any) -> Case:
    return Case(When(**condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _worth(name: str, points: int) -> Case:
    return Case(When(**{name: True}, then=Value(points)), default=Value(0), output_field=IntegerField())


def reasons_of(request: Any) -> list[Reason]:
    """The points of one request of the queue, each with its sentence. They add up to the total."""
    roll = f": {request.school.roll} pupils" if request.school.roll else ""
    found = [
        Reason(f"Priority school: {request.lists}", request.list_points) if request.lists else None,
        Reason("Has nothing in this area yet", POINTS["nothing"]) if request.has_nothing else None,
        Reason(f"Small school{roll}", POINTS["small"]) if request.is_small else None,
        Reason("Rural", POINTS["rural"]) if request.is_rural else None,
        Reason(f"Waiting {days_words(request.days)}", request.days),
    ]
    return [reason for reason in found if reason]


def days_words(days: int) -> str:
    return "since today" if not days else f"{days} day{'s' if days > 1 else ''}"


def partners_for(request: Request) -> InstitutionQuerySet:
    """Who may be asked to take it: brokers of the school's authority, and partners with listed capabilities.

    A partner that names areas takes requests from those alone; one that names none works everywhere.
    """
    areas = BrokerArea.objects.current().filter(broker=OuterRef("pk"))
    here = Exists(areas.filter(area=request.school.local_authority_id))
    is_capable = Exists(Capability.objects.filter(partner=OuterRef("pk")))
    found = Institution.objects.open().filter(here | is_capable & ~Exists(areas))
    return found.order_by("name", "pk").defer("search")


def capabilities_of(partners: InstitutionQuerySet) -> dict[str, str]:
    """What each can do with a request, in words, by the partner's number."""
    found: dict[str, list[str]] = {}
    rows = Capability.objects.filter(partner__in=partners.values("pk")).select_related("capability")
    for row in rows.order_by("capability__position", "pk"):
        found.setdefault(str(row.partner_id), []).append(row.capability.label)
    return {partner: ", ".join(labels) for partner, labels in found.items()}
