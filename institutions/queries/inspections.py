"""The inspections of an institution, each with those that were inspected together with it."""

from dataclasses import dataclass

from institutions.models import Inspection, Institution


@dataclass(frozen=True)
class Inspected:
    inspection: Inspection
    others: list[Institution]


def inspections_of(institution: Institution) -> list[Inspected]:
    """The latest first."""
    rows = Inspection.objects.filter(institutions=institution).prefetch_related("institutions")
    return [
        Inspected(row, [each for each in row.institutions.all() if each.pk != institution.pk])
        for row in rows.order_by("-inspected_on", "-pk")
    ]
