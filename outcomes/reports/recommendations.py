"""The recommendations with their figures and the last word on each, as at any day.

Tenancy: public to everybody who is signed in; names of owners are names in public roles.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from institutions.models import RoleHolder, Strand
from outcomes.models import Progress, Recommendation
from outcomes.reports.indicators import INDICATORS, Figure, Indicator, days_with_figures

_STRANDS = list(Strand.values)


@dataclass(frozen=True)
class Standing:
    """How one recommendation stands on a day."""

    recommendation: Recommendation
    indicator: Indicator | None
    figure: Figure | None
    progress: list[Progress]
    owner: RoleHolder | None
    day: date

    @property
    def latest(self) -> Progress | None:
        return self.progress[0] if self.progress else None

    @property
    def status(self) -> str:
        """In words; nobody having reported is not started."""
        return self.latest.get_status_display() if self.latest else Progress.Status.NOT_STARTED.label

    @property
    def is_delivered(self) -> bool:
        return self.latest is not None and self.latest.status in Progress.DELIVERED

    @property
    def is_overdue(self) -> bool:
        due = self.recommendation.due_on
        return due is not None and due < self.day and not self.is_delivered

    @property
    def lacks_evidence(self) -> bool:
        return not any(each.evidence or each.evidence_url for each in self.progress)

    @property
    def is_met(self) -> bool:
        """The figure has reached its target."""
        value = self.figure.value if self.figure else None
        target = self.recommendation.target
        return value is not None and target is not None and value >= target


def standings(*, day: date, strand: str = "") -> list[Standing]:
    """In the order of the report."""
    order = Prefetch(
        "progress", Progress.objects.until(day).select_related("reported_by"), to_attr="words_said"
    )
    owned = ("owner__holder__role_type", "owner__holder__institution")
    rows = Recommendation.objects.select_related(*owned).prefetch_related(order)
    rows = rows.filter(strand=strand) if strand else rows
    figures: dict[str, Figure] = {}
    found = []
    for each in sorted(rows, key=lambda row: (_STRANDS.index(row.strand), row.number)):
        indicator = INDICATORS.get(each.indicator)
        if indicator and each.indicator not in figures:
            figures[each.indicator] = indicator.of(day)
        owner = getattr(each, "owner", None)
        holder = owner.holder if owner else None
        found.append(Standing(each, indicator, figures.get(each.indicator), each.words_said, holder, day))
    return found


def trend_of_indicator(indicator: Indicator, *, until: date) -> list[tuple[date, Figure]]:
    """Worked out for each day that figures are kept as at, and for the last day itself."""
    days = [*days_with_figures(until), until]
    return [(day, indicator.of(day)) for day in dict.fromkeys(days)]
