"""What is said of an offer, and whether it can stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from brokerage.actions.answers import check_kind, checked_answers
from brokerage.models import Offer
from core import privacy
from core.errors import RuleBroken
from institutions.models import Institution, Term, YearGroup
from institutions.queries.places import Place, place_of, tidy_postcode
from partnerships.queries.schools import years_of

MOST_PLACES = 500
MOST_DETAILS = 2_000  # characters
FURTHEST_KM = 600  # from one end of England to the other
FURTHEST = timedelta(days=3 * 365)


# Which year groups belong to a phase. A nursery class may be part of a primary school.
YEARS_OF_PHASE = {
    "EARLY_YEARS": YearGroup.values[:2],
    "PRIMARY": YearGroup.values[:8],
    "SECONDARY": YearGroup.values[8:13],
    "POST_16": YearGroup.values[13:],
}


@dataclass(frozen=True, kw_only=True)
class OfferDetails:
    """What a provider may say otherwise while schools ask for its offer."""

    title: str
    details: str = ""
    places: int
    available_from: date | None = None
    available_to: date | None = None
    terms: Sequence[str] = ()
    how_often: str = ""
    access: Sequence[str] = ()
    conditions: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class OfferFacts(OfferDetails):
    """All that the provider says of its offer."""

    kind: Term
    areas: Sequence[str]
    phases: Sequence[str]
    year_groups: Sequence[str] = ()
    delivery: str
    assurance: str
    postcode: str = ""
    reach_km: int | None = None
    visibility: str = Offer.Visibility.EVERYONE
    named: Sequence[Institution] = ()
    everyone_from: date | None = None


def check_facts(facts: OfferFacts, *, provider_kind: str) -> None:
    """What no offer may say."""
    check_kind(facts.kind, provider_kind=provider_kind)
    check_details(facts, kind=facts.kind, provider_kind=provider_kind)
    if not facts.areas:
        raise RuleBroken("Select at least one area of support.", field="areas")
    if not facts.phases:
        raise RuleBroken("Select at least one age group.", field="phases")
    check_years(facts.year_groups, facts.phases)
    check_visibility(facts)


def check_details(details: OfferDetails, *, kind: Term, provider_kind: str) -> None:
    check_words(details.title, details.details)
    privacy.refuse_personal_data(details.conditions, field="conditions")
    check_places(details.places)
    check_days(details.available_from, details.available_to)
    checked_answers(details.answers, kind=kind, provider_kind=provider_kind)


def check_years(years: Sequence[str], phases: Sequence[str]) -> None:
    possible = {year for phase in phases for year in YEARS_OF_PHASE[phase]}
    if outside := [year for year in YearGroup if year in years and year not in possible]:
        raise RuleBroken(
            f"{outside[0].label} is not among the ages that you selected. Select its age group too.",
            field="year_groups",
        )


def check_visibility(facts: OfferFacts) -> None:
    """Whoever keeps an offer from some says from whom; whoever shows it to some first says until when."""
    if facts.visibility == Offer.Visibility.EVERYONE:
        return
    if not facts.named:
        raise RuleBroken("Name at least one institution.", field="named")
    if facts.visibility != Offer.Visibility.NAMED_FIRST:
        return
    today = timezone.localdate()
    if facts.everyone_from is None or not today < facts.everyone_from <= today + FURTHEST:
        raise RuleBroken(
            "Enter the day from which everyone sees it: after today, within the next 3 years.",
            field="everyone_from",
        )


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


def detail_fields(details: OfferDetails, *, kind: Term, provider_kind: str) -> dict[str, Any]:
    """The columns of an offer that may be changed later."""
    return {
        "title": details.title.strip(),
        "details": details.details.strip(),
        "places": details.places,
        "available_from": details.available_from,
        "available_to": details.available_to,
        "terms": list(details.terms),
        "how_often": details.how_often,
        "access": list(details.access),
        "conditions": details.conditions.strip(),
        "answers": checked_answers(details.answers, kind=kind, provider_kind=provider_kind),
    }


def misfit(offer: Offer, *, school: Institution, area: str) -> RuleBroken | None:
    """Why a school cannot ask for an offer in an area; nothing when it can."""
    if not (school.is_school and school.is_open):
        return RuleBroken("Only open schools and colleges can ask for an offer.", code="not_a_school")
    if not _shown_to(offer, school):
        return RuleBroken(f"This offer is not open to {school}.", code="not_shown")
    if area not in offer.areas:
        return RuleBroken("This offer is not for that area of support.", code="other_area")
    if not _for_its_ages(offer, school):
        return RuleBroken(f"This offer is for other ages than {school} teaches.", code="other_phase")
    if not _reaches(offer, school):
        return RuleBroken(f"{school} is further away than this offer reaches.", code="out_of_reach")
    return None


def _shown_to(offer: Offer, school: Institution) -> bool:
    if offer.visibility == Offer.Visibility.EVERYONE:
        return True
    return Offer.objects.open_to(school).filter(pk=offer.pk).exists()


def _for_its_ages(offer: Offer, school: Institution) -> bool:
    """By the school's phases and, where the offer names years, by its ages as they are today."""
    if not set(school.phases) & set(offer.phases):
        return False
    return not offer.year_groups or bool(set(years_of(school)) & set(offer.year_groups))


def _reaches(offer: Offer, school: Institution) -> bool:
    if offer.reach_km is None or offer.easting is None or offer.northing is None:
        return True
    if school.easting is None or school.northing is None:
        return False
    east, north = school.easting - offer.easting, school.northing - offer.northing
    return bool(east**2 + north**2 <= (offer.reach_km * 1000) ** 2)
