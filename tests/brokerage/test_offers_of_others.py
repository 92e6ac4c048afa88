"""Offers that come of an event, and offers that a group makes for its member."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from brokerage.models import Offer
from institutions.models import Institution
from tests.brokerage.test_journey import MEMBERS, answer
from tests.group_factories import make_group, make_member, manager_of
from tests.partnerships.test_events import announced

pytestmark = pytest.mark.django_db


def test_an_offer_begun_at_an_event_is_counted_among_those_that_followed_it(
    client: Client, employer: Institution, employer_user: User, university: Institution, university_user: User
) -> None:
    event = announced(university, university_user)
    client.force_login(employer_user)
    page = client.get(reverse("partnerships:event", args=[event.pk])).content.decode()
    start = f"{reverse('brokerage:offer_start')}?event={event.pk}"
    followed = reverse("brokerage:event_offers", args=[event.pk])
    assert f'href="{start}"' in page
    assert f'href="{followed}"' in page
    assert str(event) in client.get(start).content.decode()
    answer(client, "TIME", MEMBERS)
    assert "among the offers that followed" in client.get(reverse("brokerage:offer_check")).content.decode()
    client.post(reverse("brokerage:offer_check"))
    offer = Offer.objects.get()
    assert offer.after_event == event
    assert str(event) in client.get(reverse("brokerage:offer", args=[offer.pk])).content.decode()
    client.force_login(university_user)
    shown = client.get(followed).content.decode()
    assert "<strong>1</strong> offer of 1 organisation" in shown
    assert offer.title in shown


def test_an_event_to_come_has_led_to_nothing_yet(
    client: Client, employer_user: User, university: Institution, university_user: User
) -> None:
    soon = timezone.localdate() + timedelta(days=9)
    event = announced(university, university_user, starts_on=soon, ends_on=soon)
    client.force_login(employer_user)
    page = client.get(reverse("partnerships:event", args=[event.pk])).content.decode()
    assert f"?event={event.pk}" not in page
    assert "Offers that followed it" not in page
    start = f"{reverse('brokerage:offer_start')}?event={event.pk}"
    assert str(event) not in client.get(start).content.decode()


def test_a_chamber_makes_an_offer_for_a_member_that_lets_it(
    client: Client, employer: Institution, employer_user: User
) -> None:
    chamber = make_group("INTERMEDIARY", name="Dales Chamber")
    agent, belongs = manager_of(chamber), make_member(chamber, employer, date(2026, 1, 5))
    client.force_login(agent)
    client.post(reverse("brokerage:offer_start"), {"have": "TIME"})
    assert client.get(reverse("brokerage:offer_step", args=["for-whom"])).status_code == 302
    client.force_login(employer_user)
    client.post(reverse("institutions:let_group_act", args=[employer.pk, belongs.pk]), {"may_act": "yes"})
    client.force_login(agent)
    answer(client, "TIME", {"for-whom": {"provider": employer.pk}} | MEMBERS)
    assert str(employer) in client.get(reverse("brokerage:offer_check")).content.decode()
    client.post(reverse("brokerage:offer_check"))
    offer = Offer.objects.get()
    assert (offer.provider, offer.made_through, offer.contact_email) == (
        employer,
        chamber.institution,
        agent.email,
    )
    page = " ".join(client.get(reverse("brokerage:offer", args=[offer.pk])).content.decode().split())
    assert "Dales Chamber</a>, of which Kiln Works Ltd is a member" in page
    client.force_login(employer_user)
    client.post(reverse("brokerage:withdraw_offer", args=[offer.pk]))
    offer.refresh_from_db()
    assert offer.state == Offer.State.WITHDRAWN
