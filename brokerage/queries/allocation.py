"""What the pages of an allocation run show.

Tenancy: every question starts at a run that the asker may see; its rows belong to it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import Count, Q

from brokerage.models import AllocationPrice, AllocationRow, AllocationRun, Introduction
from brokerage.models.allocation import Gain
from core import db
from institutions.models import SupportArea

SQL = Path(__file__).parent / "sql"
GAPS = (SQL / "gaps_of_run.sql").read_text()

WAYS = {  # of giving out the places
    "optimum": "This run",
    "first_come": "First come, first served",
    "neediest_first": "Neediest choose first",
}
LEVELS = {
    "priority_needs_met": "Needs of priority schools met",
    "schools_given_their_first": "Schools given their first relationship",
    "needs_met": "Needs met in all",
}


@dataclass(frozen=True)
class Level:
    """One level of the objective, and what each of WAYS reaches of it."""

    words: str
    of: int
    reached: list[int]


@dataclass(frozen=True)
class Gap:
    """The needs of one authority and area of support that a run leaves open."""

    authority: str
    authority_id: int
    area: SupportArea
    needs: int
    priority_needs: int
    first_schools: int
    out_of_reach: int


def ways_of(run: AllocationRun) -> dict[str, dict[str, Any]]:
    """What each way of giving out the places reaches, by its heading. Empty before the rehearsal."""
    return {words: run.summary[way] for way, words in WAYS.items()} if run.rehearsed_at else {}


def levels_of(run: AllocationRun) -> list[Level]:
    """The objective's levels in their order, side by side."""
    summary, ways = run.summary["optimum"], ways_of(run).values()
    bounds = {
        "priority_needs_met": summary["priority_needs"],
        "schools_given_their_first": summary["schools_with_none"],
        "needs_met": summary["needs"],
    }
    return [Level(words, bounds[key], [way[key] for way in ways]) for key, words in LEVELS.items()]


def fit_of(run: AllocationRun) -> list[int]:
    """Average points of a pair, by way."""
    return [round(way["total_fit"] / max(1, way["needs_met"])) for way in ways_of(run).values()]


def gaps_of(run: AllocationRun, *, limit: int) -> list[Gap]:
    """Where one more place would help most, first."""
    params = {
        "run": run.pk,
        "another_priority_need": Gain.ANOTHER_PRIORITY_NEED,
        "another_school": Gain.ANOTHER_SCHOOL,
        "limit": limit,
    }
    return [Gap(**row | {"area": SupportArea(row["area"])}) for row in db.rows(GAPS, params)]


def offers_to_widen(run: AllocationRun, *, limit: int) -> list[AllocationPrice]:
    """The offers of which one more place would bring most."""
    prices = AllocationPrice.objects.filter(run=run).select_related("offer__provider")
    return list(prices.defer("offer__provider__search").order_by("-gain", "-points", "offer")[:limit])


def reasons_of(run: AllocationRun) -> list[tuple[str, str, int]]:
    """Why needs get nothing: each reason with its words and its number."""
    counted = run.rows.unmet().values("reason").annotate(needs=Count("pk"))
    needs = {row["reason"]: row["needs"] for row in counted.order_by("reason")}
    return [
        (reason.value, str(reason.label), needs[reason]) for reason in AllocationRow.Reason if reason in needs
    ]


@dataclass(frozen=True)
class Sent:
    """How far the sending is, and what came back."""

    waiting: int
    sent: int
    met: int
    taken: int
    left_out: int
    accepted: int
    declined: int
    unanswered: int

    @property
    def not_sent(self) -> int:
        return self.met + self.taken


def sent_of(run: AllocationRun) -> Sent:
    row, answer = AllocationRow.State, Introduction.State
    counts = run.rows.aggregate(
        waiting=Count("pk", Q(state=row.WAITING)),
        sent=Count("pk", Q(introduction__isnull=False)),
        met=Count("pk", Q(state=row.MET)),
        taken=Count("pk", Q(state=row.TAKEN)),
        left_out=Count("pk", Q(state=row.LEFT_OUT)),
        accepted=Count("pk", Q(introduction__state=answer.ACCEPTED)),
        declined=Count("pk", Q(introduction__state=answer.DECLINED)),
        unanswered=Count("pk", Q(introduction__state__in=Introduction.AWAITING)),
    )
    return Sent(**counts)
