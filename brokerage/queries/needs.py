"""What schools near somebody need, before anybody has offered anything.

Tenancy: everybody who is signed in. A school that did not publish its need is not named, and its words are not shown:
only the authority, the ages and the area of support.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, FloatField, QuerySet
from django.db.models.functions import Cast, Sqrt

from accounts.models import User
from brokerage.models import Offer, Request
from brokerage.models.request import RequestQuerySet
from institutions import access
from institutions.access import Permission
from institutions.models import Institution, SupportArea

TO_CHOOSE_FROM = 50  # of a provider's offers


@dataclass(frozen=True)
class Need:
    """An open request, with as much as everybody may know."""

    request_id: int
    is_public: bool
    school: str
    school_id: int | None
    authority: str
    area: str
    ages: str
    words: str
    needs: tuple[str, ...]
    kilometres: float | None
    asked_on: date
    closes_on: date | None

    @property
    def area_label(self) -> str:
        return str(SupportArea(self.area).label)


def open_needs(institution: Institution | None) -> RequestQuerySet:
    """Open requests, the nearest to an institution first where both places are known."""
    rows = Request.objects.open().with_facts().prefetch_related("needs")
    if institution is None or institution.easting is None or institution.northing is None:
        return rows.order_by("-created_at", "-pk")
    east = Cast(F("school__easting") - institution.easting, FloatField())
    north = Cast(F("school__northing") - institution.northing, FloatField())
    near = rows.annotate(kilometres=Sqrt(east * east + north * north) / 1000)
    return near.order_by(F("kilometres").asc(nulls_last=True), "pk")


def as_need(request: Any) -> Need:
    shown, school = request.is_public, request.school
    kilometres = getattr(request, "kilometres", None)
    return Need(
        request_id=request.pk,
        is_public=shown,
        school=school.name if shown else "A school",
        school_id=school.pk if shown else None,
        authority=school.local_authority.name if school.local_authority else "",
        area=request.area,
        ages=", ".join(request.phase_labels) or school.phase_names,
        words=request.words if shown else "",
        needs=tuple(term.label for term in request.needs.all()),
        kilometres=kilometres if shown else None,
        asked_on=request.created_at.date(),
        closes_on=request.closes_on,
    )


def offers_for(request: Request, *, viewer: User) -> QuerySet[Offer]:
    """The viewer's own offers that stand, are for the area and have a place left."""
    mine = access.where_may(viewer, Permission.OFFER_EDIT).values("pk")
    found = (
        Offer.objects.available().with_provider().filter(provider__in=mine, areas__contains=[request.area])
    )
    taken = request.replies.values("offer")
    return found.exclude(pk__in=taken).order_by("title", "pk")
