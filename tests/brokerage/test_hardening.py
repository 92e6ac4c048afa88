"""Offers and introductions sent twice, late, or with odd words."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from brokerage.models import Offer, PendingOffer
from tests.brokerage.test_journey import HOUR, NEWCOMER, answer, publish_link

pytestmark = pytest.mark.django_db


@pytest.fixture
def late(client: Client) -> PendingOffer:
    """An hour offered on a day that is over before its link is opened."""
    answer(client, "HOUR", HOUR | NEWCOMER)
    client.post(reverse("brokerage:offer_check"))
    pending = PendingOffer.objects.get()
    pending.answers["typed"]["day"]["day_year"] = ["2020"]
    pending.save(update_fields=["answers"])
    return pending


def test_an_answer_that_no_longer_holds_is_asked_again_with_the_others_kept(late: PendingOffer) -> None:
    visitor = Client()
    for method in (visitor.get, visitor.post):
        assert method(publish_link()).url == reverse("brokerage:offer_step", args=["day"])
    page = visitor.get(reverse("brokerage:offer_step", args=["day"])).content.decode()
    assert "One of your answers no longer holds" in page
    assert "Date must be today or in the future" in page
    corrected = visitor.post(reverse("brokerage:offer_step", args=["day"]), HOUR["day"])
    assert corrected.url == reverse("brokerage:offer_check")
    assert "Bridge Builders" in visitor.get(corrected.url).content.decode()


@pytest.mark.parametrize("school", ["%00", "9" * 5_000, "²", "-1", "abc", "1e9", "99999999999999999999"])
def test_a_school_that_is_none_is_not_kept_in_mind(client: Client, school: str) -> None:
    assert client.get(f"/offer/?school={school}").status_code == 200


@pytest.mark.parametrize("typed", ["%00", "a" * 3_000, "-1", "9" * 30, "²", "%F0%9F%98%80", "'"])
def test_whatever_is_asked_of_a_list_is_answered(
    client: Client, offer: Offer, lead: User, typed: str
) -> None:
    client.force_login(lead)
    for name in ("area", "phase", "delivery", "near", "page"):
        assert client.get(f"/offers/?{name}={typed}").status_code == 200, name
    for name in ("side", "state", "page"):
        assert client.get(f"/introductions/?{name}={typed}").status_code == 200, name
