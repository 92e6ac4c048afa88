"""Who belongs to an institution, and who has been asked to."""

from dataclasses import dataclass

from institutions.models import Institution, Invitation, Membership, Role


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
