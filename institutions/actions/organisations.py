"""How many organisations of a type there should be in England."""

from datetime import date

from django.db import transaction

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Area, OrganisationType


@transaction.atomic
def set_organisation_target(
    *, type: OrganisationType, target: int | None, target_on: date | None, by: User
) -> OrganisationType:
    """A number and the day by which it is to be reached, or neither."""
    access.require(by, Permission.EXPECTATION_SET, Area.objects.get(code=Area.ENGLAND))
    if (target is None) != (target_on is None):
        missing = "target" if target is None else "target_on"
        raise RuleBroken("Give both a number and a day, or neither.", field=missing)
    found = OrganisationType.objects.select_for_update().get(pk=type.pk)
    found.target, found.target_on = target, target_on
    found.save(update_fields=["target", "target_on"])
    on = target_on.isoformat() if target_on else None
    audit.record("organisation_target_set", found, by=by, target=target, on=on)
    return found
