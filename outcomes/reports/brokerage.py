"""What brokerage has to work with, place by place: accredited brokers, which NCEE wanted everywhere, and offers.

Tenancy: public; who serves which area with which award is published, and offers are counted, not shown.
"""

from typing import NamedTuple

from django.db.models import Count, Q
from django.utils import timezone

from brokerage.models import Accreditation, BrokerArea, Offer
from brokerage.models.offer import CONFIRMED_FOR
from institutions.models import Area, Institution


class Offers(NamedTuple):
    """Of the providers of a place: those that stand, and those that lapsed because nobody confirmed them."""

    standing: int
    lapsed: int


def accredited_brokers() -> dict[int, int]:
    """Brokers with an award that has not lapsed, counted by the authority (pk) that they serve today."""
    held = Accreditation.objects.held().values("broker")
    served = BrokerArea.objects.current().filter(broker__in=held)
    counted = served.values("area").annotate(brokers=Count("broker", distinct=True))
    return {row["area"]: row["brokers"] for row in counted}


def offers_from(area: Area) -> Offers:
    """Made by organisations whose own place is in the area; all of them for England."""
    offers = Offer.objects.all()
    if area.kind != Area.Kind.COUNTRY:
        offers = offers.filter(provider__in=Institution.objects.in_area(area).values("pk"))
    is_confirmed = Q(confirmed_on__gte=timezone.localdate() - CONFIRMED_FOR)
    counts = offers.current().aggregate(
        standing=Count("pk", filter=is_confirmed), lapsed=Count("pk", filter=~is_confirmed)
    )
    return Offers(**counts)
