"""One row per school, one cell per area of support: what a partnership lead looks at first.

Read from the records themselves, not from the roll-up, so that what was just logged shows at once.
Tenancy: whoever may see the institution; the grid holds counts of schools and names of institutions only.
"""

from dataclasses import dataclass
from typing import Any

from institutions.models import Institution, SupportArea
from outcomes.models import Level
from outcomes.reports.coverage import COLUMN
from outcomes.reports.levels import school_levels


@dataclass(frozen=True)
class GridRow:
    """A school and how far it has come in each area of support."""

    school: Institution
    levels: dict[SupportArea, Level]
    is_priority: bool
    has_business_lead: bool
    has_link_governor: bool
    activities: int

    @property
    def gaps(self) -> int:
        return sum(level == Level.NOTHING for level in self.levels.values())


def grid_of(institution: Institution) -> list[GridRow]:
    """The schools of a trust that count, by name; of a school, the school itself."""
    schools = Institution.objects.in_scope()
    schools = schools.filter(pk=institution.pk) if institution.is_school else schools.members_of(institution)
    found = {school.pk: school for school in schools.select_related("local_authority").order_by("name", "pk")}
    levels = {row["school_id"]: row for row in school_levels(schools=list(found))}
    return [_row(school, levels[pk]) for pk, school in found.items()]


def _row(school: Institution, figures: dict[str, Any]) -> GridRow:
    return GridRow(
        school=school,
        levels={area: Level(figures[column]) for area, column in COLUMN.items()},
        is_priority=figures["is_priority"],
        has_business_lead=figures["has_business_lead"],
        has_link_governor=figures["has_link_governor"],
        activities=int(figures["activities"]),
    )
