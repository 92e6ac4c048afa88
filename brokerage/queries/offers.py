"""Which offer a page shows."""

from brokerage import links
from brokerage.models import Offer, Slot
from core.errors import RuleBroken


def standing_offer_by_link(token: str) -> Offer:
    """The offer that the holder of a link may confirm: the signature stands for the sign-in."""
    found = Offer.objects.with_provider().filter(pk=links.standing_offer_of(token)).first()
    if found is None:
        raise RuleBroken("This offer does not exist any more.", code="link_invalid")
    return found


def carried_to(offer: Offer) -> Offer | None:
    """The same offer in the school year after, if it goes on."""
    return Offer.objects.filter(carried_from=offer).first()


def free_slots(offer: Offer, *, limit: int = 20) -> list[Slot]:
    """The next times at which it can be booked."""
    return list(Slot.objects.free().filter(offer=offer).order_by("starts_at")[:limit])
