"""Every table of coverage as it is downloaded: areas, headline figures, trusts, schools, and those with nothing."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from institutions.models import Area, Institution, SupportArea
from outcomes.forms import CoverageForm, NothingForm, SchoolsForm
from outcomes.models import SchoolCoverage
from outcomes.open_data import (
    NOT_APPLICABLE,
    NOT_AVAILABLE,
    SCHOOL,
    SOURCE,
    TIME_AND_PLACE,
    TOTAL,
    TRUST,
    Columns,
    Filter,
    Indicator,
    OpenTable,
    notes_on,
    own_columns,
    period,
    place,
    share,
)
from outcomes.reports import coverage as report
from outcomes.reports.coverage import COLUMN, CoverageRow
from outcomes.reports.grid import GridRow, grid_of
from outcomes.reports.levels import rule_in_force

_CUTS = (
    Filter("phase", "Phase of education"),
    Filter("school_group", "Schools counted"),
    Filter("priority_list", "Priority list"),
    Filter("designation", "Designated areas and schools"),
)
_BY_SUPPORT_AREA: Columns = (
    *_CUTS,
    Filter("support_area", "Area of support"),
    Indicator("school_count", "Schools and colleges"),
    Indicator("nothing_count", "With nothing"),
    Indicator("started_count", "With a live partnership and no activity lately"),
    Indicator("active_count", "With an activity lately, not effective"),
    Indicator("effective_count", "With an effective relationship"),
    Indicator("active_percent", "With an activity lately, effective or not", "%", 1),
    Indicator("effective_percent", "With an effective relationship", "%", 1),
)
_HEADLINES: Columns = (
    *_CUTS,
    Indicator("school_count", "Schools and colleges"),
    Indicator("any_active_count", "With an activity lately in a framework area"),
    Indicator("any_active_percent", "With an activity lately in a framework area", "%", 1),
    Indicator("any_effective_count", "With an effective relationship in a framework area"),
    Indicator("any_effective_percent", "With an effective relationship in a framework area", "%", 1),
    Indicator("nothing_count", "With nothing in any area of support"),
    Indicator("both_roles_count", "With a business lead and a link governor"),
    Indicator("both_roles_percent", "With a business lead and a link governor", "%", 1),
)
SCHOOL_FIELDS: Columns = (
    Filter("phase", "Phases of education"),
    Filter("trust_name", "Trust", "z: in no trust"),
    Filter("priority", "On a priority list"),
    Filter("rural", "In a rural place"),
    Filter("small", "Fewer than 100 pupils"),
    *(
        Filter(column, SupportArea(area).label, "How far the school has come")
        for area, column in COLUMN.items()
    ),
    Indicator("partnership_count", "Live partnerships"),
    Indicator("activity_count", "Activities lately"),
)

_GRID: Columns = (
    Filter("priority", "On a priority list"),
    Filter("business_lead", "Has a senior leader for business"),
    Filter("link_governor", "Has a link governor"),
    *(
        Filter(column, SupportArea(area).label, "How far the school has come")
        for area, column in COLUMN.items()
    ),
    Indicator("activity_count", "Activities lately"),
)


def coverage_table(area: Area, form: CoverageForm) -> OpenTable:
    """By area of support: the area itself and the regions or authorities below it."""
    rows = [
        [*where, *cuts, *_cells(row, support_area)]
        for where, cuts, row in _areas(area, form)
        for support_area in SupportArea
    ]
    title = f"Coverage of {area.name} by area of support"
    return _table("coverage", title, area, form, (), _BY_SUPPORT_AREA, rows)


def headlines_table(area: Area, form: CoverageForm) -> OpenTable:
    """One row for each place."""
    rows = [[*where, *cuts, *_headline(row)] for where, cuts, row in _areas(area, form)]
    return _table("headlines", f"Headline figures of {area.name}", area, form, (), _HEADLINES, rows)


def trusts_table(area: Area, form: CoverageForm) -> OpenTable:
    """Trusts with schools in the area, by area of support; only those schools are counted."""
    where, cuts = [*_when(form), *place(area, level="MAT")], _cuts(form)
    rows = [
        [*where, row.code, row.name, *cuts, *_cells(row, support_area)]
        for row in report.by_trust(form.filters, area=area)
        for support_area in SupportArea
    ]
    return _table("trusts", f"Trusts with schools in {area.name}", area, form, TRUST, _BY_SUPPORT_AREA, rows)


def schools_table(area: Area, form: CoverageForm) -> OpenTable:
    """One row for each school that is counted."""
    rows = _schools(area, form, report.schools_counted(form.filters, area=area).order_by("school"))
    return _table("schools", f"Schools of {area.name}", area, form, SCHOOL, SCHOOL_FIELDS, list(rows))


def nothing_table(area: Area, form: CoverageForm) -> OpenTable:
    """The schools behind a number: those with nothing, priority schools first."""
    assert isinstance(form, NothingForm)
    rows = _schools(area, form, form.schools_listed(area))
    return _table(
        "nothing", f"Schools of {area.name} {form.words}", area, form, SCHOOL, SCHOOL_FIELDS, list(rows)
    )


def below_table(area: Area, form: SchoolsForm, rows: QuerySet[SchoolCoverage], words: str) -> OpenTable:
    """The schools that lack something that is expected of them."""
    title = f"Schools of {area.name} below: {words}"
    return _table("below", title, area, form, SCHOOL, SCHOOL_FIELDS, list(_schools(area, form, rows)))


def stem_table(area: Area, rows: QuerySet[SchoolCoverage], barriers: Mapping[int, list[str]]) -> OpenTable:
    """One row for each school: its support in STEM, and the codes of the barriers that were named."""
    form = SchoolsForm(None)
    records = _schools(
        area, form, rows, also=lambda row: [", ".join(barriers.get(row.pk, ())) or NOT_APPLICABLE]
    )
    columns: Columns = (*SCHOOL_FIELDS, Filter("stem_barriers", "Barriers named by its initiatives in STEM"))
    return _table("stem", f"Support in STEM, {area.name}", area, form, SCHOOL, columns, list(records))


def grid_table(institution: Institution) -> OpenTable:
    """The schools of a trust (or a school itself) as their grid shows them, as of now."""
    rows = grid_of(institution)
    today = timezone.localdate()
    when = [today.year, today.strftime("%B")]
    authorities = Area.objects.select_related("parent__parent")
    areas = authorities.in_bulk({row.school.local_authority_id for row in rows})
    records = [
        [*when, *place(areas[row.school.local_authority_id or 0], level="School"), *_grid_row(row)]
        for row in rows
    ]
    rule = rule_in_force(today)
    notes = [("As at", today.isoformat()), ("Rule", f"{rule.words} ({rule})"), ("Source", SOURCE)]
    title = f"What the schools of {institution.name} have"
    return OpenTable(f"grid-{institution.pk}", title, [*TIME_AND_PLACE, *SCHOOL], _GRID, records, notes)


TABLES: dict[str, Callable[[Area, CoverageForm], OpenTable]] = {
    "coverage": coverage_table,
    "headlines": headlines_table,
    "trusts": trusts_table,
    "schools": schools_table,
    "nothing": nothing_table,
}


def _table(
    name: str,
    title: str,
    area: Area,
    form: SchoolsForm,
    also: Iterable[str],
    columns: Columns,
    rows: list[list[Any]],
) -> OpenTable:
    where = [*TIME_AND_PLACE, *own_columns(area), *also]
    notes = notes_on(report.latest_run(on=form.filters.on))
    return OpenTable(f"{name}-{area.code}", title, where, columns, rows, notes)


def _areas(area: Area, form: CoverageForm) -> Iterable[tuple[list[Any], list[str], CoverageRow]]:
    """Time and place, the filters and the figures of the area and of the places it is made of."""
    if area.kind in report.MADE_OF_AREAS:
        places = report.Places(form.filters, area=area)
        found = [places.whole, *places.below()]
    else:
        found = [report.total(form.filters, area=area)]
    codes = [row.code for row in found]
    areas = Area.objects.select_related("parent__parent").in_bulk(codes, field_name="code")
    when, cuts = _when(form), _cuts(form)
    return [([*when, *place(areas[row.code])], cuts, row) for row in found]


def _when(form: SchoolsForm) -> list[Any]:
    return period(report.latest_run(on=form.filters.on))


def _cuts(form: SchoolsForm) -> list[str]:
    asked = form.filters
    chosen = str(asked.priority_list or "")
    named = (
        ("phase", asked.phase),
        ("schools", asked.kind),
        ("priority_list", chosen),
        ("designation", asked.designation),
    )
    return [_label(form, field, value) for field, value in named]


def _label(form: SchoolsForm, field: str, value: str) -> str:
    return dict(form.fields[field].choices)[value] if value else TOTAL  # type: ignore[attr-defined]


def _cells(row: CoverageRow, support_area: SupportArea) -> list[Any]:
    cell = row.cells[support_area]
    counts = [cell.schools, cell.nothing, cell.started, cell.active, cell.effective]
    return [
        support_area.label,
        *counts,
        share(cell.working, cell.schools),
        share(cell.effective, cell.schools),
    ]


def _headline(row: CoverageRow) -> list[Any]:
    any_working = [row.any_working, share(row.any_working, row.schools)]
    any_effective = [row.any_effective, share(row.any_effective, row.schools)]
    roles = [row.both_roles, share(row.both_roles, row.schools)]
    return [row.schools, *any_working, *any_effective, row.with_nothing, *roles]


def _schools(
    area: Area,
    form: SchoolsForm,
    rows: Any,
    *,
    also: Callable[[SchoolCoverage], list[Any]] = lambda row: [],
) -> Iterable[list[Any]]:
    when = _when(form)
    shown = rows.select_related("school", "trust", "local_authority__parent__parent").only(
        *("phases", "is_priority", "is_rural", "is_small", "partnerships", "activities", *COLUMN.values()),
        *("school__laestab", "school__urn", "school__name", "trust__name"),
        *(
            f"local_authority{above}__{field}"
            for above in ("", "__parent", "__parent__parent")
            for field in _OF_AREA
        ),
    )
    places: dict[int, list[Any]] = {}
    own = [area.code, area.name] if own_columns(area) else []
    for row in shown:
        if row.local_authority_id not in places:
            places[row.local_authority_id] = [*place(row.local_authority, level="School"), *own]
        yield [*when, *places[row.local_authority_id], *school_fields(row), *also(row)]


def _grid_row(row: GridRow) -> list[Any]:
    school = [row.school.laestab or NOT_AVAILABLE, row.school.urn or NOT_AVAILABLE, row.school.name]
    roles = map(yes_or_no, (row.is_priority, row.has_business_lead, row.has_link_governor))
    return [*school, *roles, *(level.label for level in row.levels.values()), row.activities]


_OF_AREA = ("code", "name", "kind", "dfe_code", "parent")


def school_fields(row: SchoolCoverage) -> list[Any]:
    """What every table says of a school, after where it is."""
    school = [row.school.laestab or NOT_AVAILABLE, row.school.urn or NOT_AVAILABLE, row.school.name]
    levels = [getattr(row, f"get_{column}_display")() for column in COLUMN.values()]
    return [
        *school,
        ", ".join(str(phase) for phase in row.phases) or NOT_AVAILABLE,
        row.trust.name if row.trust else NOT_APPLICABLE,
        *map(yes_or_no, (row.is_priority, row.is_rural, row.is_small)),
        *levels,
        row.partnerships,
        row.activities,
    ]


def yes_or_no(value: bool | None) -> str:
    return NOT_AVAILABLE if value is None else "yes" if value else "no"
