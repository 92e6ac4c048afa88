"""Answers to questions that are data, checked against them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from core import privacy
from core.errors import RuleBroken
from institutions.models import Institution, Question

MOST_ANSWER = 300  # characters
LARGEST_NUMBER = 10_000
Answer = Question.Answer


def checked_answers(answers: Mapping[str, Any], *, questions: Iterable[Question]) -> dict[str, Any]:
    """The answers as they are kept, or RuleBroken at the first question whose answer will not do."""
    asked = {question.code: question for question in questions}
    if unknown := sorted(answers.keys() - asked.keys()):
        raise RuleBroken(f"This kind is not asked “{unknown[0]}”.", field="answers")
    kept = {code: _checked(question, answers.get(code)) for code, question in asked.items()}
    return {code: answer for code, answer in kept.items() if answer is not None}


def _checked(question: Question, answer: Any) -> Any:
    """None where nothing was said."""
    if answer not in (None, "", []):
        return CHECKS[Answer(question.answer)](question, answer)
    if question.is_required:
        raise _refusal(question, "Answer the question")
    return None


def _text(question: Question, answer: Any) -> str:
    if not isinstance(answer, str) or len(answer) > MOST_ANSWER:
        raise _refusal(question, f"Use {MOST_ANSWER} characters or fewer for")
    privacy.refuse_personal_data(answer, field=question.code)
    return answer.strip()


def _number(question: Question, answer: Any) -> int:
    least = question.least or 0
    if isinstance(answer, bool) or not isinstance(answer, int) or not least <= answer <= LARGEST_NUMBER:
        raise _refusal(question, f"Enter a whole number from {least} to {LARGEST_NUMBER:,} for")
    return answer


def _choices(question: Question, answer: Any) -> list[str]:
    chosen = answer if isinstance(answer, list) else []
    if not chosen or any(choice not in question.choices for choice in chosen):
        raise _refusal(question, "Select what is offered in the list for")
    return [choice for choice in question.choices if choice in chosen]


def _choice(question: Question, answer: Any) -> str:
    return _choices(question, [answer])[0]


def _yes_no(question: Question, answer: Any) -> bool:
    if not isinstance(answer, bool):
        raise _refusal(question, "Answer yes or no to")
    return answer


def _institutions(question: Question, answer: Any) -> list[int]:
    keys = answer if isinstance(answer, list) else []
    numbers = {key for key in keys if isinstance(key, int) and not isinstance(key, bool)}
    known = set(Institution.objects.filter(pk__in=numbers).values_list("pk", flat=True))
    if not known or len(known) != len(set(map(str, keys))):
        raise _refusal(question, "Name institutions of the directory for")
    return sorted(known)


def _refusal(question: Question, what: str) -> RuleBroken:
    return RuleBroken(f"{what} “{question.label.rstrip('?')}”.", code="answer_not_valid", field=question.code)


CHECKS: dict[Answer, Callable[[Question, Any], Any]] = {
    Answer.TEXT: _text,
    Answer.NUMBER: _number,
    Answer.CHOICE: _choice,
    Answer.CHOICES: _choices,
    Answer.YES_NO: _yes_no,
    Answer.INSTITUTIONS: _institutions,
}
