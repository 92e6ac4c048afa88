"""Who administers an area. Whoever runs the service decides, on its command line: nobody on a page could be first."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from institutions.models import Area, Membership, Role


@transaction.atomic
def appoint_administrator(*, email: str, area: Area, role: Role = Role.ADMINISTRATOR) -> Membership:
    """From now on the person looks after the people of every institution in the area, or coordinates its requests.

    Said twice, it counts once. One person has one role over an area.
    """
    user = User.objects.select_for_update(no_key=True).filter(email__iexact=email, is_active=True).first()
    if user is None:
        raise RuleBroken(f"Nobody has an account as {email}. Ask them to create one first.", code="unknown")
    membership, is_new = Membership.objects.get_or_create(
        user=user, area=area, ended_at=None, defaults={"role": role}
    )
    if membership.role != role:
        raise RuleBroken(f"{email} has another role over {area}: end that one first.", code="other_role")
    if is_new:
        audit.record(f"{role.lower()}_appointed", membership, by=None, area=area.code)
    return membership


@transaction.atomic
def dismiss_administrator(*, email: str, area: Area) -> Membership:
    """From their next page on the person administers or coordinates the area no more."""
    current = Membership.objects.current().filter(user__email__iexact=email, area=area)
    membership = current.select_for_update(of=("self",)).first()
    if membership is None:
        raise RuleBroken(f"{email} has no role over {area}.", code="unknown")
    membership.ended_at = timezone.now()
    membership.save(update_fields=["ended_at", "updated_at"])
    audit.record(f"{membership.role.lower()}_dismissed", membership, by=None, area=area.code)
    return membership
