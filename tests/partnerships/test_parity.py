"""Whether those who decide for the sides of a partnership are equals, shown beside its reviews."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from institutions.models import Institution
from partnerships import actions
from partnerships.models import CriteriaSet, Partnership
from partnerships.queries.parity import parity_of
from tests.body_factories import BodyFactory
from tests.factories import PartnershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(trust: Institution, employer: Institution) -> Partnership:
    return PartnershipFactory.create(institutions=[trust, employer])


def sponsor(partnership: Partnership, institution: Institution, name: str, seniority: str) -> None:
    sides = partnership.parties.filter(institution=institution)
    sides.update(sponsor=name, sponsor_seniority=seniority)


def test_the_co_production_checklist_shows_how_senior_each_side_is(
    client: Client, partnership: Partnership, trust: Institution, employer: Institution, lead: User
) -> None:
    sponsor(partnership, trust, "Hana Head", "EXECUTIVE")
    sponsor(partnership, employer, "Mo Manager", "MIDDLE")
    questions = CriteriaSet.objects.get(kind__code="CO_PRODUCTION")
    review = actions.open_review(criteria_set=questions, about=partnership, asked_by=trust, by=lead)
    client.force_login(lead)
    page = client.get(reverse("partnerships:review", args=[review.pk])).content.decode()
    for words in ("Hana Head", "Mo Manager", f"Less senior than the others: {employer}"):
        assert words in page


def test_the_most_senior_person_of_a_side_counts_from_whichever_table(
    partnership: Partnership, trust: Institution, employer: Institution
) -> None:
    sponsor(partnership, trust, "Hana Head", "EXECUTIVE")
    sponsor(partnership, employer, "Mo Manager", "MIDDLE")
    board = BodyFactory.create(partnership=partnership)
    seat = {"institution": employer, "joined_on": timezone.localdate()}
    board.members.create(name="Ada Adviser", seniority="EXECUTIVE", role="ADVISER", **seat)
    assert [side.institution for side in parity_of(partnership).less_senior] == [employer]
    board.members.create(name="Cal Chief", seniority="EXECUTIVE", role="MEMBER", **seat)
    parity = parity_of(partnership)
    assert parity.less_senior == []
    assert [person.name for person in parity.sides[1].people] == ["Cal Chief", "Mo Manager"]


def test_a_side_that_named_nobody_is_not_compared(
    partnership: Partnership, trust: Institution, employer: Institution
) -> None:
    sponsor(partnership, trust, "Hana Head", "EXECUTIVE")
    parity = parity_of(partnership)
    assert (len(parity.sides), parity.less_senior, parity.unnamed) == (1, [], [employer])
