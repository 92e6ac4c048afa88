"""Pairs of school and offer that lie within reach of each other and yet are closed to each other.

By the offer's visibility, or because it names year groups that the school does not have. Distance, areas, phases,
dates and places are for whoever asks to look at.
"""

from collections.abc import Sequence
from pathlib import Path

from django.utils import timezone

from core import db
from institutions.models import YearGroup

CLOSED_PAIRS = (Path(__file__).parent / "sql" / "closed_pairs.sql").read_text()


def closed_pairs(*, schools: Sequence[int], offers: Sequence[int]) -> list[tuple[int, int]]:
    """Those of these schools and offers, as pairs of their numbers, in order."""
    params = {
        "schools": list(schools),
        "offers": list(offers),
        "years": YearGroup.values,
        "today": timezone.localdate(),
    }
    return [(row["school"], row["offer"]) for row in db.rows(CLOSED_PAIRS, params)]
