"""The nightly check finds what it is there to find."""

import pytest
from django.core.management import call_command

from brokerage.models import SharedPlaces
from institutions.models import Institution
from outcomes.reports.invariants import violations
from partnerships.models import Party
from tests.factories import CollaborationFactory, IntroductionFactory, OfferFactory, PartnershipFactory

pytestmark = pytest.mark.django_db


def broken() -> list[str]:
    return [name for name, ids in violations().items() if ids]


def test_a_sound_database_breaks_nothing(school: Institution, employer: Institution) -> None:
    IntroductionFactory.create()
    CollaborationFactory.create(organiser=school, partner=employer, schools=[school])
    PartnershipFactory.create(institutions=[school, employer])
    call_command("check_invariants")
    assert broken() == []


def test_a_miscounted_place_is_found() -> None:
    OfferFactory.create(places_taken=1)
    assert broken() == ["an offer's places taken are the introductions that hold one"]
    with pytest.raises(SystemExit):
        call_command("check_invariants")


def test_a_miscounted_shared_total_is_found(employer: Institution) -> None:
    shared = SharedPlaces.objects.create(provider=employer, places=3, places_taken=1)
    offer = OfferFactory.create(provider=employer, shared_places=shared, places_taken=1)
    IntroductionFactory.create(offer=offer)
    assert broken() == []
    SharedPlaces.objects.update(places_taken=2)
    assert broken() == ["a shared total's places taken are the introductions that hold one of its offers"]


def test_a_partnership_that_lost_a_party_is_found(school: Institution, employer: Institution) -> None:
    PartnershipFactory.create(institutions=[school, employer])
    Party.objects.filter(institution=employer).delete()
    assert broken() == ["every partnership has two parties or more"]


def test_an_introduction_for_a_closed_school_is_found() -> None:
    introduction = IntroductionFactory.create()
    Institution.objects.filter(pk=introduction.school_id).update(status="CLOSED")
    assert broken() == ["no introduction waits for an answer on behalf of a closed school"]
