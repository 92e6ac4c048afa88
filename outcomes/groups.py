"""Groups of schools side by side, each a way of filtering the coverage page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.urls import reverse

from institutions.models import Area, Phase
from outcomes.forms import CoverageForm
from outcomes.forms.coverage import KINDS
from outcomes.reports import coverage as report
from outcomes.reports.coverage import CoverageRow, Filters
from outcomes.tables import whole


@dataclass(frozen=True)
class GroupRow:
    """One group, its shares in whole per cent, and the way to its own coverage page."""

    name: str
    url: str
    row: CoverageRow
    working: int | None
    effective: int | None
    complete: int | None
    both_roles: int | None
    without: int | None


def group_table(area: Area, form: CoverageForm) -> list[GroupRow]:
    """All schools, then each phase and each kind of school; a school stands in several groups."""
    return [
        _row(name, query, report.total(filters, area=area), area) for name, query, filters in _groups(form)
    ]


def _groups(form: CoverageForm) -> Iterator[tuple[str, str, Filters]]:
    everybody = Filters(on=form.filters.on)
    day = f"&on={everybody.on.isoformat()}" if everybody.on else ""
    yield "All schools and colleges", f"?{day[1:]}", everybody
    for phase in (Phase.PRIMARY, Phase.SECONDARY, Phase.POST_16):
        yield str(phase.label), f"?phase={phase}{day}", replace(everybody, phase=phase)
    for kind, words in KINDS:
        yield words, f"?schools={kind}{day}", replace(everybody, kind=kind)


def _row(name: str, query: str, row: CoverageRow, area: Area) -> GroupRow:
    return GroupRow(
        name=name,
        url=reverse("outcomes:area_coverage", args=[area.code]) + query.rstrip("?"),
        row=row,
        working=whole(row.working_share),
        effective=whole(row.effective_share),
        complete=whole(row.complete_share),
        both_roles=whole(row.both_roles_share),
        without=whole(100 * row.with_nothing / row.schools) if row.schools else None,
    )
