"""Campus visits and higher education by key stage as they are downloaded."""

from collections.abc import Sequence
from typing import Any

from institutions.models import Area, Institution
from outcomes.open_data import (
    NOT_APPLICABLE,
    NOT_AVAILABLE,
    SCHOOL,
    SOURCE,
    TIME_AND_PLACE,
    TOTAL,
    Columns,
    Filter,
    Indicator,
    OpenTable,
    place,
    school_year,
    share,
)
from outcomes.reports.campus_visits import KeyStage, Row

_COLUMNS: Columns = (
    Filter("school_type", "Schools counted"),
    Indicator("year_8_pupil_count", "Pupils to end Year 8 in the school year, estimated"),
    Indicator("visitor_least_count", "Of them on a campus visit by then, at least"),
    Indicator("visit_count", "Of them on a campus visit by then, at most"),
    Indicator("visitor_least_percent", "On a campus visit by then, at least", "%", 1),
    Indicator("primary_count", "Primary schools"),
    Indicator("primary_hours", "Hours that primary schools gave to higher education", "", 1),
    Indicator("primary_with_hours_count", "Primary schools that said how many hours"),
    Indicator("activity_count", "Activities about higher education"),
    *(
        Indicator(f"pupil_{stage.name.lower()}_count", f"Pupils in them: {stage.value}, some more than once")
        for stage in KeyStage
    ),
)


def visits_table(area: Area, rows: Sequence[Row], year: str, *, is_schools: bool) -> OpenTable:
    """One row for each place (or school) of one school year."""
    when = school_year(year)
    where = _schools(rows) if is_schools else _places(rows)
    records = [[*when, *where[row.pk], TOTAL, *_figures(row)] for row in rows if row.pk in where]
    notes = [("School year", year), ("Disputed records", "Not counted"), ("Source", SOURCE)]
    columns = [*TIME_AND_PLACE, *(SCHOOL if is_schools else ())]
    title = f"Campus visits by the end of Year 8: {area.name}"
    return OpenTable(f"visits-{area.code}", title, columns, _COLUMNS, records, notes)


def _places(rows: Sequence[Row]) -> dict[int, list[Any]]:
    areas = Area.objects.select_related("parent__parent").in_bulk([row.pk for row in rows])
    return {pk: place(area) for pk, area in areas.items()}


def _schools(rows: Sequence[Row]) -> dict[int, list[Any]]:
    schools = Institution.objects.filter(pk__in=[row.pk for row in rows], local_authority__isnull=False)
    found: dict[int, list[Any]] = {}
    for school in schools.defer("search").select_related("local_authority__parent__parent"):
        assert school.local_authority is not None
        named = [school.laestab or NOT_AVAILABLE, school.urn or NOT_AVAILABLE, school.name]
        found[school.pk] = [*place(school.local_authority, level="School"), *named]
    return found


def _figures(row: Row) -> list[Any]:
    visits, early = row.visits, row.early
    least = share(min(visits.at_least, visits.pupils), visits.pupils)
    hours = early.primary_hours if early.primaries_with_hours else NOT_APPLICABLE
    primaries = [early.primaries, hours, early.primaries_with_hours, early.activities]
    return [
        visits.pupils,
        visits.at_least,
        visits.places,
        least,
        *primaries,
        *(s.pupils for s in early.stages),
    ]
