"""Figures of the context, each with its parts, its years, its sample and its source.

Tenancy: published by others, so everybody sees them.
"""

from dataclasses import dataclass
from itertools import groupby

from outcomes.charts import Chart, trend_chart
from outcomes.models import Fact, Measure, Release


@dataclass(frozen=True)
class Year:
    """One period of a figure: the value of each part, in their order, and the release that they come from."""

    period: str
    facts: list[Fact | None]
    release: Release
    sample: int | None


@dataclass(frozen=True)
class Survey:
    """One figure: `parts` are one measure each, a single one where it is not split."""

    parts: list[Measure]
    years: list[Year]

    @property
    def first(self) -> Measure:
        return self.parts[0]

    @property
    def is_split(self) -> bool:
        return bool(self.first.level_filter)

    @property
    def chart(self) -> Chart | None:
        series = [
            (part.level_filter or "all", [_value(year.facts[place]) for year in self.years])
            for place, part in enumerate(self.parts)
        ]
        return trend_chart(
            [year.period for year in self.years], series, unit="%" if self.first.is_share else ""
        )


def surveys() -> list[Survey]:
    """All that were described, by name; those without a value too."""
    measures = Measure.objects.filter(panel=Measure.Panel.CONTEXT).order_by("name", "family", "position")
    facts = Fact.objects.in_use().filter(measure__panel=Measure.Panel.CONTEXT)
    known = {(fact.measure_id, fact.period): fact for fact in facts.select_related("release", "measure")}
    return [_survey(list(parts), known) for _, parts in groupby(measures, key=lambda measure: measure.family)]


def parts_of(family: str) -> list[Measure]:
    found = Measure.objects.filter(panel=Measure.Panel.CONTEXT, family=family)
    return list(found.order_by("position"))


def _survey(parts: list[Measure], known: dict[tuple[int, str], Fact]) -> Survey:
    keys = {part.pk for part in parts}
    periods = sorted({period for measure, period in known if measure in keys})
    years = []
    for period in periods:
        facts = [known.get((part.pk, period)) for part in parts]
        some = next(fact for fact in facts if fact)
        years.append(Year(period, facts, some.release, some.size))
    return Survey(parts, years)


def _value(fact: Fact | None) -> float | None:
    return float(fact.value) if fact and fact.value is not None else None
