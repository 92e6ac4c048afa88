"""A school's report card: what its students go on to, and how far its families agree with what they are asked.

Tenancy: published and protected figures alone, so it is for everybody.
"""

from dataclasses import dataclass
from typing import Any

from institutions.models import Institution
from outcomes.models import ViewsRound
from outcomes.reports.family_views import Published, rounds_about
from outcomes.statistics import Share

LEAST_PEOPLE = 25  # of a role: of fewer, no percentage


@dataclass(frozen=True)
class Feedback:
    """Of the answers that are shown, how many agree; counts are rounded, so the share is about right."""

    round: ViewsRound
    share: Share


@dataclass(frozen=True)
class Card:
    progression: list[Any]
    feedback: Feedback | None

    @property
    def is_empty(self) -> bool:
        return not (self.progression or self.feedback)


def card_of(school: Institution, panels: list[dict[str, Any]]) -> Card:
    """The first line of each panel of published figures, and the latest round whose answers can be shown."""
    progression = [(panel, panel["lines"][0].words) for panel in panels if panel["lines"]]
    feedback = (_feedback(published) for published in rounds_about(school))
    return Card(progression, next((found for found in feedback if found), None))


def _feedback(published: Published) -> Feedback | None:
    """Of a role that is withheld on either side nothing is counted."""
    pairs = [
        (min(said, people), people)
        for of_school in published.schools
        for line in of_school.lines[1:]
        for said, people in zip(line.by_role, of_school.lines[0].by_role, strict=True)
        if said is not None and people is not None and people >= LEAST_PEOPLE
    ]
    agree, answered = (sum(column) for column in zip(*pairs, strict=True)) if pairs else (0, 0)
    return Feedback(published.round, Share(agree, answered)) if answered else None
