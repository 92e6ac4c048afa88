"""Which of a provider's own offers about higher education reaches which school."""

from collections.abc import Iterable
from math import hypot

from brokerage.models import Offer
from institutions.models import Institution, SupportArea


def offers_reaching(provider: Institution, schools: Iterable[Institution]) -> dict[int, Offer]:
    """For each school, by its key, the oldest standing offer with a place left that is for it and comes so far."""
    offers = list(
        Offer.objects.available()
        .filter(provider=provider, areas__contains=[SupportArea.HIGHER_EDUCATION])
        .order_by("pk")
    )
    found = {school.pk: next((offer for offer in offers if _fits(offer, school)), None) for school in schools}
    return {pk: offer for pk, offer in found.items() if offer}


def _fits(offer: Offer, school: Institution) -> bool:
    if not set(offer.phases) & set(school.phases):
        return False
    if offer.delivery == Offer.Delivery.ONLINE:
        return True
    if None in (offer.easting, offer.northing, school.easting, school.northing):
        return False
    metres = hypot(
        (school.easting or 0) - (offer.easting or 0), (school.northing or 0) - (offer.northing or 0)
    )
    return metres <= (offer.reach_km or 0) * 1_000
