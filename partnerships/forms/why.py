"""Why each question about an activity is asked. A question without a reason is not asked."""

from collections.abc import Mapping
from typing import NamedTuple

from django.forms import Field


class Why(NamedTuple):
    question: str
    reason: str


# By the name of the question. Those about counts begin with what they count.
REASONS = {
    "partner": "Both sides count it, and the partner can say whether it was so.",
    "partner_name": "A partner from whom you logged nothing lately is found, or added, by its name.",
    "which": "One record serves every school that took part, so nobody logs it twice.",
    "schools": "Each school’s coverage counts it, and its people see it in their log.",
    "school_name": "A school that you have not worked with is found by its name.",
    "activity_type": "It decides which other questions there are, and what may be asked of visiting adults.",
    "area": "Coverage is told by area of support. Most types answer it by themselves.",
    "starts_on": "A school counts as active for a year from the day.",
    "ends_on": "A series counts until its last day.",
    "sessions": "A series reaches further than a single day, and is told apart from one.",
    "hours": "It tells how much a pupil had of it. You may leave it out.",
    "year_groups": "Figures for careers guidance are told by year group, and so is who has had nothing yet.",
    "title": "A name of your own is easier to find again. You may leave it out.",
    "pupils": "It tells how many of a year group were reached. Only counts are kept.",
    "disadvantaged": "It tells whether those reach it who need it most. You may leave it out.",
    "girls": "Some types of activity set out to reach girls. You may leave it out.",
    "first_in_family": "Some types set out to reach the first in a family to study. You may leave it out.",
    "adults": "Some types of activity are for adults, such as staff.",
    "families": "Some types of activity are for families.",
    "definition": "Four groups are called disadvantaged. Different ones are never added up.",
    "partner_email": "Somebody who was there can confirm it in one click. What both sides say counts for more.",
}
# What the boxes of a table of counts count, in the words of one question.
COUNTS = {
    "pupils": "How many pupils of each year group",
    "disadvantaged": "How many of them are disadvantaged",
    "girls": "How many of them are girls",
    "first_in_family": "How many would be the first in their family",
    "adults": "How many adults",
    "families": "How many families",
}


def reasons_for(fields: Mapping[str, Field]) -> list[Why]:
    """One for each question that is asked; boxes that count the same thing have one together."""
    asked = {_counted(name): field for name, field in fields.items() if not field.widget.is_hidden}
    return [Why(COUNTS.get(name) or str(field.label), REASONS[name]) for name, field in asked.items()]


def reasons_for_counts() -> list[Why]:
    """Of every count that some type of activity asks for."""
    return [Why(words, REASONS[name]) for name, words in COUNTS.items()]


def _counted(name: str) -> str:
    return next((part for part in COUNTS if name.startswith(f"{part}-")), name)
