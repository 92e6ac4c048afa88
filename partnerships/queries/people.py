"""Whom to write to: the people who may act for an institution."""

from collections import defaultdict
from collections.abc import Iterable

from institutions.access import Permission, roles_with
from institutions.models import GroupMembership, Institution, Membership


def addresses_by_institution(
    *, institutions: Iterable[Institution], permission: Permission
) -> dict[int, list[str]]:
    """Addresses of those who may do it, by institution; people of a school's trust when it has none of its own."""
    wanted = {institution.pk for institution in institutions}
    links = GroupMembership.objects.current().filter(member__in=wanted)
    trusts = {link.member_id: link.group_id for link in links}
    people: dict[int, list[str]] = defaultdict(list)
    for membership in (
        Membership.objects.current()
        .filter(
            institution__in=wanted | set(trusts.values()),
            role__in=roles_with(permission),
            user__is_active=True,
        )
        .select_related("user")
        .order_by("pk")
    ):
        assert membership.institution_id is not None  # asked for above
        people[membership.institution_id].append(membership.user.email)
    return {pk: people.get(pk) or people.get(trusts.get(pk, 0), []) for pk in wanted}


def addresses_of(institutions: Iterable[Institution]) -> list[str]:
    """Everybody who may act in partnerships for one of them, once."""
    people = addresses_by_institution(institutions=institutions, permission=Permission.PARTNERSHIP_EDIT)
    return list(dict.fromkeys(address for found in people.values() for address in found))


def can_be_asked(institution: Institution) -> bool:
    """Somebody here may confirm a record."""
    people = addresses_by_institution(institutions=[institution], permission=Permission.COLLABORATION_CONFIRM)
    return bool(people[institution.pk])
