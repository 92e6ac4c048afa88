"""What made-up activities tell beyond who, what and when, as their types ask it."""

import json
from decimal import Decimal
from random import Random
from typing import Any

from demo.england.country import pick
from partnerships.models import ActivityKind, ActivityQuestion

DELIVERY = ["IN_PERSON"] * 7 + ["ONLINE"] * 2 + ["MIXED", "", ""]
SHARE_TRUE = 0.4  # of the flags that a type asks
SHARE_SAID = 0.5  # of the questions that need no answer
WORDS = {
    "subject": ["Physics", "Chemistry", "Computing", "Modern languages", "Mathematics", "History"],
    "deployed_focus": ["Reading across the school", "Attendance", "Leadership of mathematics"],
    "deployed_outcome": ["A plan for the year, shared with governors", "Two leaders now train others"],
    "authors_school": ["The heads of science and of mathematics", "The lead for reading"],
    "authors_university": ["Two lecturers in education", "A research fellow in physics"],
    "output": ["A unit of work for Year 8", "A guide for teachers", "A set of six lessons"],
    "output_link": ["https://resources.example/unit", "https://resources.example/guide"],
    "checks_by": ["The careers leader, a week before", "The deputy head, in the spring term"],
    "moderator": ["The careers leader", "The head of sixth form"],
    "message_rules": ["The school’s own platform; the rules are in its safeguarding policy"],
    "message_check": ["A report of the platform each month"],
}


def details(kind: ActivityKind, rng: Random) -> dict[str, Any]:
    """Columns of the record."""
    return {
        "delivery": pick(rng, DELIVERY),
        "depth": "",
        "staff_hours": Decimal(rng.randint(1, 12)) if rng.random() < SHARE_SAID else None,
        "flags": [flag for flag in kind.flags if rng.random() < SHARE_TRUE],
        "answers": json.dumps(_answers(kind, rng)),
    }


def others(kind: ActivityKind, rng: Random) -> tuple[int | None, int | None]:
    """Adults and families at one school."""
    adults = rng.randint(2, 25) if "ADULTS" in kind.counts else None
    return adults, rng.randint(4, 30) if "FAMILIES" in kind.counts else None


def among(kind: ActivityKind, pupils: int, rng: Random) -> tuple[int | None, int | None]:
    """Girls, and those who would be the first in their family, among the pupils."""
    girls = round(pupils * rng.uniform(0.4, 0.6)) if "GIRLS" in kind.counts else None
    return girls, round(pupils * rng.uniform(0.2, 0.6)) if "FIRST_IN_FAMILY" in kind.counts else None


def _answers(kind: ActivityKind, rng: Random) -> dict[str, Any]:
    questions = sorted(kind.questions.all(), key=lambda question: question.position)
    asked = [question for question in questions if question.is_required or rng.random() < SHARE_SAID]
    return {question.code: _answer(question, rng) for question in asked}


def _answer(question: ActivityQuestion, rng: Random) -> Any:
    match question.answer:
        case ActivityQuestion.Answer.NUMBER:
            return (question.least or 1) + rng.randint(0, 9)
        case ActivityQuestion.Answer.CHOICE:
            return pick(rng, question.choices)
        case ActivityQuestion.Answer.CHOICES:
            chosen = pick(rng, question.choices)
            return [choice for choice in question.choices if choice == chosen or rng.random() < SHARE_SAID]
        case _:
            return pick(rng, WORDS[question.code])
