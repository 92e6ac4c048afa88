"""What families may expect, phase by phase, with what a school says of it.

Tenancy: entitlements and what schools say of them are for everybody.
"""

from dataclasses import dataclass

from institutions.models import Institution, Phase, RoleHolder, Welcome
from partnerships.models import Entitlement, EntitlementStatus

PTA_CONTACT = "PTA_CONTACT"  # the role


@dataclass(frozen=True)
class Expected:
    """One entitlement, and what the school says of it, if anything."""

    entitlement: Entitlement
    status: EntitlementStatus | None


@dataclass(frozen=True)
class ParentsAssociation:
    """Whether the parent–teacher association takes part in work with partners (none: not said), and its contact."""

    takes_part: bool | None
    contact: str


def parents_association_of(school: Institution) -> ParentsAssociation:
    welcome = Welcome.objects.filter(institution=school).first()
    holder = RoleHolder.objects.current().filter(institution=school, role_type__code=PTA_CONTACT).first()
    takes_part = welcome.involves_parents_association if welcome else None
    return ParentsAssociation(takes_part, holder.name if holder else "")


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
