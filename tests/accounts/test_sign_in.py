"""Signing up, in and out, and getting back in."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import AuditEvent, User
from core.models import OutgoingEmail
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "four herons on a wall"


@pytest.fixture(autouse=True)
def outbox(settings: Settings) -> None:
    """The test runner puts its own in its place."""
    settings.EMAIL_BACKEND = "core.mail.OutboxBackend"


def link_in_last_mail(to: str) -> str:
    mail = OutgoingEmail.objects.filter(to=to).latest("pk")
    found = re.search(r"http://testserver(/\S+)", mail.body)
    assert found, mail.body
    return found[1]


def sign_up(client: Client, **changes: str) -> str:
    answers = {"name": "Nia O’Neill", "email": "nia@example.org", "password1": NEW_PASSWORD} | changes
    response = client.post("/account/signup/", answers, follow=True)
    return response.content.decode()


def test_a_new_person_confirms_the_address_and_goes_on_where_they_were_going(client: Client) -> None:
    page = sign_up(client, next="/institutions/")
    assert "Check your e-mail" in page
    link = link_in_last_mail("nia@example.org")
    assert "nia@example.org" in client.get(link).content.decode()
    response = client.post(link)
    assert (response.status_code, response["Location"]) == (302, "/institutions/")
    assert client.session["_auth_user_id"] == str(User.objects.get(name="Nia O’Neill").pk)
    assert AuditEvent.objects.filter(verb="signed_up", actor__email="nia@example.org").exists()


def test_the_link_opened_in_another_browser_leads_through_sign_in(client: Client) -> None:
    sign_up(client, next="/institutions/")
    response = Client().post(link_in_last_mail("nia@example.org"), follow=True)
    assert "Sign in" in response.content.decode() or response.redirect_chain[-1][0] == "/institutions/"
    assert "_auth_user_id" not in response.client.session


def test_nobody_signs_in_before_the_address_is_confirmed(client: Client) -> None:
    sign_up(client)
    other = Client()
    response = other.post(
        "/account/login/", {"login": "nia@example.org", "password": NEW_PASSWORD}, follow=True
    )
    assert "Check your e-mail" in response.content.decode()
    assert "_auth_user_id" not in other.session


def test_an_address_that_is_taken_is_told_to_its_holder_alone(client: Client) -> None:
    UserFactory.create(verified=True, email="nia@example.org")
    assert "Check your e-mail" in sign_up(client)
    assert User.objects.count() == 1
    assert "There is one already" in OutgoingEmail.objects.get(to="nia@example.org").body


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short", "Enter a password of 12 characters or more"),
        ("1q2w3e4r5t6y", "too easy to guess"),
        ("nia@example.org", "less like your name or your e-mail address"),
        ("", "Enter your password"),
    ],
)
def test_a_weak_password_is_refused_at_its_field(client: Client, password: str, words: str) -> None:
    page = sign_up(client, password1=password)
    assert words in page
    assert 'href="#id_password1"' in page
    assert not User.objects.exists()


def test_what_was_typed_is_kept_when_something_is_wrong(client: Client) -> None:
    page = sign_up(client, email="not an address")
    assert "Enter an e-mail address in the correct format" in page
    assert 'value="Nia O’Neill"' in page


@pytest.mark.parametrize(
    ("url", "tokens"),
    [
        ("/account/login/", ["email", "current-password"]),
        ("/account/signup/", ["name", "email", "new-password"]),
        ("/account/password/reset/", ["email"]),
    ],
)
def test_password_managers_can_fill_in_each_field(client: Client, url: str, tokens: list[str]) -> None:
    assert re.findall(r'autocomplete="([^"]+)"', client.get(url).content.decode()) == tokens


def test_sign_in_goes_home_or_to_the_page_that_asked_for_it(client: Client) -> None:
    user = UserFactory.create(verified=True)
    answers = {"login": user.email.upper(), "password": PASSWORD}
    assert client.post("/account/login/", answers)["Location"] == "/home/"
    for asked, reached in (("/institutions/", "/institutions/"), ("https://elsewhere.example/", "/home/")):
        client.logout()
        assert client.post("/account/login/", answers | {"next": asked})["Location"] == reached


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Client) -> None:
    user = UserFactory.create(verified=True)
    for email in (user.email, "nobody@example.org"):
        page = client.post("/account/login/", {"login": email, "password": "wrong"}).content.decode()
        assert "The e-mail address or the password is not right" in page


def test_guessing_is_stopped_and_the_person_told_what_to_do(client: Client) -> None:
    user = UserFactory.create(verified=True)
    for _ in range(5):
        client.post("/account/login/", {"login": user.email, "password": "wrong"})
    page = client.post("/account/login/", {"login": user.email, "password": PASSWORD}).content.decode()
    assert "Wait 5 minutes and try again, or reset your password" in page


def test_trying_a_page_too_often_is_answered_in_words(client: Client) -> None:
    for _ in range(21):
        response = client.post("/account/signup/", {})
    assert response.status_code == 429
    assert "Wait 5 minutes, then try again" in response.content.decode()


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(client: Client) -> None:
    user = UserFactory.create(verified=True)
    client.post("/account/password/reset/", {"email": user.email})
    link = link_in_last_mail(user.email)
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW_PASSWORD})
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)
    assert AuditEvent.objects.filter(verb="password_reset", actor=user).exists()
    assert "Your Causeway password was changed" in OutgoingEmail.objects.latest("pk").body
    assert "This link does not work" in Client().get(link, follow=True).content.decode()


def test_a_reset_for_an_unknown_address_says_the_same_and_sends_nothing(client: Client) -> None:
    page = client.post("/account/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert "Check your e-mail" in page.content.decode()
    assert not OutgoingEmail.objects.exists()


def test_signing_out_needs_a_click(client: Client) -> None:
    client.force_login(UserFactory.create())
    assert "Sign out" in client.get("/account/logout/").content.decode()
    assert "_auth_user_id" in client.session
    client.post("/account/logout/")
    assert "_auth_user_id" not in client.session
