"""Which letters come and how often, and stopping one without signing in."""

from datetime import date
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from accounts import actions, letters
from accounts.models import AuditEvent, Frequency, Letter, User
from core.errors import RuleBroken
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

FIRST_MONDAY, SECOND_MONDAY = date(2026, 12, 7), date(2026, 12, 14)


@pytest.fixture
def person() -> User:
    return UserFactory.create()


def _path(person: User, letter: Letter) -> str:
    return urlsplit(letters.stop_url(person, letter)).path


def test_whoever_has_not_chosen_gets_a_digest_each_monday_and_dates_as_they_come(person: User) -> None:
    assert letters.is_digest_day(person, FIRST_MONDAY)
    assert letters.is_digest_day(person, SECOND_MONDAY)
    assert letters.wants(person, Letter.DATES)


@pytest.mark.parametrize(
    ("frequency", "first", "second"),
    [("WEEKLY", True, True), ("MONTHLY", True, False), ("NEVER", False, False)],
)
def test_the_digest_comes_as_often_as_was_chosen(
    client: Client, person: User, frequency: str, first: bool, second: bool
) -> None:
    client.force_login(person)
    client.post(reverse("accounts:letters"), {"digest": frequency, "dates": "NEVER", "news": "NEVER"})
    assert letters.is_digest_day(person, FIRST_MONDAY) is first
    assert letters.is_digest_day(person, SECOND_MONDAY) is second
    assert not letters.wants(person, Letter.DATES)


def test_the_choice_is_asked_for_in_words(client: Client, person: User) -> None:
    client.force_login(person)
    page = client.post(reverse("accounts:letters"), {"digest": "AS_IT_COMES"}).content.decode()
    assert "Select a valid choice" in page
    assert "Select how often" in page
    with pytest.raises(RuleBroken):
        actions.choose_letters(user=person, frequencies={Letter.DIGEST: Frequency.AS_IT_COMES})


def test_looking_at_the_link_stops_nothing_and_one_press_stops_it_without_signing_in(person: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    address = _path(person, Letter.DIGEST)
    assert "Stop this letter?" in strict.get(address).content.decode()
    assert letters.is_digest_day(person, FIRST_MONDAY)
    for _ in range(2):
        page = strict.post(address, {"List-Unsubscribe": "One-Click"}).content.decode()
        assert "You will not get it any more" in page
    assert not letters.is_digest_day(person, FIRST_MONDAY)
    assert letters.wants(person, Letter.DATES)
    assert AuditEvent.objects.filter(verb="letter_stopped", actor=None).count() == 2


def test_a_link_that_was_changed_stops_nothing(client: Client, person: User) -> None:
    address = _path(person, Letter.DIGEST)
    response = client.post(address[:-3] + "xx/")
    assert response.status_code == 410
    assert letters.wants(person, Letter.DIGEST)


def test_the_link_of_an_account_that_is_gone_says_that_nothing_comes(client: Client, person: User) -> None:
    address = _path(person, Letter.DIGEST)
    person.delete()
    assert "You will not get it any more" in client.post(address).content.decode()


def test_nothing_goes_to_an_account_that_is_closed(person: User) -> None:
    person.is_active = False
    assert not letters.wants(person, Letter.DATES)
    assert not letters.is_digest_day(person, FIRST_MONDAY)
