"""What asking and answering begin with."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import User
from brokerage.actions import OfferFacts, request_offer
from brokerage.models import Introduction, Offer
from core.models import OutgoingEmail
from institutions.models import Institution
from tests.factories import OfferFactory, TermFactory

Ask = Callable[..., Introduction]


@pytest.fixture
def offer(employer: Institution) -> Offer:
    return OfferFactory.create(
        provider=employer, title="A talk about kilns", places=2, contact_email="kilns@example.org"
    )


@pytest.fixture
def ask(offer: Offer, school: Institution, lead: User) -> Ask:
    """Ask for the offer; anything about it can be said otherwise."""

    def ask(**otherwise: Any) -> Introduction:
        asked: dict[str, Any] = {
            "offer": offer,
            "school": school,
            "area": "STEM",
            "words": "",
            "by": lead,
            "submission_key": uuid4(),
        }
        return request_offer(**(asked | otherwise))

    return ask


@pytest.fixture
def facts() -> OfferFacts:
    return OfferFacts(
        kind=TermFactory.create(),
        title="A talk about kilns",
        areas=["STEM"],
        phases=["SECONDARY"],
        places=3,
        delivery=Offer.Delivery.ONLINE,
        assurance=Offer.Assurance.ACCOMPANIED,
    )


def letters(event: str) -> list[OutgoingEmail]:
    """What waits in the outbox for one kind of event."""
    return list(OutgoingEmail.objects.filter(key__startswith=f"{event}:").order_by("pk"))
