"""What an employer's offers led to: introductions as they stand, and what both sides confirmed."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from brokerage.models import Introduction
from institutions.models import Institution, SupportArea
from outcomes.reports.impact import introduced_offers, years_of_work
from partnerships.models import Collaboration, Confirmation
from tests.factories import CollaborationFactory, IntroductionFactory, OfferFactory, PartnershipFactory

pytestmark = pytest.mark.django_db
State = Introduction.State
IN_2024_25, IN_2025_26 = date(2025, 8, 31), date(2025, 9, 1)


def work(employer: Institution, schools: list[Institution], day: date, **facts: object) -> Collaboration:
    return CollaborationFactory.create(
        organiser=schools[0], partner=employer, schools=schools, starts_on=day, **facts
    )


def test_introductions_are_counted_as_they_stand(employer: Institution) -> None:
    offer = OfferFactory.create(provider=employer, places=5)
    OfferFactory.create(provider=employer)
    for state in (State.PROPOSED, State.EXPIRED):
        IntroductionFactory.create(offer=offer, state=state)
    took_place = {"state": State.HAPPENED, "partnership": PartnershipFactory.create(), "ended_by": "SCHOOL"}
    IntroductionFactory.create(offer=offer, **took_place)
    [found] = introduced_offers(employer)
    counts = [
        getattr(found, name) for name in ("asked", "waiting", "agreed", "took_place", "came_to_nothing")
    ]
    assert counts == [3, 1, 1, 1, 1]


def test_only_what_both_sides_confirmed_is_added_up(
    employer: Institution, schools: list[Institution]
) -> None:
    work(employer, schools, IN_2024_25, area=SupportArea.STEM)
    work(employer, schools[:1], IN_2025_26, area=SupportArea.STEM)
    work(employer, schools[:2], IN_2025_26, area=SupportArea.ENTERPRISE)
    work(employer, schools, IN_2025_26, partner_confirmation=Confirmation.AWAITING)
    latest, before = years_of_work(employer)
    assert (latest.total.name, latest.total.activities, latest.total.schools, latest.total.pupils) == (
        "2025/26",
        2,
        2,
        90,
    )
    assert [(each.name, each.pupils) for each in latest.areas] == [
        (SupportArea.ENTERPRISE.label, 60),
        (SupportArea.STEM.label, 30),
    ]
    assert (before.total.name, before.total.schools) == ("2024/25", 3)


def test_its_own_people_find_it_on_its_page_and_others_do_not(
    client: Client, employer: Institution, employer_user: User, stranger: User, schools: list[Institution]
) -> None:
    work(employer, schools, IN_2024_25)
    address = reverse("outcomes:impact", args=[employer.pk])
    client.force_login(employer_user)
    assert address in client.get(reverse("institutions:institution", args=[employer.pk])).content.decode()
    assert "2024/25" in client.get(address).content.decode()
    client.force_login(stranger)
    assert client.get(address).status_code == 404
