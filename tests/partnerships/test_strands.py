"""The four strands as a filter of activities, of what they add up to, of offers and of the recommendations."""

import pytest
from django.test import Client

from accounts.models import User
from brokerage.models import Offer
from institutions.models import Institution, Strand, SupportArea
from partnerships.models import ActivityKind, Collaboration, Flag
from tests.factories import CollaborationFactory, InstitutionFactory, OfferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def logged(school: Institution, employer: Institution, university: Institution) -> dict[str, Collaboration]:
    """One that each kind of partner brought, one about higher education, and two that brought families in."""
    other = InstitutionFactory.create()
    community = ActivityKind.objects.filter(group=ActivityKind.Group.COMMUNITY)[:1].get().term

    def record(title: str, partner: Institution, **facts: object) -> Collaboration:
        made: Collaboration = CollaborationFactory.create(
            organiser=school, partner=partner, schools=[school], title=title, **facts
        )
        return made

    return {
        "works": record("Works", employer),
        "campus": record("Campus", university),
        "advice": record("Advice", employer, area=SupportArea.HIGHER_EDUCATION),
        "exchange": record("Exchange", other),
        "families": record("Families", employer, flags=[Flag.FAMILY]),
        "evening": record("Evening", other, activity_type=community),
    }


@pytest.mark.parametrize(
    ("strand", "found"),
    [
        (Strand.BUSINESS, {"works", "advice", "families"}),
        (Strand.HIGHER_EDUCATION, {"campus", "advice"}),
        (Strand.PARTNERSHIPS, {"exchange", "evening"}),
        (Strand.PARENTS, {"families", "evening"}),
    ],
)
def test_activities_and_what_they_add_up_to_are_filtered_by_strand(
    client: Client, logged: dict[str, Collaboration], lead: User, strand: Strand, found: set[str]
) -> None:
    rows = Collaboration.objects.in_strand(strand)
    assert set(rows) == {logged[name] for name in found}
    client.force_login(lead)
    page = client.get(f"/collaborations/?strand={strand}").content.decode()
    assert {name for name, row in logged.items() if f">{row.title}<" in page} == found
    figures = client.get(f"/collaborations/figures/?strand={strand}")
    assert figures.context["records"] == len(found)


def test_offers_are_filtered_by_strand(
    client: Client, school: Institution, employer: Institution, university: Institution
) -> None:
    offers = {
        Strand.BUSINESS: OfferFactory.create(provider=employer),
        Strand.HIGHER_EDUCATION: OfferFactory.create(provider=university),
        Strand.PARTNERSHIPS: OfferFactory.create(provider=school),
    }
    visit = OfferFactory.create(provider=school, answers={"practice_topic": "Parental engagement"})
    for strand, offer in offers.items():
        shown = client.get(f"/offers/?strand={strand}").content.decode()
        assert offer.title in shown
        assert not [other for other in offers.values() if other != offer and other.title in shown]
    assert list(Offer.objects.in_strand(Strand.PARENTS)) == [visit]
