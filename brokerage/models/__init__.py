"""Offers, requests, introductions and the brokers who serve an area."""

from brokerage.models.broker import Accreditation, BrokerArea
from brokerage.models.introduction import Introduction
from brokerage.models.offer import Offer
from brokerage.models.request import Request

__all__ = ["Accreditation", "BrokerArea", "Introduction", "Offer", "Request"]
