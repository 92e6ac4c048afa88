"""On whose behalf a person acts: one of their memberships, chosen in the header and kept in the session."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from institutions import access
from institutions.access import Permission
from institutions.models import Area, Institution, Membership

SESSION_KEY = "acting_membership"
_READ = "_memberships"


class MemberRequest(HttpRequest):
    """What a view receives from somebody who is signed in."""

    user: User


def memberships_of(request: HttpRequest) -> list[Membership]:
    """The person's own, the oldest first; none of a visitor.

    Read once for each request that asks, so a membership that was ended counts no more from the next page on.
    """
    read = vars(request)
    if _READ not in read:
        user = getattr(request, "user", None)  # absent where an error came before it was known
        read[_READ] = _memberships(user) if isinstance(user, User) else []
    found: list[Membership] = read[_READ]
    return found


def acting_membership(request: HttpRequest) -> Membership | None:
    """The chosen membership while it lasts, else the oldest one."""
    memberships = memberships_of(request)
    if not memberships:
        return None
    chosen = request.session.get(SESSION_KEY)
    return next((membership for membership in memberships if membership.pk == chosen), memberships[0])


def acting_institution(request: HttpRequest, *, may: Permission | None = None) -> Institution | None:
    """The institution that the person acts for; with `may`, only where they may do that on its behalf."""
    membership = acting_membership(request)
    found = membership.institution if membership else None
    if found is None or (may is not None and not access.can(request.user, may, found)):
        return None
    return found


def acting_area(request: HttpRequest) -> Area | None:
    """The area that the person administers or coordinates in what they do now."""
    membership = acting_membership(request)
    return membership.area if membership else None


def choose(request: HttpRequest, membership: Membership) -> None:
    """Act for this membership from the next page on."""
    request.session[SESSION_KEY] = membership.pk


def acting(request: HttpRequest) -> dict[str, Any]:
    """Template context: `acting` and `memberships`, read when a template first asks for them."""
    return {
        "acting": SimpleLazyObject(partial(acting_membership, request)),
        "memberships": SimpleLazyObject(partial(memberships_of, request)),
    }


def _memberships(user: User) -> list[Membership]:
    current = Membership.objects.current().filter(user=user)
    return list(current.select_related("institution", "area").defer("institution__search").order_by("pk"))
