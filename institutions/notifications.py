"""Messages about who belongs to an institution."""

from core import links, mail
from institutions.models import Invitation, Membership

INVITATION_LINK = "institutions.invitation"


def person_invited(invitation: Invitation) -> None:
    mail.queue(
        key=f"person_invited:{invitation.pk}",
        to=invitation.email,
        subject=f"Join {invitation.institution} on Causeway",
        template="institutions/person_invited",
        context={"invitation": invitation, "token": links.sign(INVITATION_LINK, invitation.pk)},
    )


def invitation_accepted(invitation: Invitation, membership: Membership) -> None:
    mail.queue(
        key=f"invitation_accepted:{invitation.pk}",
        to=invitation.invited_by.email,
        subject=f"{membership.user} has joined {membership.institution}",
        template="institutions/invitation_accepted",
        context={"membership": membership},
    )


def membership_ended(membership: Membership) -> None:
    mail.queue(
        key=f"membership_ended:{membership.pk}",
        to=membership.user.email,
        subject=f"You no longer act for {membership.institution}",
        template="institutions/membership_ended",
        context={"membership": membership},
    )
