"""The People tab, the invitation's link and the switcher, as a browser sees them."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core import links
from institutions.models import Institution, Invitation, Membership, Role
from institutions.notifications import INVITATION_LINK
from tests.factories import InvitationFactory, MembershipFactory, UserFactory

NEW_PASSWORD = "four herons on a wall"


def page(client: Client, url: str) -> str:
    return client.get(url).content.decode()


@pytest.fixture
def invitation(employer: Institution, employer_user: User) -> Invitation:
    return InvitationFactory.create(
        institution=employer, invited_by=employer_user, email="nia@example.org", role=Role.EDITOR
    )


@pytest.fixture
def link(invitation: Invitation) -> str:
    return f"/invitations/{links.sign(INVITATION_LINK, invitation.pk)}/"


# The tab


def test_a_manager_sees_who_belongs_and_who_was_asked(
    client: Client, employer: Institution, employer_user: User, invitation: Invitation
) -> None:
    client.force_login(employer_user)
    shown = page(client, f"/institutions/{employer.pk}/people/")
    assert employer_user.email in shown
    assert invitation.email in shown
    assert "Two people should be able to manage this" in shown
    MembershipFactory.create(institution=employer, role=Role.MANAGER)
    assert "Two people should" not in page(client, f"/institutions/{employer.pk}/people/")


def test_an_administrator_invites_a_schools_first_manager(
    client: Client, school: Institution, administrator: User
) -> None:
    client.force_login(administrator)
    assert "Invite its first manager" in page(client, f"/institutions/{school.pk}/people/")
    answers = {"email": "head@example.org", "role": "MANAGER"}
    shown = client.post(f"/institutions/{school.pk}/people/invite/", answers, follow=True).content.decode()
    assert "An invitation is on its way to head@example.org" in shown


@pytest.mark.parametrize("end", ["", "invite/", "1/", "1/end/"])
@pytest.mark.parametrize("cast", ["stranger", "school_user"])
def test_others_may_not_look(
    client: Client, school: Institution, cast: str, end: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(cast))
    assert client.get(f"/institutions/{school.pk}/people/{end}").status_code == 403


def test_visitors_are_asked_to_sign_in_first(client: Client, school: Institution) -> None:
    answer = client.get(f"/institutions/{school.pk}/people/")
    assert answer["Location"] == f"/account/login/?next=/institutions/{school.pk}/people/"


def test_a_form_that_is_not_complete_says_so_and_keeps_what_was_typed(
    client: Client, employer: Institution, employer_user: User
) -> None:
    client.force_login(employer_user)
    url = f"/institutions/{employer.pk}/people/invite/"
    shown = client.post(url, {"email": "nia@example.org"}).content.decode()
    assert '<a href="#id_role_0">Select a role</a>' in shown
    assert 'value="nia@example.org"' in shown
    shown = client.post(url, {"email": employer_user.email, "role": "EDITOR"}).content.decode()
    assert f'<a href="#id_email">{employer_user.email} belongs to Kiln Works Ltd already.</a>' in shown


def test_an_invitation_is_withdrawn_and_only_at_its_own_institution(
    client: Client,
    employer: Institution,
    university: Institution,
    employer_user: User,
    invitation: Invitation,
) -> None:
    client.force_login(employer_user)
    MembershipFactory.create(user=employer_user, institution=university)
    end = f"people/invitations/{invitation.pk}/withdraw/"
    assert client.post(f"/institutions/{university.pk}/{end}").status_code == 404
    for words in ("The invitation to nia@example.org is withdrawn", "This invitation was withdrawn."):
        shown = client.post(f"/institutions/{employer.pk}/{end}", follow=True).content.decode()
        assert words in shown


def test_a_role_is_changed_and_a_member_removed(
    client: Client, employer: Institution, employer_user: User
) -> None:
    client.force_login(employer_user)
    member = MembershipFactory.create(institution=employer, role=Role.READER, user__name="Ria Reader")
    url = f"/institutions/{employer.pk}/people/{member.pk}/"
    shown = client.post(url, {"role": "EDITOR"}, follow=True).content.decode()
    assert "The role of Ria Reader is changed" in shown
    shown = client.post(f"{url}end/", follow=True).content.decode()
    assert "Ria Reader no longer acts for Kiln Works Ltd" in shown
    assert client.get(url).status_code == 404


def test_the_last_manager_is_told_why_not(client: Client, employer: Institution, employer_user: User) -> None:
    client.force_login(employer_user)
    membership = Membership.objects.get(user=employer_user)
    url = f"/institutions/{employer.pk}/people/{membership.pk}/"
    for answer in (client.post(url, {"role": "READER"}), client.post(f"{url}end/")):
        assert "Make somebody else a manager first." in answer.content.decode()


def test_who_leaves_is_led_home(client: Client, employer: Institution, employer_user: User) -> None:
    own = MembershipFactory.create(institution=employer, role=Role.MANAGER)
    client.force_login(own.user)
    url = f"/institutions/{employer.pk}/people/{own.pk}/end/"
    assert "Leave Kiln Works Ltd?" in page(client, url)
    assert client.post(url)["Location"] == "/home/"


@pytest.mark.parametrize("more", [0, 7])
def test_the_tab_costs_the_same_for_one_and_for_many(
    more: int,
    client: Client,
    employer: Institution,
    employer_user: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    MembershipFactory.create_batch(more + 1, institution=employer)
    InvitationFactory.create_batch(more + 1, institution=employer)
    client.force_login(employer_user)
    with django_assert_num_queries(13):
        client.get(f"/institutions/{employer.pk}/people/")


# The link


def test_the_holder_of_the_link_makes_an_account_without_a_second_proof(client: Client, link: str) -> None:
    assert f"/account/signup/?next={link.replace(':', '%3A')}" in page(client, link)
    assert 'value="nia@example.org"' in page(client, f"/account/signup/?next={link}")
    answers = {"name": "Nia", "email": "nia@example.org", "password1": NEW_PASSWORD, "next": link}
    assert client.post("/account/signup/", answers)["Location"] == link
    assert "Accept the invitation" in page(client, link)
    assert client.post(link)["Location"] == "/home/"
    membership = Membership.objects.get(user__email="nia@example.org")
    assert client.session["acting_membership"] == membership.pk


def test_another_address_than_the_invited_one_is_not_taken_as_proved(client: Client, link: str) -> None:
    client.get(link)
    answers = {"name": "Mal", "email": "mal@example.org", "password1": NEW_PASSWORD, "next": link}
    assert client.post("/account/signup/", answers)["Location"] == "/account/confirm-email/"
    assert "_auth_user_id" not in client.session


def test_who_has_an_account_is_asked_to_sign_in(client: Client, link: str) -> None:
    UserFactory.create(email="nia@example.org")
    shown = page(client, link)
    assert "Sign in to accept" in shown
    assert "account_verified_email" not in client.session


def test_reading_the_link_accepts_nothing(client: Client, link: str, invitation: Invitation) -> None:
    client.force_login(UserFactory.create(email="nia@example.org"))
    page(client, link)
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_another_account_is_told_whose_the_invitation_is(client: Client, link: str, stranger: User) -> None:
    client.force_login(stranger)
    for answer in (client.get(link), client.post(link)):
        assert answer.status_code == 403
        assert "It was sent to nia@example.org. You are signed in as" in answer.content.decode()


def test_a_link_that_was_used_says_so(client: Client, link: str) -> None:
    client.force_login(UserFactory.create(email="nia@example.org"))
    client.post(link)
    answer = client.get(link)
    assert answer.status_code == 410
    assert "This invitation has been used already." in answer.content.decode()


@pytest.mark.django_db
def test_a_link_that_is_not_whole_says_so(client: Client) -> None:
    answer = client.get("/invitations/abc/")
    assert answer.status_code == 410
    assert "Copy the whole address" in answer.content.decode()


# The switcher


def test_a_person_with_two_memberships_switches_and_stays_on_the_page(
    client: Client, lead: User, employer: Institution
) -> None:
    second = MembershipFactory.create(user=lead, institution=employer)
    client.force_login(lead)
    assert f'name="membership" value="{second.pk}"' in page(client, "/account/")
    answer = client.post("/switch/", {"membership": second.pk, "next": "/account/?a=b"})
    assert answer["Location"] == "/account/?a=b"
    assert answer.wsgi_request.session["acting_membership"] == second.pk


def test_switching_never_leads_away(client: Client, lead: User) -> None:
    client.force_login(lead)
    own = Membership.objects.get(user=lead)
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example/", ""):
        assert client.post("/switch/", {"membership": own.pk, "next": elsewhere})["Location"] == "/home/"


@pytest.mark.parametrize("chosen", ["theirs", "", "x"])
def test_nobody_switches_to_what_is_not_theirs(
    chosen: str, client: Client, lead: User, employer_user: User
) -> None:
    client.force_login(lead)
    theirs = str(Membership.objects.get(user=employer_user).pk)
    answer = client.post("/switch/", {"membership": theirs if chosen == "theirs" else chosen})
    assert answer.status_code == 404
