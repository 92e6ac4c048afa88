"""Everything that changes an offer, a request or an introduction."""

from brokerage.actions.facts import OfferFacts
from brokerage.actions.introductions import (
    answer_introduction,
    answer_introduction_by_link,
    expire_introduction,
    make_request,
    request_offer,
    withdraw_introduction,
)
from brokerage.actions.journey import (
    Organisation,
    forget_pending_offers,
    publish_first_offer,
    publish_pending_offer,
    submit_offer,
)
from brokerage.actions.journey_steps import count_answered, count_reached
from brokerage.actions.offers import confirm_offer, edit_offer, publish_offer, withdraw_offer

__all__ = [
    "OfferFacts",
    "Organisation",
    "answer_introduction",
    "answer_introduction_by_link",
    "confirm_offer",
    "count_answered",
    "count_reached",
    "edit_offer",
    "expire_introduction",
    "forget_pending_offers",
    "make_request",
    "publish_first_offer",
    "publish_offer",
    "publish_pending_offer",
    "request_offer",
    "submit_offer",
    "withdraw_introduction",
    "withdraw_offer",
]
