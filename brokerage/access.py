"""Deeds that hang on which areas a broker serves: allocation runs, and the queue of requests."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied

from accounts.models import User
from brokerage.models import BrokerArea, Capability, Request, Routing
from brokerage.models.allocation import areas_overseen_by
from institutions import access
from institutions.access import Permission
from institutions.models import Area, Institution, Membership
from institutions.models.area import AreaQuerySet
from institutions.models.institution import InstitutionQuerySet


def areas_to_allocate(user: User) -> AreaQuerySet:
    """The areas over which the person may plan a run and have it sent."""
    return areas_overseen_by(user, roles=access.roles_with(Permission.ALLOCATE))


def can_allocate(user: User, areas: Iterable[Area]) -> bool:
    """May the person do so over every one of the areas?"""
    asked = {area.pk for area in areas}
    return areas_to_allocate(user).filter(pk__in=asked).count() == len(asked)


def require_allocation(user: User, areas: Iterable[Area]) -> None:
    """Raise PermissionDenied unless the person may."""
    if not can_allocate(user, areas):
        raise PermissionDenied(Permission.ALLOCATE)


def can_route(user: User, request: Request) -> bool:
    """May the person triage, hand on and close a request? Brokers of its area, whoever has it, and coordinators."""
    mine = access.where_may(user, Permission.REQUEST_ROUTE)
    authority = request.school.local_authority
    return workers_of(request).filter(pk__in=mine.values("pk")).exists() or (
        authority is not None and access.can(user, Permission.REQUEST_ROUTE, authority)
    )


def require_routing(user: User, request: Request) -> None:
    """Raise PermissionDenied unless the person may."""
    if not can_route(user, request):
        raise PermissionDenied(f"{Permission.REQUEST_ROUTE} of {request}")


def can_route_as(user: User, institution: Institution, request: Request) -> bool:
    """May the person take it, or answer for it, on behalf of the institution?"""
    works = workers_of(request).filter(pk=institution.pk).exists()
    return works and access.can(user, Permission.REQUEST_ROUTE, institution)


def require_routing_as(user: User, institution: Institution, request: Request) -> None:
    """Raise PermissionDenied unless the person may."""
    if not can_route_as(user, institution, request):
        raise PermissionDenied(f"{Permission.REQUEST_ROUTE} of {request} as {institution}")


def can_record(user: User, request: Request) -> bool:
    """May the person write down what was given? The school itself, and whoever works on the request."""
    return access.can(user, Permission.REQUEST_CONFIRM, request.school) or can_route(user, request)


def require_recording(user: User, request: Request) -> None:
    """Raise PermissionDenied unless the person may."""
    if not can_record(user, request):
        raise PermissionDenied(f"What was given for {request}")


def has_queue(membership: Membership) -> bool:
    """Does the person work a queue with this membership? Brokers, partners with capabilities, coordinators."""
    if membership.role not in access.roles_with(Permission.REQUEST_ROUTE):
        return False
    institution = membership.institution
    return (
        institution is None
        or institution.kind == Institution.Kind.BROKER
        or Capability.objects.filter(partner=institution).exists()
    )


def workers_of(request: Request) -> InstitutionQuerySet:
    """The brokers who serve the school's authority today, and those to whom the request was handed."""
    serving = BrokerArea.objects.current().filter(area=request.school.local_authority_id).values("broker")
    handed = request.routings.filter(state__in=Routing.HOLDING).values("partner")
    return Institution.objects.filter(pk__in=serving.union(handed))


def areas_to_write_to(user: User) -> AreaQuerySet:
    """The areas to whose organisations the person may send messages."""
    return areas_overseen_by(user, roles=access.roles_with(Permission.MESSAGE_SEND))


def require_writer(user: User, area: Area) -> None:
    """Raise PermissionDenied unless the person may."""
    if not areas_to_write_to(user).filter(pk=area.pk).exists():
        raise PermissionDenied(f"{Permission.MESSAGE_SEND} in {area}")
