"""Who belongs: invitations, roles, leaving, and founding an institution."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import AuditEvent, User
from core import links
from core.errors import RuleBroken
from core.models import OutgoingEmail
from institutions import access, actions
from institutions.access import Permission
from institutions.models import Institution, Invitation, Membership, Role
from institutions.notifications import INVITATION_LINK
from tests.factories import InstitutionFactory, InvitationFactory, MembershipFactory, UserFactory

Kind = Institution.Kind


def refusal(code: str) -> "pytest.RaisesExc[RuleBroken]":
    return pytest.raises(RuleBroken, check=lambda error: error.code == code)


def recorded(verb: str) -> AuditEvent:
    return AuditEvent.objects.get(verb=verb)


def invite(institution: Institution, by: User, email: str = "nia@example.org") -> tuple[Invitation, str]:
    """The invitation and the token in its mail."""
    invitation = actions.invite_person(institution=institution, email=email, role=Role.EDITOR, by=by)
    found = re.search(r"/invitations/([^/\s]+)/", OutgoingEmail.objects.latest("pk").body)
    assert found
    return invitation, found[1]


# Inviting


def test_an_invitation_is_sent_recorded_and_lasts_two_weeks(
    employer: Institution, employer_user: User
) -> None:
    invitation, _ = invite(employer, employer_user, "Nia@Example.org")
    mail = OutgoingEmail.objects.get()
    assert mail.to == invitation.email == "nia@example.org"
    assert "Erin Employer has invited you to act for Kiln Works Ltd" in mail.body
    assert timedelta(days=13) < invitation.expires_at - timezone.now() <= timedelta(days=14)
    assert recorded("person_invited").actor == employer_user


def test_names_stand_in_a_mail_as_they_are_written(lead: User, trust: Institution) -> None:
    Institution.objects.filter(pk=trust.pk).update(name="St Mary's & All Saints'")
    invite(Institution.objects.get(pk=trust.pk), lead)
    assert "to act for St Mary's & All Saints' on Causeway" in OutgoingEmail.objects.get().body


@pytest.mark.parametrize("cast", ["school_user", "employer_user", "stranger"])
def test_only_those_who_manage_people_invite(
    cast: str, school: Institution, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        invite(school, request.getfixturevalue(cast))


@pytest.mark.parametrize("cast", ["lead", "administrator"])
def test_the_trust_and_the_administrator_invite_a_schools_first_manager(
    cast: str, school: Institution, request: pytest.FixtureRequest
) -> None:
    by = request.getfixturevalue(cast)
    actions.invite_person(institution=school, email="head@example.org", role=Role.MANAGER, by=by)


def test_nobody_is_invited_twice_at_a_time(employer: Institution, employer_user: User) -> None:
    invitation, _ = invite(employer, employer_user)
    with refusal("is_invited"):
        invite(employer, employer_user, "NIA@example.org")
    actions.withdraw_invitation(invitation=invitation, by=employer_user)
    invite(employer, employer_user)


def test_a_member_is_not_invited(employer: Institution, employer_user: User) -> None:
    with refusal("is_member"):
        invite(employer, employer_user, employer_user.email.upper())


def test_nobody_is_invited_to_administer_an_institution(employer: Institution, employer_user: User) -> None:
    with refusal("is_administrator"):
        actions.invite_person(
            institution=employer, email="a@example.org", role=Role.ADMINISTRATOR, by=employer_user
        )


def test_withdrawing_is_for_those_who_manage_people(employer: Institution, lead: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.withdraw_invitation(invitation=InvitationFactory.create(institution=employer), by=lead)


# Accepting


def test_accepting_makes_a_member_and_tells_the_inviter(employer: Institution, employer_user: User) -> None:
    invitation, token = invite(employer, employer_user)
    nia = UserFactory.create(name="Nia O’Neill", email="NIA@example.org")
    membership = actions.accept_invitation(token=token, by=nia)
    assert (membership.institution, membership.role) == (employer, Role.EDITOR)
    assert access.can(nia, Permission.OFFER_EDIT, employer)
    assert (
        OutgoingEmail.objects.get(to=employer_user.email).subject == "Nia O’Neill has joined Kiln Works Ltd"
    )
    assert recorded("invitation_accepted").subject_id == invitation.pk


def test_a_link_works_once(employer: Institution, employer_user: User) -> None:
    _, token = invite(employer, employer_user)
    nia = UserFactory.create(email="nia@example.org")
    actions.accept_invitation(token=token, by=nia)
    with refusal("invitation_used"):
        actions.accept_invitation(token=token, by=nia)


def test_a_withdrawn_invitation_is_not_accepted_nor_withdrawn_again(
    employer: Institution, employer_user: User
) -> None:
    invitation, token = invite(employer, employer_user)
    actions.withdraw_invitation(invitation=invitation, by=employer_user)
    with refusal("invitation_withdrawn"):
        actions.accept_invitation(token=token, by=UserFactory.create(email="nia@example.org"))
    with refusal("invitation_withdrawn"):
        actions.withdraw_invitation(invitation=invitation, by=employer_user)


def test_an_invitation_runs_out(employer: Institution, employer_user: User) -> None:
    invitation, token = invite(employer, employer_user)
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now())
    with refusal("invitation_expired"):
        actions.accept_invitation(token=token, by=UserFactory.create(email="nia@example.org"))


def test_a_link_is_for_the_person_it_was_sent_to(
    employer: Institution, employer_user: User, stranger: User
) -> None:
    _, token = invite(employer, employer_user)
    with pytest.raises(PermissionDenied):
        actions.accept_invitation(token=token, by=stranger)
    assert not Membership.objects.filter(user=stranger).exists()


@pytest.mark.parametrize("purpose", ["institutions.invitation", "another purpose"])
def test_a_forged_link_is_refused(purpose: str, employer: Institution, employer_user: User) -> None:
    invitation, _ = invite(employer, employer_user)
    token = links.sign(purpose, invitation.pk)
    if purpose == INVITATION_LINK:
        token = token[:-1] + ("a" if token[-1] != "a" else "b")
    with refusal("link_invalid"):
        actions.read_invitation(token)


@pytest.mark.django_db
def test_a_link_to_an_invitation_that_is_gone_is_refused() -> None:
    with refusal("invitation_unknown"):
        actions.read_invitation(links.sign(INVITATION_LINK, 999_999))


def test_somebody_who_joined_meanwhile_is_told(employer: Institution, employer_user: User) -> None:
    _, token = invite(employer, employer_user)
    nia = MembershipFactory.create(institution=employer, user__email="nia@example.org").user
    with refusal("is_member"):
        actions.accept_invitation(token=token, by=nia)


# Roles and leaving


def test_a_role_is_changed_and_recorded(employer: Institution, employer_user: User) -> None:
    member = MembershipFactory.create(institution=employer, role=Role.READER)
    actions.change_role(membership=member, role=Role.EDITOR, by=employer_user)
    member.refresh_from_db()
    assert member.role == Role.EDITOR
    assert recorded("role_changed").details == {"before": "READER", "after": "EDITOR"}


def test_the_last_manager_stays_one(employer: Institution, employer_user: User, administrator: User) -> None:
    last = Membership.objects.get(user=employer_user)
    for by in (employer_user, administrator):
        with refusal("last_manager"):
            actions.change_role(membership=last, role=Role.READER, by=by)
        with refusal("last_manager"):
            actions.end_membership(membership=last, by=by)
    MembershipFactory.create(institution=employer, role=Role.MANAGER)
    actions.end_membership(membership=last, by=employer_user)


def test_ending_a_membership_takes_effect_at_once_and_is_told(
    employer: Institution, employer_user: User
) -> None:
    member = MembershipFactory.create(institution=employer, role=Role.EDITOR)
    actions.end_membership(membership=member, by=employer_user)
    assert not access.can(member.user, Permission.OFFER_EDIT, employer)
    assert OutgoingEmail.objects.get(to=member.user.email).subject == "You no longer act for Kiln Works Ltd"
    assert recorded("membership_ended").actor == employer_user
    with refusal("has_left"):
        actions.end_membership(membership=member, by=employer_user)


def test_anyone_may_leave_and_is_not_written_to(employer: Institution, employer_user: User) -> None:
    member = MembershipFactory.create(institution=employer, role=Role.READER)
    actions.end_membership(membership=member, by=member.user)
    assert not OutgoingEmail.objects.exists()


def test_an_editor_changes_nobody(school: Institution, school_user: User) -> None:
    member = MembershipFactory.create(institution=school, role=Role.READER)
    with pytest.raises(PermissionDenied):
        actions.change_role(membership=member, role=Role.MANAGER, by=school_user)
    with pytest.raises(PermissionDenied):
        actions.end_membership(membership=member, by=school_user)


def test_administrators_of_areas_are_not_managed_here(administrator: User) -> None:
    with refusal("is_administrator"):
        actions.end_membership(membership=Membership.objects.get(user=administrator), by=administrator)


# Founding


def test_the_founder_of_an_employer_is_its_manager(stranger: User, school: Institution) -> None:
    works = actions.found_institution(
        name=" New  Works Ltd ", kind=Kind.EMPLOYER, postcode="s12ab", by=stranger, company_number="1234567"
    )
    assert (works.name, works.postcode, works.company_number) == ("New Works Ltd", "S1 2AB", "01234567")
    assert (works.easting, works.local_authority) == (school.easting, school.local_authority)
    assert access.can(stranger, Permission.PEOPLE_MANAGE, works)
    assert recorded("institution_founded").actor == stranger


def test_an_employer_whose_place_is_not_known_is_founded_all_the_same(stranger: User) -> None:
    works = actions.found_institution(name="Far Works", kind=Kind.EMPLOYER, postcode="ZZ1 1ZZ", by=stranger)
    assert (works.easting, works.company_number) == (None, "")


@pytest.mark.parametrize("kind", [Kind.SCHOOL, Kind.TRUST, Kind.UNIVERSITY, Kind.BROKER])
def test_what_a_register_knows_is_not_founded(kind: Institution.Kind, stranger: User) -> None:
    with refusal("comes_from_register"):
        actions.found_institution(name="Mine", kind=kind, postcode="S1 2AB", by=stranger)


@pytest.mark.parametrize(
    ("name", "postcode", "number", "field"),
    [("Other Ltd", "LS1 1AA", "sc 123456", "company_number"), ("KILN works ltd", "s12ab", "", "name")],
)
def test_an_employer_that_is_here_is_joined_not_made_again(
    name: str, postcode: str, number: str, field: str, employer: Institution, stranger: User
) -> None:
    Institution.objects.filter(pk=employer.pk).update(company_number="SC123456")
    with pytest.raises(RuleBroken, match="Ask somebody there to invite you") as refused:
        actions.found_institution(
            name=name, kind=Kind.EMPLOYER, postcode=postcode, by=stranger, company_number=number
        )
    assert refused.value.field == field


def test_a_closed_employer_does_not_stand_in_the_way(stranger: User) -> None:
    InstitutionFactory.create(employer=True, closed=True, name="Old Works", postcode="S1 2AB")
    actions.found_institution(name="Old Works", kind=Kind.EMPLOYER, postcode="S1 2AB", by=stranger)
