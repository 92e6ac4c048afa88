"""What is said of an offer, and whether it can stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from brokerage.models import Offer
from core import privacy
from core.errors import RuleBroken
from institutions.models import Institution, Term
from institutions.queries.places import Place, place_of, tidy_postcode

MOST_PLACES = 500
MOST_DETAILS = 2_000  # characters
FURTHEST_KM = 600  # from one end of England to the other
FURTHEST = timedelta(days=3 * 365)


@dataclass(frozen=True, kw_only=True)
class OfferFacts:
    """What the provider says of its offer."""

    kind: Term
    title: str
    areas: Sequence[str]
    phases: Sequence[str]
    places: int
    delivery: str
    assurance: str
    details: str = ""
    postcode: str = ""
    reach_km: int | None = None
    available_from: date | None = None
    available_to: date | None = None


def check_facts(facts: OfferFacts) -> None:
    """What no offer may say."""
    check_words(facts.title, facts.details)
    check_places(facts.places)
    if not facts.areas:
        raise RuleBroken("Select at least one area of support.", field="areas")
    if not facts.phases:
        raise RuleBroken("Select at least one age group.", field="phases")
    check_days(facts.available_from, facts.available_to)


def check_words(title: str, details: str) -> None:
    if not title.strip():
        raise RuleBroken("Enter a title for the offer.", field="title")
    privacy.refuse_personal_data(title, field="title")
    privacy.refuse_personal_data(details, field="details")


def check_places(places: int) -> None:
    if not 1 <= places <= MOST_PLACES:
        raise RuleBroken(f"Enter a number of schools between 1 and {MOST_PLACES}.", field="places")


def check_days(first: date | None, last: date | None) -> None:
    today = timezone.localdate()
    if first and last and last < first:
        raise RuleBroken("The last day must be on or after the first day.", field="available_to")
    if last and last < today:
        raise RuleBroken("The date must be today or in the future.", field="available_to")
    if max(filter(None, (first, last)), default=today) > today + FURTHEST:
        raise RuleBroken("The date must be within the next 3 years. Check the year.", field="available_to")


def position(facts: OfferFacts) -> Place | None:
    """Where it is offered from; none for an online offer."""
    if facts.delivery == Offer.Delivery.ONLINE:
        return None
    if not facts.reach_km or not 1 <= facts.reach_km <= FURTHEST_KM:
        raise RuleBroken(f"Enter a distance between 1 and {FURTHEST_KM} kilometres.", field="reach_km")
    return place_named(facts.postcode)


def place_named(postcode: str) -> Place:
    place = place_of(postcode)
    if place is None:
        raise RuleBroken(
            f"No place in England was found for “{postcode}”. Enter a full postcode, like LS1 4AP.",
            code="postcode_unknown",
            field="postcode",
        )
    return place


def place_fields(facts: OfferFacts) -> dict[str, object]:
    """The columns of an offer that say where it is and how far it reaches."""
    place = position(facts)
    if place is None:
        return {"postcode": "", "easting": None, "northing": None, "precision": "", "reach_km": None}
    return {
        "postcode": tidy_postcode(facts.postcode),
        "easting": place.easting,
        "northing": place.northing,
        "precision": place.precision,
        "reach_km": facts.reach_km,
    }


def misfit(offer: Offer, *, school: Institution, area: str) -> RuleBroken | None:
    """Why a school cannot ask for an offer in an area; nothing when it can."""
    if not (school.is_school and school.is_open):
        return RuleBroken("Only open schools and colleges can ask for an offer.", code="not_a_school")
    if area not in offer.areas:
        return RuleBroken("This offer is not for that area of support.", code="other_area")
    if not set(school.phases) & set(offer.phases):
        return RuleBroken(f"This offer is for other ages than {school} teaches.", code="other_phase")
    if not _reaches(offer, school):
        return RuleBroken(f"{school} is further away than this offer reaches.", code="out_of_reach")
    return None


def _reaches(offer: Offer, school: Institution) -> bool:
    if offer.reach_km is None or offer.easting is None or offer.northing is None:
        return True
    if school.easting is None or school.northing is None:
        return False
    east, north = school.easting - offer.easting, school.northing - offer.northing
    return bool(east**2 + north**2 <= (offer.reach_km * 1000) ** 2)
