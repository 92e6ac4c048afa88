"""What an offer says in answer to the questions of its kind, checked against them."""

from collections.abc import Mapping
from typing import Any

from brokerage.models import OfferKind, OfferQuestion
from core.errors import RuleBroken
from institutions.actions import answers as institution_answers
from institutions.models import Institution, Term


def check_kind(kind: Term, *, provider_kind: str) -> None:
    """Some kinds are for some institutions alone: what a school shares with a school, a university's standing offer."""
    rules = OfferKind.objects.filter(term=kind).first()
    if rules is None or not rules.provider_kinds or provider_kind in rules.provider_kinds:
        return
    makers = " or ".join(Institution.Kind(maker).label.lower() for maker in rules.provider_kinds)
    raise RuleBroken(f"“{kind}” can be offered by: {makers}.", code="kind_not_yours", field="kind")


def checked_answers(answers: Mapping[str, Any], *, kind: Term, provider_kind: str) -> dict[str, Any]:
    """The answers as they are kept, or RuleBroken at the first question whose answer will not do."""
    questions = OfferQuestion.objects.asked(kind=kind, provider_kind=provider_kind)
    return institution_answers.checked_answers(answers, questions=questions)
