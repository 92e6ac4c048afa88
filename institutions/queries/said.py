"""Answers to questions that are data, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from institutions.models import Institution, Question


@dataclass(frozen=True)
class Said:
    """One question, with the answer in words or as institutions to look up."""

    question: str
    words: str
    institutions: tuple[Institution, ...] = ()


def said(answers: Mapping[str, Any], questions: Iterable[Question]) -> list[Said]:
    """In the order of the questions."""
    return [_said(question, answers[question.code]) for question in questions if question.code in answers]


def _said(question: Question, answer: Any) -> Said:
    if question.answer == Question.Answer.INSTITUTIONS:
        named = Institution.objects.filter(pk__in=answer).defer("search").order_by("name", "pk")
        return Said(question.label, "", tuple(named))
    if question.answer == Question.Answer.YES_NO:
        return Said(question.label, "Yes" if answer else "No")
    return Said(question.label, ", ".join(answer) if isinstance(answer, list) else str(answer))
