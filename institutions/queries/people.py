"""Who belongs to an institution, who has been asked to, and whom to write to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from institutions.access import Permission, roles_with
from institutions.models import GroupMembership, Institution, Invitation, Membership, Role, RoleHolder
from institutions.models.role_holder import SPONSOR


@dataclass(frozen=True)
class People:
    members: list[Membership]
    invitations: list[Invitation]

    @property
    def needs_a_manager(self) -> bool:
        """With fewer than two, nothing can be done about its people when one is away or leaves."""
        return bool(self.members) and sum(member.role == Role.MANAGER for member in self.members) < 2


def people(*, institution: Institution) -> People:
    """For those who may manage them: names with addresses, and the invitations that wait."""
    members = Membership.objects.current().filter(institution=institution).select_related("user")
    invitations = Invitation.objects.open().filter(institution=institution).select_related("invited_by")
    return People(
        members=list(members.order_by("user__name", "pk")),
        invitations=list(invitations.order_by("expires_at", "pk")),
    )


def leader_of(institution: Institution) -> tuple[str, str] | None:
    """Name and address of whom it named to answer for its partnerships: first who carries the work, then a sponsor."""
    holders = RoleHolder.objects.current().filter(institution=institution).exclude(email="")
    leading = holders.filter(Q(role_type__carries_work=True) | Q(role_type__code=SPONSOR))
    leader = leading.order_by("-role_type__carries_work", "role_type__position", "pk").first()
    return (leader.name, leader.email) if leader else None


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
