"""Once a year: asked after, confirmed with one click, carried into the next school year, or gone from the lists."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from brokerage import actions, links, tasks
from brokerage.models import Offer
from core.errors import RuleBroken
from institutions.models import Institution
from tests.brokerage.conftest import Ask, letters
from tests.factories import OfferFactory

pytestmark = pytest.mark.django_db


Clock = Callable[..., None]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker is this process."""
    monkeypatch.setattr(tasks.ask_whether_offer_stands, "delay", tasks.ask_whether_offer_stands)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Make it noon of a day."""

    def make_it(year: int, month: int, day: int) -> None:
        noon = datetime(year, month, day, 12, tzinfo=UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: noon)

    return make_it


@pytest.fixture
def last_year(employer: Institution) -> Offer:
    """Published in October 2025, confirmed then."""
    return OfferFactory.create(
        provider=employer,
        places=2,
        published_at=datetime(2025, 10, 1, 9, tzinfo=UTC),
        confirmed_on=date(2025, 10, 1),
        contact_email="kilns@example.org",
    )


def test_a_provider_is_asked_twice_before_its_offer_leaves_the_lists(last_year: Offer, clock: Clock) -> None:
    for day, asked, is_listed in (
        (date(2026, 8, 31), 0, True),
        (date(2026, 9, 1), 1, True),
        (date(2026, 9, 2), 1, True),
        (date(2026, 10, 16), 2, True),
        (date(2026, 10, 31), 2, True),
        (date(2026, 11, 1), 2, False),
    ):
        clock(day.year, day.month, day.day)
        tasks.ask_whether_offers_stand()
        assert len(letters("offer_may_stand")) == asked, day
        assert Offer.objects.available().exists() is is_listed, day


def test_one_click_in_the_letter_keeps_it_in_the_lists(
    client: Client, last_year: Offer, clock: Clock
) -> None:
    clock(2026, 9, 1)
    tasks.ask_whether_offers_stand()
    found = re.search(r"http://[^/]+(/offers/stands/\S+)", letters("offer_may_stand")[0].body)
    assert found
    address = found[1]
    client.get(address)
    last_year.refresh_from_db()
    assert last_year.confirmed_on == date(2025, 10, 1)
    assert "Thank you" in client.post(address).content.decode()
    last_year.refresh_from_db()
    assert last_year.confirmed_on == date(2026, 9, 1)


def test_an_offer_goes_on_next_year_with_its_places_free(
    last_year: Offer, ask: Ask, employer_user: User, clock: Clock
) -> None:
    clock(2026, 4, 30)
    with pytest.raises(RuleBroken, match="May"):
        actions.carry_offer(offer=last_year, by=employer_user)
    clock(2026, 5, 1)
    ask(offer=last_year)
    carried = actions.carry_offer(offer=last_year, by=employer_user)
    assert actions.carry_offer(offer=last_year, by=employer_user) == carried
    last_year.refresh_from_db()
    assert (carried.title, carried.places_left, carried.available_from) == (
        last_year.title,
        2,
        date(2026, 9, 1),
    )
    assert (last_year.places_taken, last_year.available_to) == (1, date(2026, 8, 31))
    assert {last_year, carried} <= set(Offer.objects.available())
    clock(2026, 9, 1)
    assert {last_year, carried} & set(Offer.objects.available()) == {carried}


def test_the_letter_carries_it_on_too(client: Client, last_year: Offer, clock: Clock) -> None:
    clock(2026, 10, 1)
    address = reverse("brokerage:offer_stands", args=[links.stands_token(last_year)])
    client.post(address, {"again": "yes"})
    carried = Offer.objects.get(carried_from=last_year)
    assert carried.available_from is None
    assert list(Offer.objects.available()) == [carried]


def test_a_single_day_moves_to_the_same_weekday_of_the_next_year(
    last_year: Offer, employer_user: User, clock: Clock
) -> None:
    Offer.objects.update(available_from=date(2026, 3, 2), available_to=date(2026, 3, 2))
    clock(2026, 11, 2)
    last_year.refresh_from_db()
    carried = actions.carry_offer(offer=last_year, by=employer_user)
    assert (carried.available_from, carried.available_to) == (date(2027, 3, 1), date(2027, 3, 1))
    assert carried.is_one_day


def test_others_and_what_is_withdrawn_do_not_go_on(last_year: Offer, lead: User, employer_user: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.carry_offer(offer=last_year, by=lead)
    actions.withdraw_offer(offer=last_year, by=employer_user)
    with pytest.raises(RuleBroken, match="withdrawn"):
        actions.carry_offer(offer=last_year, by=employer_user)


def test_nobody_is_asked_about_what_was_confirmed_or_withdrawn(last_year: Offer, employer_user: User) -> None:
    today = timezone.localdate()
    Offer.objects.update(confirmed_on=today - timedelta(days=334))
    actions.ask_whether_offer_stands(offer=last_year)
    Offer.objects.update(confirmed_on=today - timedelta(days=340), state=Offer.State.WITHDRAWN)
    actions.ask_whether_offer_stands(offer=last_year)
    assert letters("offer_may_stand") == []
