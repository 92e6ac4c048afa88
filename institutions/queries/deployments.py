"""Who serves where, and where somebody may note a visit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from institutions.models import Deployment, Institution, RoleHolder, RoleType, VisitNote


@dataclass(frozen=True)
class Place:
    """An institution that somebody visits, and the role in which they do."""

    role_holder: RoleHolder
    at: Institution


def places_to_visit(user: User, *, on: date | None = None) -> list[Place]:
    """Where the person advises on a day, and where they serve for a time."""
    return list(_places(user, on or timezone.localdate()))


def _places(user: User, day: date) -> Iterator[Place]:
    held = RoleHolder.objects.current(day).of(user).filter(role_type__notes_visits=True)
    rows = held.select_related("role_type", "institution").defer("institution__search")
    for holder in rows.order_by("institution__name", "pk"):
        if not holder.role_type.is_deployed:
            yield Place(holder, holder.institution)
    deployed = Deployment.objects.current(day).with_both().filter(role_holder__in=held)
    for deployment in deployed.order_by("at__name", "pk"):
        yield Place(deployment.role_holder, deployment.at)


def deployments_of(institution: Institution) -> list[Deployment]:
    """Whom it lends or lent to others, and who from elsewhere serves or served there; the latest first."""
    both = Q(at=institution) | Q(role_holder__institution=institution)
    return list(Deployment.objects.with_both().filter(both).order_by("-started_on", "-pk"))


def deployments_in(role_type: RoleType) -> list[Deployment]:
    """Of everybody in one role who serves elsewhere today, the latest first."""
    found = Deployment.objects.current().with_both().filter(role_holder__role_type=role_type)
    return list(found.order_by("-started_on", "-pk"))


def visits_to(institution: Institution, *, viewer: User) -> list[VisitNote]:
    """What was noted of visits there, as far as the viewer may read it, the latest first."""
    found = VisitNote.objects.visible_to(viewer).filter(institution=institution)
    return list(found.select_related("role_holder__role_type").order_by("-visited_on", "-pk"))
