"""Who may plan and send allocation runs: administrators of the area, and brokers who serve it."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied

from accounts.models import User
from brokerage.models import BrokerArea
from institutions import access
from institutions.access import Permission
from institutions.models import Area


def can_allocate(user: User, areas: Iterable[Area]) -> bool:
    """May the person allocate over every one of the areas?"""
    return all(
        access.can(user, Permission.ALLOCATE, area)
        or BrokerArea.objects.current()
        .filter(area=area, broker__in=access.where_may(user, Permission.ALLOCATE))
        .exists()
        for area in areas
    )


def require_allocation(user: User, areas: Iterable[Area]) -> None:
    """Raise PermissionDenied unless the person may."""
    if not can_allocate(user, areas):
        raise PermissionDenied(f"{Permission.ALLOCATE} over {', '.join(map(str, areas))}")
