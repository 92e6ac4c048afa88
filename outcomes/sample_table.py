"""A thematic survey of work in partnership: a drawn sample of schools, and the same fields of each."""

from collections import Counter
from typing import Any

from django.db.models import Count

from institutions.models import Area
from outcomes.coverage_tables import SCHOOL_FIELDS, school_fields, yes_or_no
from outcomes.open_data import (
    SCHOOL,
    TIME_AND_PLACE,
    Columns,
    Filter,
    Indicator,
    OpenTable,
    notes_on,
    own_columns,
    period,
    place,
)
from outcomes.reports.coverage import latest_run
from outcomes.reports.samples import draw
from partnerships.models import Document, EntitlementStatus, InspectionEvidence

_SAMPLE: Columns = (
    *SCHOOL_FIELDS,
    Filter("drawn", "Place in the draw", "1 was drawn first"),
    Filter("business_lead", "Has a senior leader for business"),
    Filter("link_governor", "Has a link governor"),
    Indicator("cross_sector_count", "Partnerships across sectors"),
    Indicator("cross_trust_count", "Partnerships across trusts"),
    Indicator("inspection_evidence_count", "Passages of inspection reports about partnership work"),
    Indicator("document_count", "Plans and documents in force"),
    Indicator("entitlement_met_count", "Things in place that families can expect, by the school's account"),
)


def sample_table(area: Area, *, seed: str, size: int) -> OpenTable:
    """The draw as a file; its notes say how to draw it again."""
    drawn = draw(area, seed=seed, size=size)
    run = latest_run()
    own = [area.code, area.name] if own_columns(area) else []
    also = _also([row.school_id for row in drawn])
    rows = [
        [
            *(*period(run), *place(row.local_authority, level="School"), *own),
            *(
                *school_fields(row),
                number,
                yes_or_no(row.has_business_lead),
                yes_or_no(row.has_link_governor),
            ),
            *(row.cross_sector, row.cross_trust, *(counts[row.school_id] for counts in also)),
        ]
        for number, row in enumerate(drawn, start=1)
    ]
    drawing = f"The {size} schools with the lowest SHA-256 of “{seed}:URN”, in that order"
    notes = [("Seed", seed), ("How it was drawn", drawing), *notes_on(run)]
    where = [*TIME_AND_PLACE, *own_columns(area), *SCHOOL]
    return OpenTable(
        f"sample-{area.code}", f"A sample of schools of {area.name}", where, _SAMPLE, rows, notes
    )


def _also(schools: list[int]) -> list[Counter[int]]:
    """What is counted beside coverage, by school."""
    counted: list[Any] = [
        InspectionEvidence.objects.filter(institution__in=schools).values_list("institution"),
        Document.objects.in_force().filter(institution__in=schools).values_list("institution"),
        EntitlementStatus.objects.current()
        .filter(school__in=schools, status=EntitlementStatus.Status.MET)
        .values_list("school"),
    ]
    return [Counter(dict(rows.annotate(Count("pk")).order_by())) for rows in counted]
