"""Offers, requests, introductions and the brokers who serve an area."""

from brokerage.models.allocation import (
    AllocationPrice,
    AllocationRow,
    AllocationRun,
)
from brokerage.models.booking import (
    Booking,
    Slot,
)
from brokerage.models.broker import (
    Accreditation,
    BrokerArea,
)
from brokerage.models.challenge import (
    Challenge,
    ChallengeParty,
)
from brokerage.models.commission import Commission
from brokerage.models.introduction import (
    Introduction,
)
from brokerage.models.journey_step import (
    JourneyStep,
)
from brokerage.models.message import (
    Message,
    MessageDelivery,
    MessageTemplate,
)
from brokerage.models.offer import (
    Offer,
)
from brokerage.models.offer_kind import (
    OfferKind,
    OfferQuestion,
)
from brokerage.models.pending_offer import (
    PendingOffer,
)
from brokerage.models.readiness import (
    DeclaredConflict,
    Readiness,
)
from brokerage.models.reply import (
    Fulfilment,
    Reply,
)
from brokerage.models.request import (
    Request,
    RequestKind,
)
from brokerage.models.route import (
    BroughtAlong,
)
from brokerage.models.routing import (
    Capability,
    RequestStage,
    Routing,
)
from brokerage.models.shared_places import (
    SharedPlaces,
)
from brokerage.models.standard import (
    BrokerageTarget,
    BrokerFeedback,
    Criterion,
    Evidence,
    FundingRule,
    Standard,
)

__all__ = [
    "Accreditation",
    "AllocationPrice",
    "AllocationRow",
    "AllocationRun",
    "Booking",
    "BrokerArea",
    "BrokerFeedback",
    "BrokerageTarget",
    "BroughtAlong",
    "Capability",
    "Challenge",
    "ChallengeParty",
    "Commission",
    "Criterion",
    "DeclaredConflict",
    "Evidence",
    "Fulfilment",
    "FundingRule",
    "Introduction",
    "JourneyStep",
    "Message",
    "MessageDelivery",
    "MessageTemplate",
    "Offer",
    "OfferKind",
    "OfferQuestion",
    "PendingOffer",
    "Readiness",
    "Reply",
    "Request",
    "RequestKind",
    "RequestStage",
    "Routing",
    "SharedPlaces",
    "Slot",
    "Standard",
]
