"""Taking and giving back the places of an offer, and the moves of its introductions that do so.

Everything that touches an offer's introductions locks in one order, so that nobody waits in a circle:
the offer, then the introduction, then the places that alternatives share, then the request.
"""

from typing import Any

from django.db.models import F
from django.utils import timezone

from brokerage.models import Introduction, Offer, SharedPlaces
from core import jobs
from core.errors import RuleBroken


def locked_offer(offer_id: int) -> Offer:
    return (
        Offer.objects.select_for_update(no_key=True, of=("self",)).select_related("provider").get(pk=offer_id)
    )


def locked_introduction(introduction: Introduction) -> Introduction:
    """The introduction with its offer, both locked."""
    offer = locked_offer(introduction.offer_id)
    rows = Introduction.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "request", "school"
    )
    found = rows.get(pk=introduction.pk)
    found.offer = offer
    return found


def take_place(offer: Offer) -> None:
    """Hold one more place, or say why there is none. The condition is part of the update, so no two get the last."""
    one_more = {"places_taken": F("places_taken") + 1}
    with_places = Offer.objects.standing().filter(pk=offer.pk, places_taken__lt=F("places"))
    if not with_places.update(**one_more):
        raise _why_not(offer)
    alternatives = SharedPlaces.objects.filter(alternatives=offer)
    if offer.shared_places_id and not alternatives.filter(places_taken__lt=F("places")).update(**one_more):
        raise _why_not(offer)


def give_back_place(offer: Offer) -> None:
    one_fewer = {"places_taken": F("places_taken") - 1}
    Offer.objects.filter(pk=offer.pk).update(**one_fewer)
    SharedPlaces.objects.filter(alternatives=offer).update(**one_fewer)


def refuse_stale(introduction: Introduction, revision: int | None) -> None:
    """Nobody answers what they have not seen. None: whoever speaks saw no page."""
    if revision is not None and revision != introduction.revision:
        raise RuleBroken(
            f"This has changed since you opened the page: it is now marked “{introduction.get_state_display()}”. "
            "Look at it again, then answer.",
            code="stale",
        )


def move(introduction: Introduction, state: str, **changes: Any) -> None:
    """Take the next state with all that belongs to it. A state that holds no place gives it back, once.

    The caller holds the locks.
    """
    held = introduction.holds_a_place
    introduction.move_to(state)
    for name, value in changes.items():
        setattr(introduction, name, value)
    introduction.save(update_fields=["state", "revision", "updated_at", *changes])
    if held and not introduction.holds_a_place:
        give_back_place(introduction.offer)
        if introduction.origin == Introduction.Origin.RUN:
            jobs.after_commit("brokerage.tasks.propose_next_best", introduction_id=introduction.pk)


def _why_not(offer: Offer) -> RuleBroken:
    if offer.state != Offer.State.PUBLISHED:
        return RuleBroken("This offer has been withdrawn.", code="offer_withdrawn")
    if offer.available_to and offer.available_to < timezone.localdate():
        return RuleBroken("The dates of this offer are over.", code="offer_over")
    if offer.has_lapsed:
        return RuleBroken(
            f"{offer.provider} has not confirmed this offer for more than a year.", code="offer_lapsed"
        )
    return RuleBroken(
        "Somebody took the last place a moment ago. Here are others that fit.", code="offer_full"
    )
