"""Messages about who belongs to an institution and who answers for it."""

from accounts import letters
from accounts.models import Letter, User
from core import links, mail
from institutions.models import Affiliation, Invitation, Membership, RoleHolder

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


def role_term_ending(holder: RoleHolder, manager: User) -> None:
    """Once for each term and manager, however often it is asked for."""
    mail.queue(
        key=f"role_term_ending:{holder.pk}:{holder.term_ends_on}:{manager.pk}",
        to=manager.email,
        subject=f"{holder.role_type}: the term of {holder.name} ends soon",
        template="institutions/role_term_ending",
        context={"holder": holder},
        unsubscribe_url=letters.stop_url(manager, Letter.DATES),
    )


def group_asked(asked: Affiliation, address: str) -> None:
    mail.queue(
        key=f"group_asked:{asked.pk}:{address}",
        to=address,
        subject=f"{asked.group} asks {asked.member} to join",
        template="institutions/group_asked",
        context={"asked": asked},
    )


def affiliation_answered(answered: Affiliation, asker: User) -> None:
    mail.queue(
        key=f"affiliation_answered:{answered.pk}",
        to=asker.email,
        subject=f"{answered.member} has answered {answered.group}",
        template="institutions/affiliation_answered",
        context={"answered": answered},
    )
