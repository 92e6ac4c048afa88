"""Who asks families what they think: a school its own, whoever administers an area those of its schools."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from accounts.models import User
from institutions import access
from institutions.access import Permission
from institutions.models import Area, Institution

Asker = Institution | Area


def may_ask_families(user: User | AnonymousUser, asker: Asker) -> bool:
    is_area = isinstance(asker, Area)
    return access.can(user, Permission.FAMILIES_ADMINISTER if is_area else Permission.FAMILIES_SERVE, asker)


def require_asker(user: User | AnonymousUser, asker: Asker) -> None:
    """Raise PermissionDenied unless the person may."""
    if not may_ask_families(user, asker):
        raise PermissionDenied(f"ask the families of {asker}")
