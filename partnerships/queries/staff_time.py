"""What partnerships ask of the staff of schools, in hours. Tenancy: the caller asks for its own institution alone."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from core.dates import academic_year_days
from institutions.models import Institution
from partnerships.models import Collaboration, Contribution
from partnerships.queries.schools import schools_of


@dataclass(frozen=True)
class Burden:
    """Of one school, or of one partner at a school. `told`: the activities of which the time is known."""

    name: str
    activities: int
    told: int
    hours: Decimal


def staff_time_of(institution: Institution, year: str) -> list[Burden]:
    """A trust's schools by name, those without an activity too; a school's partners, the most hours first."""
    first, last = academic_year_days(year)
    parts = Contribution.objects.filter(
        collaboration__state=Collaboration.State.RECORDED,
        collaboration__starts_on__range=(first, last),
        school__in=schools_of(institution).values("pk"),
    )
    name = "collaboration__partner__name" if institution.is_school else "school__name"
    counted = parts.values(name).annotate(
        activities=Count("pk"),
        told=Count("pk", filter=Q(collaboration__staff_hours__isnull=False)),
        hours=Sum("collaboration__staff_hours", default=Decimal(0)),
    )
    rows = {row[name]: Burden(row[name], row["activities"], row["told"], row["hours"]) for row in counted}
    if institution.is_school:
        return sorted(rows.values(), key=lambda row: (-row.hours, row.name))
    names = schools_of(institution).open().order_by("name").values_list("name", flat=True)
    return [rows.get(each) or Burden(each, 0, 0, Decimal(0)) for each in names]
