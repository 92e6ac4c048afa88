"""A programme's money as its page tells it. Tenancy: open to everybody, as the programme is."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from partnerships.models import BudgetLine, Cohort, Programme


@dataclass(frozen=True)
class Total:
    """Several lines together. `spent` is nothing where nobody said it of any of them."""

    label: str
    pounds: Decimal
    spent: Decimal | None
    funders: int


@dataclass(frozen=True)
class MoneyOfYear:
    cohort: Cohort
    lines: list[BudgetLine]
    total: Total

    @property
    def left(self) -> Decimal | None:
        """What is not allocated yet; nothing where no budget was said."""
        return None if self.cohort.budget is None else self.cohort.budget - self.total.pounds


def money_of(programme: Programme) -> list[MoneyOfYear]:
    """The latest year first; years without a budget and without a line are left out."""
    lines = BudgetLine.objects.select_related("funder", "recipient", "area", "purpose").defer(
        "funder__search", "recipient__search"
    )
    ordered = Prefetch("lines", lines.order_by("funder__name", "pk"))
    rows = [
        MoneyOfYear(cohort, found := list(cohort.lines.all()), added_up("All", found))
        for cohort in programme.cohorts.order_by("-year").prefetch_related(ordered)
    ]
    return [row for row in rows if row.lines or row.cohort.budget]


def added_up(label: str, lines: Iterable[BudgetLine]) -> Total:
    found = list(lines)
    told = [line.spent for line in found if line.spent is not None]
    pounds = sum((line.pounds for line in found), Decimal(0))
    spent = sum(told, Decimal(0)) if told else None
    return Total(label, pounds, spent, len({line.funder_id for line in found}))


def by_purpose(lines: Iterable[BudgetLine]) -> list[Total]:
    """In the order of the list of purposes; what nobody gave a purpose comes last."""
    groups: dict[tuple[int, str], list[BudgetLine]] = {}
    for line in lines:
        key = (line.purpose.position, line.purpose.label) if line.purpose else (NONE_SAID, "No purpose said")
        groups.setdefault(key, []).append(line)
    return [added_up(label, rows) for (_, label), rows in sorted(groups.items())]


NONE_SAID = 1_000_000  # after every position that a term can have
