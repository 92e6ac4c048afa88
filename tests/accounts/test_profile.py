"""One's own account: name, e-mail address, password, second step and API keys."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.utils import timezone
from knox.models import AuthToken
from pytest_django import Settings

from accounts import actions
from accounts.models import AuditEvent, User
from core.errors import RuleBroken
from core.models import OutgoingEmail
from tests.factories import PASSWORD, MembershipFactory, UserFactory

NEW_PASSWORD = "four herons on a wall"


@pytest.fixture(autouse=True)
def outbox(settings: Settings) -> None:
    """The test runner puts its own in its place."""
    settings.EMAIL_BACKEND = "core.mail.OutboxBackend"


@pytest.fixture
def person(db: None, client: Client) -> User:
    """Signed in, and has just confirmed that it is them."""
    person = UserFactory.create(verified=True, name="Pat Person")
    client.force_login(person)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return person


def page(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_the_profile_shows_where_one_acts_or_how_to_join(client: Client, person: User) -> None:
    assert f"ask a manager there to invite {person.email}" in page(client, "/account/")
    membership = MembershipFactory.create(user=person)
    shown = page(client, "/account/")
    assert str(membership.institution) in shown
    assert "How to join" not in shown


def test_a_name_is_changed_and_the_old_one_recorded(client: Client, person: User) -> None:
    assert "Enter your full name" in client.post("/account/name/", {"name": " "}).content.decode()
    assert client.post("/account/name/", {"name": "Pat O’Person"})["Location"] == "/account/"
    person.refresh_from_db()
    assert person.name == "Pat O’Person"
    assert AuditEvent.objects.get(verb="name_changed").details == {"before": "Pat Person"}


def test_a_password_is_changed_with_the_old_one(client: Client, person: User) -> None:
    answers = {"oldpassword": "wrong", "password1": NEW_PASSWORD}
    shown = client.post("/account/password/change/", answers).content.decode()
    assert "Your current password is not right" in shown
    client.post("/account/password/change/", answers | {"oldpassword": PASSWORD})
    person.refresh_from_db()
    assert person.check_password(NEW_PASSWORD)
    assert "Your Causeway password was changed." in OutgoingEmail.objects.get(to=person.email).body
    assert AuditEvent.objects.filter(verb="password_changed", actor=person).exists()


def test_a_new_address_counts_once_its_link_is_opened(client: Client, person: User) -> None:
    old = person.email
    client.post("/account/email/", {"email": "new@example.org", "action_add": "1"})
    person.refresh_from_db()
    assert person.email == old
    assert "We have sent a link to <strong>new@example.org" in page(client, "/account/email/")
    found = re.search(r"http://testserver(/\S+)", OutgoingEmail.objects.get(to="new@example.org").body)
    assert found
    client.post(found[1])
    person.refresh_from_db()
    assert person.email == "new@example.org"
    assert "Your e-mail address on Causeway was changed" in OutgoingEmail.objects.get(to=old).subject
    assert AuditEvent.objects.filter(verb="email_changed", actor=person).exists()


@pytest.mark.django_db
def test_changing_how_one_signs_in_needs_the_password_again(client: Client) -> None:
    client.force_login(UserFactory.create(verified=True))
    answer = client.post("/account/email/", {"email": "new@example.org", "action_add": "1"})
    assert answer["Location"].startswith("/account/reauthenticate/")
    shown = client.post(answer["Location"], {"password": "wrong"}).content.decode()
    assert "The password is not right" in shown


def code_for(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


def test_a_second_step_is_turned_on_asked_for_and_turned_off(client: Client, person: User) -> None:
    assert "It is off" in page(client, "/account/2fa/")
    secret = re.search(r"Secret: <code[^>]*>(\w+)", page(client, "/account/2fa/totp/activate/"))
    assert secret
    shown = client.post("/account/2fa/totp/activate/", {"code": "x"}).content.decode()
    assert "The code is not right" in shown
    answer = client.post("/account/2fa/totp/activate/", {"code": code_for(secret[1])}, follow=True)
    recovery = re.findall(r"<li><code>(\w+)</code>", answer.content.decode())
    assert len(recovery) == 10
    assert "It is on" in page(client, "/account/2fa/")

    other = Client()
    answer = other.post("/account/login/", {"login": person.email, "password": PASSWORD}, follow=True)
    assert "Enter your code" in answer.content.decode()
    assert "_auth_user_id" not in other.session
    assert other.post("/account/2fa/authenticate/", {"code": recovery[0]})["Location"] == "/home/"

    assert "The codes you have now stop working" in page(client, "/account/2fa/recovery-codes/generate/")
    assert "Turn off the second step?" in page(client, "/account/2fa/totp/deactivate/")
    client.post("/account/2fa/totp/deactivate/")
    assert "It is off" in page(client, "/account/2fa/")
    assert AuditEvent.objects.filter(verb="totp_deactivated", actor=person).exists()
    assert (
        "The second step of signing in to Causeway was turned off" in OutgoingEmail.objects.latest("pk").body
    )


# API keys


def make_key(client: Client) -> str:
    found = re.search(r"<code[^>]*>([0-9a-f]{64})</code>", client.post("/account/keys/").content.decode())
    assert found
    return found[1]


def ask_api(key: str) -> int:
    return Client().get("/api/v1/institutions/", headers={"authorization": f"Token {key}"}).status_code


def test_a_key_is_shown_once_stored_hashed_and_works(client: Client, person: User) -> None:
    key = make_key(client)
    shown = page(client, "/account/keys/")
    assert key not in shown
    assert key[:8] in shown
    assert AuthToken.objects.get().digest != key
    assert (ask_api(key), ask_api("0" * 64)) == (200, 401)
    assert AuditEvent.objects.get(verb="api_key_made").details == {"begins": key[:8]}


def test_a_revoked_key_and_one_that_ran_out_work_no_more(client: Client, person: User) -> None:
    revoked, old = make_key(client), make_key(client)
    token = AuthToken.objects.get(token_key=revoked[:15])
    shown = client.post(f"/account/keys/{token.token_key}/revoke/", follow=True).content.decode()
    assert "The key is revoked" in shown
    AuthToken.objects.filter(token_key=old[:15]).update(expiry=timezone.now() - timedelta(seconds=1))
    assert (ask_api(revoked), ask_api(old)) == (401, 401)
    assert AuditEvent.objects.filter(verb="api_key_revoked", actor=person).exists()


def test_nobody_revokes_anothers_key(client: Client, person: User) -> None:
    token, _ = AuthToken.objects.create(user=UserFactory.create())
    assert client.post(f"/account/keys/{token.token_key}/revoke/").status_code == 404


def test_keys_are_not_hoarded(client: Client, person: User) -> None:
    for _ in range(actions.MAX_KEYS):
        actions.make_api_key(user=person)
    with pytest.raises(RuleBroken, match="Revoke one"):
        actions.make_api_key(user=person)
    assert "Revoke one that you no longer need" in client.post("/account/keys/").content.decode()


def test_the_pages_of_an_account_are_for_people_who_are_signed_in(client: Client, db: None) -> None:
    for url in ("/account/", "/account/name/", "/account/keys/", "/account/email/", "/account/2fa/"):
        assert client.get(url)["Location"].startswith("/account/login/?next="), url
