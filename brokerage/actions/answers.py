"""What an offer says in answer to the questions of its kind, checked against them."""

from collections.abc import Callable, Mapping
from typing import Any

from brokerage.models import OfferKind, OfferQuestion
from core import privacy
from core.errors import RuleBroken
from institutions.models import Institution, Term

MOST_ANSWER = 300  # characters
LARGEST_NUMBER = 10_000
Answer = OfferQuestion.Answer


def check_kind(kind: Term, *, provider_kind: str) -> None:
    """Some kinds are for some institutions alone: what a school shares with a school, a university's standing offer."""
    rules = OfferKind.objects.filter(term=kind).first()
    if rules is None or not rules.provider_kinds or provider_kind in rules.provider_kinds:
        return
    makers = " or ".join(Institution.Kind(maker).label.lower() for maker in rules.provider_kinds)
    raise RuleBroken(f"“{kind}” can be offered by: {makers}.", code="kind_not_yours", field="kind")


def checked_answers(answers: Mapping[str, Any], *, kind: Term, provider_kind: str) -> dict[str, Any]:
    """The answers as they are kept, or RuleBroken at the first question whose answer will not do."""
    questions = list(OfferQuestion.objects.asked(kind=kind, provider_kind=provider_kind))
    unknown = sorted(answers.keys() - {question.code for question in questions})
    if unknown:
        raise RuleBroken(f"An offer of this kind is not asked “{unknown[0]}”.", field="answers")
    kept = {question.code: _checked(question, answers.get(question.code)) for question in questions}
    return {code: answer for code, answer in kept.items() if answer is not None}


def _checked(question: OfferQuestion, answer: Any) -> Any:
    """None where nothing was said."""
    if answer not in (None, "", []):
        return CHECKS[Answer(question.answer)](question, answer)
    if question.is_required:
        raise _refusal(question, "Answer the question")
    return None


def _text(question: OfferQuestion, answer: Any) -> str:
    if not isinstance(answer, str) or len(answer) > MOST_ANSWER:
        raise _refusal(question, f"Use {MOST_ANSWER} characters or fewer for")
    privacy.refuse_personal_data(answer, field=question.code)
    return answer.strip()


def _number(question: OfferQuestion, answer: Any) -> int:
    least = question.least or 0
    if isinstance(answer, bool) or not isinstance(answer, int) or not least <= answer <= LARGEST_NUMBER:
        raise _refusal(question, f"Enter a whole number from {least} to {LARGEST_NUMBER:,} for")
    return answer


def _choices(question: OfferQuestion, answer: Any) -> list[str]:
    chosen = answer if isinstance(answer, list) else []
    if not chosen or any(choice not in question.choices for choice in chosen):
        raise _refusal(question, "Select what is offered in the list for")
    return [choice for choice in question.choices if choice in chosen]


def _choice(question: OfferQuestion, answer: Any) -> str:
    return _choices(question, [answer])[0]


def _yes_no(question: OfferQuestion, answer: Any) -> bool:
    if not isinstance(answer, bool):
        raise _refusal(question, "Answer yes or no to")
    return answer


def _institutions(question: OfferQuestion, answer: Any) -> list[int]:
    keys = answer if isinstance(answer, list) else []
    numbers = {key for key in keys if isinstance(key, int) and not isinstance(key, bool)}
    known = set(Institution.objects.filter(pk__in=numbers).values_list("pk", flat=True))
    if not known or len(known) != len(set(map(str, keys))):
        raise _refusal(question, "Name institutions of the directory for")
    return sorted(known)


def _refusal(question: OfferQuestion, what: str) -> RuleBroken:
    return RuleBroken(f"{what} “{question.label.rstrip('?')}”.", code="answer_not_valid", field=question.code)


CHECKS: dict[Answer, Callable[[OfferQuestion, Any], Any]] = {
    Answer.TEXT: _text,
    Answer.NUMBER: _number,
    Answer.CHOICE: _choice,
    Answer.CHOICES: _choices,
    Answer.YES_NO: _yes_no,
    Answer.INSTITUTIONS: _institutions,
}
