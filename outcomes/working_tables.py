"""How institutions work together, as it is downloaded."""

from collections.abc import Iterable
from typing import Any

from institutions.models import Area
from outcomes.open_data import (
    SOURCE,
    TIME_AND_PLACE,
    Columns,
    Filter,
    Indicator,
    OpenTable,
    own_columns,
    place,
    school_year,
    share,
)
from outcomes.reports.working_together import Planned, Steps, TargetGroup
from partnerships.queries.formality import Formality

_COLUMNS: Columns = (
    Indicator("partnership_count", "Live partnerships at the end of the school year"),
    *(
        Indicator(f"{step.name.lower()}_count", f"Of them: {step.label.lower()}, and no further")
        for step in Formality
    ),
    Indicator("activity_count", "Activities that say who planned them"),
    Indicator("together_count", "Planned by both sides together"),
    Indicator("one_sided_count", "Planned by one side"),
    Indicator("together_percent", "Planned by both sides together", "%", 1),
)
_GROUPS: Columns = (
    Filter("target_group", "Group of learners that it was meant for"),
    Indicator("activity_count", "Activities"),
    Indicator("selective_count", "Of them about the most selective universities"),
    Indicator("school_count", "Schools and colleges that took part"),
    Indicator("selective_school_count", "Of them in activities about the most selective universities"),
)
Row = tuple[str, Area, Steps, Planned]


def working_table(area: Area, rows: Iterable[Row]) -> OpenTable:
    """One row for each school year of the area, and for each of its places in one year."""
    records = [
        [*school_year(year), *place(where), *_figures(steps, done)] for year, where, steps, done in rows
    ]
    title = f"How institutions work together: {area.name}"
    columns = [*TIME_AND_PLACE, *own_columns(area)]
    return OpenTable(f"together-{area.code}", title, columns, _COLUMNS, records, _NOTES)


def groups_table(area: Area, year: str, groups: Iterable[TargetGroup]) -> OpenTable:
    """One row for each group of learners."""
    when, where = school_year(year), place(area)
    records = [
        [*when, *where, each.label, each.activities, each.selective, each.schools, each.selective_schools]
        for each in groups
    ]
    title = f"For which learners it was meant: {area.name}, {year}"
    columns = [*TIME_AND_PLACE, *own_columns(area)]
    return OpenTable(f"groups-{area.code}", title, columns, _GROUPS, records, _NOTES)


_NOTES = [("Disputed records", "Not counted"), ("Source", SOURCE)]


def _figures(steps: Steps, done: Planned) -> list[Any]:
    formal = [steps.partnerships, *(steps.counts.get(step, 0) for step in Formality)]
    return [*formal, done.activities, done.together, done.one_sided, share(done.together, done.activities)]
