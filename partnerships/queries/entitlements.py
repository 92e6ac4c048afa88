"""What families may expect, phase by phase, with what a school says of it.

Tenancy: entitlements and what schools say of them are for everybody.
"""

from dataclasses import dataclass

from institutions.models import Institution, Phase
from partnerships.models import Entitlement, EntitlementStatus


@dataclass(frozen=True)
class Expected:
    """One entitlement, and what the school says of it, if anything."""

    entitlement: Entitlement
    status: EntitlementStatus | None


def entitlements_of(phase: Phase) -> list[Entitlement]:
    return list(Entitlement.objects.in_force().filter(phase=phase).order_by("position", "pk"))


def expected_of(school: Institution) -> list[tuple[Phase, list[Expected]]]:
    """By the phases that it teaches, in their order; phases without any are left out."""
    found = Entitlement.objects.in_force().of_school(school).order_by("position", "pk")
    said = EntitlementStatus.objects.current().filter(school=school, entitlement__in=found)
    by_entitlement = {each.entitlement_id: each for each in said}
    expected = [Expected(each, by_entitlement.get(each.pk)) for each in found]
    by_phase = [(phase, [each for each in expected if each.entitlement.phase == phase]) for phase in Phase]
    return [(phase, rows) for phase, rows in by_phase if rows]
