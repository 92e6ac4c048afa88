"""What the offer journey looks up on the way."""

from typing import Any

from brokerage import links
from brokerage.models import PendingOffer
from core.errors import RuleBroken
from institutions.models import Institution


def pending_by_link(token: str) -> PendingOffer:
    """The pending offer that the holder of a link may publish, or RuleBroken in words."""
    pending = PendingOffer.objects.filter(pk=links.pending_offer_of(token)).first()
    if pending is None:
        raise RuleBroken("This offer was not published in time. Please make it again.", code="link_expired")
    return pending


def school_in_mind(number: Any) -> Institution | None:
    """The open school or college that somebody came from, by the number in the address."""
    if not str(number).isdecimal():
        return None
    return Institution.objects.open().schools().defer("search").filter(pk=int(number)).first()
