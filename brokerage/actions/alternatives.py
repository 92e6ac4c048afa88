"""Offers of one provider that share a total of places, and those that no longer do."""

from collections.abc import Sequence

from django.db import transaction

from accounts import audit
from accounts.models import User
from brokerage.actions.facts import check_places
from brokerage.models import Offer, SharedPlaces
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission


@transaction.atomic
def share_places(*, offers: Sequence[Offer], places: int, by: User) -> SharedPlaces:
    """Make offers alternatives to each other: so many schools in all, whichever they choose."""
    locked = _locked(offers)
    if len(locked) < 2:
        raise RuleBroken("Select at least one other offer.", field="offers")
    provider = locked[0].provider
    access.require(by, Permission.OFFER_EDIT, provider)
    if any(offer.provider_id != provider.pk for offer in locked):
        raise RuleBroken("Alternatives are offers of one institution.", field="offers")
    check_places(places)
    taken = sum(offer.places_taken for offer in locked)
    if places < taken:
        raise RuleBroken(
            f"Enter {taken} or more: that many places are taken.", code="places_taken", field="places"
        )
    _part([offer.shared_places_id for offer in locked if offer.shared_places_id])
    shared = SharedPlaces.objects.create(provider=provider, places=places, places_taken=taken)
    Offer.objects.filter(pk__in=[offer.pk for offer in locked]).update(shared_places=shared)
    audit.record("places_shared", shared, by=by, offers=[offer.pk for offer in locked], places=places)
    return shared


@transaction.atomic
def part_places(*, offer: Offer, by: User) -> None:
    """The offer and its alternatives count their places apart again."""
    access.require(by, Permission.OFFER_EDIT, offer.provider)
    together = _locked(list(Offer.objects.filter(shared_places__alternatives=offer)))
    _part([each.shared_places_id for each in together if each.shared_places_id])
    audit.record("places_parted", offer, by=by, offers=[each.pk for each in together])


def _locked(offers: Sequence[Offer]) -> list[Offer]:
    """In the order of their numbers, so that nobody waits in a circle; before anything that they share."""
    rows = Offer.objects.select_for_update(no_key=True, of=("self",)).select_related("provider")
    return list(rows.filter(pk__in=[offer.pk for offer in offers]).order_by("pk"))


def _part(shared: Sequence[int]) -> None:
    """Whoever shared a total no longer does."""
    Offer.objects.filter(shared_places__in=shared).update(shared_places=None)
    SharedPlaces.objects.filter(pk__in=shared).delete()
