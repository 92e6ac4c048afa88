"""What an offer says beyond the common facts: its answers to the questions of its kind."""

from brokerage.models import Offer, OfferQuestion
from institutions.queries.said import Said, said


def said_of(offer: Offer) -> list[Said]:
    """In the order in which it was asked; questions retired since are still there."""
    if not offer.answers:
        return []
    questions = OfferQuestion.objects.filter(code__in=offer.answers).order_by("kind", "position", "pk")
    return said(offer.answers, questions)
