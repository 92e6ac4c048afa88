"""What inspections found, noted by the people of those that were inspected."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Affiliation, GroupMembership, Inspection, Institution


@transaction.atomic
def note_inspected(
    *,
    institution: Institution,
    others: Sequence[Institution] = (),
    inspected_on: date,
    framework: str,
    outcome: str,
    link: str,
    by: User,
) -> Inspection:
    """One inspection may cover several that are in a trust or a group together."""
    access.require(by, Permission.PROFILE_EDIT, institution)
    if inspected_on > timezone.localdate():
        raise RuleBroken("The day must be today or in the past", field="inspected_on")
    _refuse_strangers(institution, others)
    facts = {"inspected_on": inspected_on, "framework": framework, "outcome": outcome, "link": link}
    row = Inspection.objects.create(noted_by=by, **facts)
    row.institutions.set([institution, *others])
    audit.record("inspected_noted", row, by=by, institution=institution.pk)
    return row


@transaction.atomic
def withdraw_inspected(*, inspection: Inspection, institution: Institution, by: User) -> None:
    """Noted by mistake: it is taken off the institution's page, and goes when it is on nobody's any more."""
    access.require(by, Permission.PROFILE_EDIT, institution)
    if inspection.grade_id:
        raise RuleBroken("It comes from the published list, so it stays.", code="published")
    inspection.institutions.remove(institution)
    audit.record("inspected_withdrawn", inspection, by=by, institution=institution.pk)
    if not inspection.institutions.exists():
        inspection.delete()


def _refuse_strangers(institution: Institution, others: Sequence[Institution]) -> None:
    trusts = GroupMembership.objects.current().filter(member=institution).values("group")
    groups = Affiliation.objects.on(timezone.localdate()).filter(member=institution).values("group")
    fellows = set(GroupMembership.objects.current().filter(group__in=trusts).values_list("member", flat=True))
    in_force = Affiliation.objects.on(timezone.localdate()).filter(group__in=groups)
    fellows |= set(in_force.values_list("member", flat=True))
    for other in others:
        if other.pk not in fellows:
            raise RuleBroken(
                f"{other} is in no trust or group with {institution}.", code="not_a_fellow", field="others"
            )
