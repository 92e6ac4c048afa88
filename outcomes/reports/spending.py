"""What universities put into programmes, by purpose: widening participation beside fair access (mechanism M18).

Tenancy: what is paid to whom stands on each programme's page, so the sums are open to everybody who is signed in.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from institutions.models import Institution
from partnerships.models import BudgetLine
from partnerships.queries.programme_money import Total, added_up, by_purpose


@dataclass(frozen=True)
class Share:
    """One purpose: its sum, and its part of all that was allocated."""

    total: Total
    percent: int


@dataclass(frozen=True)
class Spending:
    """Of one school year. `lines` are the parts of budgets that the sums are made of, each with its source."""

    year: str
    shares: list[Share]
    total: Total
    lines: list[BudgetLine]


def spending_of(university: Institution) -> list[Spending]:
    """The latest school year first."""
    years: dict[str, list[BudgetLine]] = defaultdict(list)
    for line in (
        _lines().filter(funder=university).order_by("-cohort__year", "cohort__programme__title", "pk")
    ):
        years[line.cohort.year].append(line)
    return [_spending(year, lines) for year, lines in years.items()]


def spending_of_england(year: str) -> Spending:
    """All universities of one school year together."""
    lines = _lines().filter(funder__kind=Institution.Kind.UNIVERSITY, cohort__year=year)
    return _spending(year, list(lines.order_by("funder__name", "pk")))


def _lines() -> QuerySet[BudgetLine]:
    rows = BudgetLine.objects.select_related("cohort__programme", "funder", "purpose")
    return rows.defer("funder__search")


def _spending(year: str, lines: list[BudgetLine]) -> Spending:
    total = added_up("All", lines)
    shares = [Share(each, round(100 * each.pounds / total.pounds)) for each in by_purpose(lines)]
    return Spending(year, shares, total, lines)
