"""Who may do what: one table of permissions by role, one question `can`, one demand `require`.

Which rows a person may see is another matter: `Model.objects.visible_to(user)`.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from accounts.models import User
from institutions.models import Affiliation, Area, GroupMembership, Institution, Membership, Role, RoleHolder
from institutions.models.affiliation import AffiliationQuerySet
from institutions.models.institution import InstitutionQuerySet
from institutions.models.membership import MembershipQuerySet
from institutions.models.role_holder import ADVISER, RoleHolderQuerySet


class Permission(StrEnum):
    """Deeds. A new one needs a line in ROLE_PERMISSIONS and in tests/test_access.py."""

    PEOPLE_MANAGE = "people_manage"
    PROFILE_EDIT = "profile_edit"
    ROLE_HOLDER_EDIT = "role_holder_edit"
    COLLABORATION_LOG = "collaboration_log"
    COLLABORATION_CONFIRM = "collaboration_confirm"
    PARTNERSHIP_EDIT = "partnership_edit"
    OFFER_EDIT = "offer_edit"
    REQUEST_MAKE = "request_make"
    INTRODUCTION_ANSWER = "introduction_answer"
    BROKER_ASSESS = "broker_assess"  # at the body that owns the standard
    BROKERAGE_ADMINISTER = "brokerage_administer"  # who serves an area; over England, which standard there is
    LEAVERS_RECORD = "leavers_record"  # exact counts stay inside the institution
    REQUEST_CONFIRM = "request_confirm"  # the school's own word on what came of it
    REQUEST_ROUTE = (
        "request_route"  # of what is asked in the areas that one coordinates or one's brokerage serves
    )
    PROGRESS_REPORT = "progress_report"  # over England, on what its recommendations came to
    AUTHORITY_BODY_EDIT = "authority_body_edit"  # the boards and groups of an authority
    LIBRARY_REVIEW = "library_review"  # of what institutions in one's area write; over England, of all
    CASE_NOMINATE = "case_nominate"  # for a case study that the institution itself writes
    DESIGNATE = "designate"  # an area that one administers, or a school in it
    DOCUMENT_KEEP = "document_keep"  # the plans and policies of an institution
    DOCUMENT_ADMINISTER = (
        "document_administer"  # keep an authority's own, accept those from inside one's area
    )
    FAMILIES_SERVE = "families_serve"  # answer what families tell the school, and ask for their views
    CONTEXT_PUBLISH = "context_publish"  # over England, figures of surveys and of counts by others
    INSPECTIONS_PUBLISH = "inspections_publish"  # over England, overall grades from published lists
    EXPECTATION_SET = "expectation_set"  # what schools of an area that one administers are held against
    FAMILIES_ADMINISTER = (
        "families_administer"  # ask the families of an area, see how much they tell its schools
    )
    MESSAGE_SEND = (
        "message_send"  # to organisations of the areas that one administers, or that one's brokerage serves
    )
    ALLOCATE = "allocate"  # over the areas that one administers, or that one's brokerage serves


_EDITOR = frozenset(
    {
        Permission.PROFILE_EDIT,
        Permission.ROLE_HOLDER_EDIT,
        Permission.COLLABORATION_LOG,
        Permission.COLLABORATION_CONFIRM,
        Permission.PARTNERSHIP_EDIT,
        Permission.OFFER_EDIT,
        Permission.REQUEST_MAKE,
        Permission.INTRODUCTION_ANSWER,
        Permission.BROKER_ASSESS,
        Permission.LEAVERS_RECORD,
        Permission.REQUEST_CONFIRM,
        Permission.REQUEST_ROUTE,
        Permission.DOCUMENT_KEEP,
        Permission.FAMILIES_SERVE,
        Permission.MESSAGE_SEND,
        Permission.ALLOCATE,
    }
)

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.MANAGER: _EDITOR | {Permission.PEOPLE_MANAGE},
    Role.EDITOR: _EDITOR,
    Role.READER: frozenset(),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.PEOPLE_MANAGE,
            Permission.ALLOCATE,
            Permission.BROKERAGE_ADMINISTER,
            Permission.PROGRESS_REPORT,
            Permission.AUTHORITY_BODY_EDIT,
            Permission.LIBRARY_REVIEW,
            Permission.CASE_NOMINATE,
            Permission.DESIGNATE,
            Permission.DOCUMENT_ADMINISTER,
            Permission.EXPECTATION_SET,
            Permission.CONTEXT_PUBLISH,
            Permission.INSPECTIONS_PUBLISH,
            Permission.FAMILIES_ADMINISTER,
            Permission.MESSAGE_SEND,
        }
    ),
    Role.COORDINATOR: frozenset({Permission.REQUEST_MAKE, Permission.REQUEST_ROUTE}),
}
# What an institution lets the person do whom it named as its adviser, by role, while the appointment lasts.
ADVISER_PERMISSIONS: dict[str, frozenset[Permission]] = {
    ADVISER: frozenset({Permission.REQUEST_MAKE, Permission.CASE_NOMINATE}),
    "SCHOOL_IMPROVEMENT_PARTNER": frozenset({Permission.CASE_NOMINATE}),
    "SCHOOL_IMPROVEMENT_OFFICER": frozenset({Permission.CASE_NOMINATE}),
}
# What a member lets a group do in its name, from the day of its word until it takes it back.
ACTING_PERMISSIONS = frozenset({Permission.OFFER_EDIT})


def can(user: User | AnonymousUser, permission: Permission, scope: Institution | Area) -> bool:
    """May the person do this at the institution (or over the area)?

    A role at a trust counts at its schools; a role over an area counts at every institution in it. A group does so
    much for its members as they let it.
    """
    if not user.is_authenticated or not user.is_active:
        return False
    if _memberships(user, scope).filter(role__in=roles_with(permission)).exists():
        return True
    if not isinstance(scope, Institution):
        return False
    return (
        _advising(user, permission).filter(institution=scope).exists()
        or acting_for(user, permission).filter(member=scope).exists()
    )


def require(user: User | AnonymousUser, permission: Permission, scope: Institution | Area) -> None:
    """Raise PermissionDenied unless the person may."""
    if not can(user, permission, scope):
        raise PermissionDenied(f"{permission} at {scope}")


def may_see_plans(user: User | AnonymousUser, institution: Institution) -> bool:
    """Its own people in any role, those who administer its area, and every broker."""
    if not user.is_authenticated or not user.is_active:
        return False
    at_a_broker = Q(institution__kind=Institution.Kind.BROKER)
    return (
        _memberships(user, institution).exists()
        or Membership.objects.current().filter(at_a_broker, user=user).exists()
    )


def require_any(
    user: User | AnonymousUser, permission: Permission, scopes: Iterable[Institution | Area]
) -> None:
    """Raise PermissionDenied unless the person may at one of these."""
    if not any(can(user, permission, scope) for scope in scopes):
        raise PermissionDenied(permission)


def require_each(
    user: User | AnonymousUser, permission: Permission, scopes: Iterable[Institution | Area]
) -> None:
    """Raise PermissionDenied unless the person may at all of these."""
    for scope in scopes:
        require(user, permission, scope)


def require_person(user: User | AnonymousUser) -> None:
    """Raise PermissionDenied unless somebody is signed in: for what is open to everyone who is."""
    if not user.is_authenticated or not user.is_active:
        raise PermissionDenied("Nobody is signed in")


def is_addressee(user: User, email: str) -> bool:
    """Was a message to `email` meant for this person?"""
    return user.is_active and user.email.lower() == email.lower()


def require_addressee(user: User, email: str) -> None:
    """Raise PermissionDenied unless it was."""
    if not is_addressee(user, email):
        raise PermissionDenied("Meant for somebody else")


def where_may(user: User | AnonymousUser, permission: Permission) -> InstitutionQuerySet:
    """The institutions at which the person may: their own and, from a trust, its schools; those that they advise.

    And members that let a group of theirs do it for them.
    """
    if not user.is_authenticated or not user.is_active:
        return Institution.objects.none()
    own = Institution.objects.of(user, roles=roles_with(permission))
    others: list[QuerySet[Any, Any]] = []
    if _advisers_with(permission):
        others.append(_advising(user, permission).values("institution"))
    if permission in ACTING_PERMISSIONS:
        others.append(acting_for(user, permission).values("member"))
    return Institution.objects.filter(pk__in=own.values("pk").union(*others)) if others else own


def acting_for(user: User, permission: Permission) -> AffiliationQuerySet:
    """The memberships in force by which a group of the person does this for its member."""
    if permission not in ACTING_PERMISSIONS:
        return Affiliation.objects.none()
    groups = Institution.objects.of(user, roles=roles_with(permission)).values("pk")
    return Affiliation.objects.acting().filter(group__in=groups)


def group_between(user: User, permission: Permission, member: Institution) -> Institution | None:
    """The group through which the person does this for its member; none where they may without it."""
    if _memberships(user, member).filter(role__in=roles_with(permission)).exists():
        return None
    acting = acting_for(user, permission).filter(member=member).select_related("group")
    found = acting.order_by("acts_from", "pk").first()
    return found.group if found else None


def require_holder(user: User | AnonymousUser, holder: RoleHolder) -> None:
    """Raise PermissionDenied unless the person is the one who holds the role today."""
    if not user.is_authenticated or not user.is_active:
        raise PermissionDenied("Nobody is signed in")
    if not RoleHolder.objects.current().of(user).filter(pk=holder.pk).exists():
        raise PermissionDenied("Somebody else holds this role")


def roles_with(permission: Permission) -> list[Role]:
    return [role for role, permissions in ROLE_PERMISSIONS.items() if permission in permissions]


def _memberships(user: User, scope: Institution | Area) -> MembershipQuerySet:
    current = Membership.objects.current().filter(user=user)
    if isinstance(scope, Area):
        return current.filter(area__in=_at_or_above(scope.pk))
    groups = GroupMembership.objects.current().filter(member=scope).values("group")
    here = Q(institution=scope) | Q(institution__in=groups)
    return current.filter(here | Q(area__in=_at_or_above(scope.local_authority_id)))


def _advisers_with(permission: Permission) -> list[str]:
    return [role for role, permissions in ADVISER_PERMISSIONS.items() if permission in permissions]


def _advising(user: User, permission: Permission) -> RoleHolderQuerySet:
    """Where the person is an adviser who may."""
    return RoleHolder.objects.current().of(user).filter(role_type__code__in=_advisers_with(permission))


def _at_or_above(area_id: int | None) -> list[int]:
    """The area and those that it is part of: district, authority, region, country."""
    if area_id is None:
        return []
    levels = ("pk", "parent", "parent__parent", "parent__parent__parent")
    chain = Area.objects.filter(pk=area_id).values_list(*levels).get()
    return [pk for pk in chain if pk]
