"""Counting how far people get, so that a question that turns them away is seen."""

from django.utils import timezone

from core import db

COUNT = """
INSERT INTO brokerage_journeystep (step, day, reached, answered)
VALUES (%(step)s, %(day)s, %(reached)s, %(answered)s)
ON CONFLICT (step, day) DO UPDATE SET reached = brokerage_journeystep.reached + excluded.reached,
                                      answered = brokerage_journeystep.answered + excluded.answered
"""


def count_reached(*, step: str) -> None:
    _count(step, reached=1, answered=0)


def count_answered(*, step: str) -> None:
    _count(step, reached=0, answered=1)


def _count(step: str, *, reached: int, answered: int) -> None:
    day = timezone.localdate()
    db.execute(COUNT, {"step": step, "day": day, "reached": reached, "answered": answered})
