"""What an offer says beyond the common facts: its answers to the questions of its kind."""

from dataclasses import dataclass
from typing import Any

from brokerage.models import Offer, OfferQuestion
from institutions.models import Institution


@dataclass(frozen=True)
class Said:
    """One question, with the answer in words or as institutions to look up."""

    question: str
    words: str
    institutions: tuple[Institution, ...] = ()


def said_of(offer: Offer) -> list[Said]:
    """In the order in which it was asked; questions retired since are still there."""
    if not offer.answers:
        return []
    questions = OfferQuestion.objects.filter(code__in=offer.answers).order_by("kind", "position", "pk")
    return [_said(question, offer.answers[question.code]) for question in questions]


def _said(question: OfferQuestion, answer: Any) -> Said:
    if question.answer == OfferQuestion.Answer.INSTITUTIONS:
        named = Institution.objects.filter(pk__in=answer).defer("search").order_by("name", "pk")
        return Said(question.label, "", tuple(named))
    if question.answer == OfferQuestion.Answer.YES_NO:
        return Said(question.label, "Yes" if answer else "No")
    return Said(question.label, ", ".join(answer) if isinstance(answer, list) else str(answer))
