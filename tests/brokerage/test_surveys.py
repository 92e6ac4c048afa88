"""Once a year all whom a broker helped say how good its help was."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from brokerage.actions import ask_clients
from brokerage.models import Introduction
from core.errors import RuleBroken
from institutions.models import Institution
from partnerships.models import Review
from tests.factories import IntroductionFactory, MembershipFactory
from tests.partnerships.test_reviews import say

pytestmark = pytest.mark.django_db


@pytest.fixture
def helped(broker_organisation: Institution) -> list[Introduction]:
    """Three introductions that the broker took on: three schools and three providers."""
    return IntroductionFactory.create_batch(3, broker=broker_organisation, broker_accepted_at=timezone.now())


def test_schools_and_providers_are_asked_once_a_year_and_averages_of_five_are_shown(
    client: Client, broker: User, broker_organisation: Institution, helped: list[Introduction], stranger: User
) -> None:
    page = reverse("brokerage:broker", args=[broker_organisation.pk])
    address = reverse("brokerage:ask_clients", args=[broker_organisation.pk])
    IntroductionFactory.create(
        broker=broker_organisation, broker_accepted_at=timezone.now() - timedelta(days=400)
    )
    client.force_login(broker)
    assert address in client.get(page).content.decode()
    client.post(address)
    survey = Review.objects.get()
    asked = {each.institution for each in survey.respondents.select_related("institution")}
    assert asked == {each.school for each in helped} | {each.offer.provider for each in helped}
    assert b"has been sent already" in client.post(address, follow=True).content
    assert Review.objects.count() == 1
    for number, institution in enumerate(sorted(asked, key=lambda each: each.pk)[:5]):
        say(survey, institution, MembershipFactory.create(institution=institution).user, 5 if number else 3)
    client.force_login(stranger)
    assert "4.6</strong> of 5" not in client.get(page).content.decode()
    yesterday = timezone.localdate() - timedelta(days=1)
    Review.objects.update(closes_on=yesterday, opened_on=yesterday)
    shown = client.get(page).content.decode()
    assert "5 of 6 schools and providers answered" in shown
    assert shown.count("<strong>4.6</strong> of 5") == 4


def test_fewer_than_five_answers_show_no_average(
    client: Client, broker: User, broker_organisation: Institution, helped: list[Introduction]
) -> None:
    survey = ask_clients(broker=broker_organisation, by=broker)
    for each in helped:
        say(survey, each.school, MembershipFactory.create(institution=each.school).user, 1)
    yesterday = timezone.localdate() - timedelta(days=1)
    Review.objects.update(closes_on=yesterday, opened_on=yesterday)
    page = client.get(reverse("brokerage:broker", args=[broker_organisation.pk])).content.decode()
    assert "Too few answered to show an average." in page


def test_only_the_broker_asks_and_cannot_choose_whom(
    client: Client, broker: User, broker_organisation: Institution, lead: User, helped: Any
) -> None:
    with pytest.raises(PermissionDenied):
        ask_clients(broker=broker_organisation, by=lead)
    Introduction.objects.update(broker_accepted_at=None)
    with pytest.raises(RuleBroken, match="Nobody was helped"):
        ask_clients(broker=broker_organisation, by=broker)
    client.force_login(broker)
    own = client.get(reverse("partnerships:institution_quality", args=[broker_organisation.pk]))
    assert "Yearly survey of a broker" not in own.content.decode()
