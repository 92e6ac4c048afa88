"""Subjects that schools worked on, as they are downloaded."""

from collections.abc import Mapping
from typing import Any

from institutions.models import Area, Term
from outcomes.open_data import (
    SOURCE,
    TIME_AND_PLACE,
    TOTAL,
    Columns,
    Filter,
    Indicator,
    OpenTable,
    own_columns,
    place,
    school_year,
    share,
)
from outcomes.reports.subjects import Reached

_COLUMNS: Columns = (
    Filter("subject", "Part of the curriculum"),
    Indicator("school_count", "Schools and colleges"),
    Indicator("active_count", "With an activity in the subject in the school year"),
    Indicator("active_percent", "With an activity in the subject in the school year", "%", 1),
    Indicator("university_count", "With such an activity with a university"),
    Indicator("none_count", "Without any"),
)


def subjects_table(
    area: Area,
    year: str,
    subjects: Mapping[str, Reached],
    chosen: Term | None,
    places: Mapping[int, Reached],
) -> OpenTable:
    """The area by subject, then its places for the subject that was chosen."""
    areas = Area.objects.select_related("parent__parent").in_bulk(list(places))
    columns = [*TIME_AND_PLACE, *own_columns(area)]
    rows = [(area, name, each) for name, each in subjects.items()]
    if not own_columns(area):  # places below have the same columns
        rows += [(areas[pk], chosen.label if chosen else TOTAL, each) for pk, each in places.items()]
    when = school_year(year)
    records = [[*when, *place(where), name, *_figures(each)] for where, name, each in rows]
    notes = [("School year", year), ("Disputed records", "Not counted"), ("Source", SOURCE)]
    title = f"Subjects that schools worked on with partners: {area.name}"
    return OpenTable(f"subjects-{area.code}", title, columns, _COLUMNS, records, notes)


def _figures(each: Reached) -> list[Any]:
    percent = share(each.active, each.schools)
    return [each.schools, each.active, percent, each.with_university, each.without]
