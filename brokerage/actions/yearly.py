"""Once a year an offer is asked after, and goes on into the next school year or ends."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from brokerage import notifications
from brokerage.actions.offers import confirm, refuse_withdrawn
from brokerage.actions.places import locked_offer
from brokerage.models import Offer
from brokerage.queries.offers import carried_to, standing_offer_by_link
from core.dates import academic_year_days
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission

# What next year's offer takes over. Its places are free, its days are its own, and everyone whom it is not kept from
# sees it at once.
CARRIED = (
    *(
        "provider",
        "kind",
        "title",
        "details",
        "areas",
        "phases",
        "year_groups",
        "answers",
        "places",
        "delivery",
    ),
    *(
        "postcode",
        "easting",
        "northing",
        "precision",
        "reach_km",
        "terms",
        "how_often",
        "access",
        "conditions",
    ),
    *("assurance", "contact_email"),
)


@transaction.atomic
def ask_whether_offer_stands(*, offer: Offer) -> None:
    """Write to its provider. Asking twice for the same time sends one letter."""
    offer = locked_offer(offer.pk)
    if offer.state == Offer.State.PUBLISHED and offer.times_to_ask and not offer.has_lapsed:
        notifications.offer_may_stand(offer)


@transaction.atomic
def confirm_offer_by_link(*, token: str) -> Offer:
    """The link in the letter is proof enough of who speaks."""
    return confirm(standing_offer_by_link(token), by=None)


@transaction.atomic
def carry_offer(*, offer: Offer, by: User) -> Offer:
    """Offer the same for the next school year, with all places free. Twice comes to the same offer."""
    access.require(by, Permission.OFFER_EDIT, offer.provider)
    return carry(offer, by=by)


@transaction.atomic
def carry_offer_by_link(*, token: str) -> Offer:
    return carry(standing_offer_by_link(token), by=None)


def carry(offer: Offer, *, by: User | None) -> Offer:
    """An inner step: the offer of this year ends with it, and what schools have agreed on stays there."""
    offer = locked_offer(offer.pk)
    if earlier := carried_to(offer):
        return earlier
    refuse_withdrawn(offer)
    if not offer.next_year:
        raise RuleBroken("It is too early. An offer can be carried into the next school year from May.")
    first = max(academic_year_days(offer.next_year)[0], timezone.localdate())
    carried = Offer.objects.create(
        **{name: getattr(offer, name) for name in CARRIED},
        **_visibility(offer),
        **_days(offer, first),
        carried_from=offer,
    )
    carried.named.set(offer.named.all())
    if offer.available_to is None or offer.available_to >= first:
        offer.available_to = first - timedelta(days=1)
        offer.save(update_fields=["available_to", "updated_at"])
    audit.record("offer_carried", carried, by=by, carried_from=offer.pk, school_year=offer.next_year)
    return carried


def _visibility(offer: Offer) -> dict[str, str]:
    is_kept = offer.visibility == Offer.Visibility.NAMED_NOT
    return {"visibility": Offer.Visibility.NAMED_NOT if is_kept else Offer.Visibility.EVERYONE}


def _days(offer: Offer, first: date) -> dict[str, date | None]:
    """A single day moves to the same weekday a year later. All else begins with the school year, and stays open."""
    if offer.is_one_day:
        day = _from(offer.available_to, first)
        return {"available_from": day, "available_to": day}
    return {"available_from": first if first > timezone.localdate() else None, "available_to": None}


def _from(day: date | None, first: date) -> date | None:
    while day is not None and day < first:
        day += timedelta(weeks=52)
    return day
