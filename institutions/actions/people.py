"""Who belongs to an institution: invitations, roles and leaving."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core import links
from core.errors import RuleBroken
from institutions import access, notifications
from institutions.access import Permission
from institutions.models import Institution, Invitation, Membership, Role
from institutions.models.membership import OVER_AREAS

INVITATION_LASTS = timedelta(days=14)
# The invitation itself says when it ends. Its link stays readable for longer, so that the answer can be exact.
LINK_READABLE = timedelta(days=365)


@transaction.atomic
def invite_person(*, institution: Institution, email: str, role: Role, by: User) -> Invitation:
    """Ask the holder of an e-mail address to join in a role."""
    access.require(by, Permission.PEOPLE_MANAGE, institution)
    institution = _locked(institution)
    if Membership.objects.current().filter(institution=institution, user__email__iexact=email).exists():
        raise RuleBroken(f"{email} belongs to {institution} already.", code="is_member", field="email")
    if Invitation.objects.open().filter(institution=institution, email__iexact=email).exists():
        raise RuleBroken(
            f"{email} has an invitation already. Withdraw it first to send another.",
            code="is_invited",
            field="email",
        )
    invitation = Invitation.objects.create(
        institution=institution,
        email=email.lower(),
        role=_at_an_institution(role),
        invited_by=by,
        expires_at=timezone.now() + INVITATION_LASTS,
    )
    audit.record("person_invited", invitation, by=by, role=role)
    notifications.person_invited(invitation)
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """Take an invitation back before it is accepted; its link stops working."""
    access.require(by, Permission.PEOPLE_MANAGE, invitation.institution)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    _require_open(invitation)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at", "updated_at"])
    audit.record("invitation_withdrawn", invitation, by=by)
    return invitation


def read_invitation(token: str) -> Invitation:
    """The open invitation that a link stands for, or RuleBroken in words."""
    invitation_id = links.read(notifications.INVITATION_LINK, token, max_age=LINK_READABLE)["id"]
    invitation = (
        Invitation.objects.select_related("institution", "invited_by").filter(pk=invitation_id).first()
    )
    if invitation is None:
        raise RuleBroken("This invitation does not exist any more.", code="invitation_unknown")
    _require_open(invitation)
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, by: User) -> Membership:
    """Join with the link from the e-mail. It works once, and only for the person it was sent to."""
    invitation = Invitation.objects.select_for_update().get(pk=read_invitation(token).pk)
    _require_open(invitation)
    access.require_addressee(by, invitation.email)
    institution = _locked(invitation.institution)
    if Membership.objects.current().filter(institution=institution, user=by).exists():
        raise RuleBroken(f"You belong to {institution} already.", code="is_member")
    membership = Membership.objects.create(user=by, institution=institution, role=invitation.role)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at", "updated_at"])
    audit.record("invitation_accepted", invitation, by=by, membership=membership.pk)
    notifications.invitation_accepted(invitation, membership)
    return membership


@transaction.atomic
def change_role(*, membership: Membership, role: Role, by: User) -> Membership:
    """Give somebody another role at the same institution."""
    access.require(by, Permission.PEOPLE_MANAGE, membership.scope)
    membership = _locked_membership(membership)
    if role != Role.MANAGER:
        _require_another_manager(membership)
    before, membership.role = membership.role, _at_an_institution(role)
    membership.save(update_fields=["role", "updated_at"])
    audit.record("role_changed", membership, by=by, before=before, after=role)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, by: User) -> Membership:
    """Take somebody's access away, from their next page on. Anyone may leave by themselves."""
    if membership.user != by:
        access.require(by, Permission.PEOPLE_MANAGE, membership.scope)
    membership = _locked_membership(membership)
    _require_another_manager(membership)
    membership.ended_at = timezone.now()
    membership.save(update_fields=["ended_at", "updated_at"])
    audit.record("membership_ended", membership, by=by)
    if membership.user != by:
        notifications.membership_ended(membership)
    return membership


def _locked(institution: Institution) -> Institution:
    """One change of an institution's people at a time, so that two cannot each remove the other's last manager."""
    return Institution.objects.defer("search").select_for_update(no_key=True).get(pk=institution.pk)


def _locked_membership(membership: Membership) -> Membership:
    if membership.institution is None:
        raise RuleBroken("Administrators of an area are not managed here.", code="is_administrator")
    _locked(membership.institution)
    membership = Membership.objects.select_related("user", "institution").get(pk=membership.pk)
    if membership.ended_at:
        raise RuleBroken(f"{membership.user} has left already.", code="has_left")
    return membership


def _require_another_manager(membership: Membership) -> None:
    """Somebody must always be able to manage an institution's people."""
    if membership.role != Role.MANAGER:
        return
    managers = Membership.objects.current().filter(institution=membership.institution, role=Role.MANAGER)
    if not managers.exclude(pk=membership.pk).exists():
        raise RuleBroken(
            f"{membership.user} is the only manager of {membership.institution}. "
            "Make somebody else a manager first.",
            code="last_manager",
        )


def _require_open(invitation: Invitation) -> None:
    if invitation.accepted_at:
        raise RuleBroken("This invitation has been used already.", code="invitation_used")
    if invitation.withdrawn_at:
        raise RuleBroken("This invitation was withdrawn.", code="invitation_withdrawn")
    if invitation.expires_at <= timezone.now():
        raise RuleBroken("This invitation has run out.", code="invitation_expired")


def _at_an_institution(role: Role) -> Role:
    if role in OVER_AREAS:
        raise RuleBroken(
            "This role is one over an area, not at an institution.",
            code="is_administrator",
        )
    return role
