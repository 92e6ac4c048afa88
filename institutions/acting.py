"""On whose behalf a person acts: one of their memberships, chosen in the header and kept in the session."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from accounts.models import User
from institutions import access
from institutions.access import Permission
from institutions.models import Institution, Membership

SESSION_KEY = "acting_membership"


class MemberRequest(HttpRequest):
    """What a view receives from somebody who is signed in."""

    user: User
    acting: Membership | None
    memberships: list[Membership]


def acting_institution(request: MemberRequest, *, may: Permission | None = None) -> Institution | None:
    """The institution that the person acts for; with `may`, only where they may do that on its behalf."""
    found = request.acting.institution if request.acting else None
    if found is None or (may is not None and not access.can(request.user, may, found)):
        return None
    return found


class ActingMiddleware:
    """Sets `request.memberships` and `request.acting`.

    They are read afresh each time, so a membership that was ended counts no more from the next page on.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        memberships = _memberships(request.user) if request.user.is_authenticated else []
        vars(request).update(memberships=memberships, acting=_acting(request, memberships))
        return self.get_response(request)


def _memberships(user: User) -> list[Membership]:
    current = Membership.objects.current().filter(user=user)
    return list(current.select_related("institution", "area").defer("institution__search").order_by("pk"))


def _acting(request: HttpRequest, memberships: list[Membership]) -> Membership | None:
    """The chosen membership while it lasts, else the oldest one."""
    if not memberships:
        return None
    chosen = request.session.get(SESSION_KEY)
    return next((membership for membership in memberships if membership.pk == chosen), memberships[0])


def choose(request: HttpRequest, membership: Membership) -> None:
    """Act for this membership from the next page on."""
    request.session[SESSION_KEY] = membership.pk


def acting(request: HttpRequest) -> dict[str, Any]:
    """Template context: `acting` and `memberships`. Absent only where an error came before the middleware."""
    return {
        "acting": getattr(request, "acting", None),
        "memberships": getattr(request, "memberships", []),
    }
