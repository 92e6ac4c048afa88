"""A partnership as it was on a day."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from institutions.models import Institution, Term
from partnerships.models import Partnership
from partnerships.queries.as_at import as_at
from tests.body_factories import BodyFactory
from tests.factories import PartnershipFactory
from tests.partnerships.test_bodies import day

pytestmark = pytest.mark.django_db


def days_ago(number: int) -> date:
    return timezone.localdate() - timedelta(days=number)


@pytest.fixture
def partnership(trust: Institution, employer: Institution, university: Institution) -> Partnership:
    """Begun 400 days ago; the employer left and the university came 100 days ago, when the lead changed too."""
    made = PartnershipFactory.create(institutions=[trust, employer, university], started_on=days_ago(400))
    first, left, came = made.parties.order_by("pk")
    made.parties.filter(pk=left.pk).update(left_on=days_ago(100))
    made.parties.filter(pk=came.pk).update(joined_on=days_ago(100))
    made.stages.create(stage="CO_DESIGN", began_on=days_ago(400))
    made.stages.create(stage="PILOT", began_on=days_ago(200))
    made.leaderships.create(party=first, began_on=days_ago(400), ended_on=days_ago(100))
    made.leaderships.create(party=came, began_on=days_ago(100))
    made.agreements.create(
        agreement_type=Term.objects.get(vocabulary="AGREEMENT_TYPE", code="MEMORANDUM"),
        signed_on=days_ago(300),
        starts_on=days_ago(300),
        ends_on=days_ago(150),
    )
    BodyFactory.create(partnership=made, sitting=[trust], started_on=days_ago(90))
    return made


def test_each_day_has_its_parties_stage_lead_agreements_and_bodies(
    partnership: Partnership, trust: Institution, employer: Institution, university: Institution
) -> None:
    for number, parties, stage, lead, agreements, bodies in (
        (350, [trust, employer], "CO_DESIGN", trust, 0, 0),
        (250, [trust, employer], "CO_DESIGN", trust, 1, 0),
        (160, [trust, employer], "PILOT", trust, 1, 0),
        (100, [trust, university], "PILOT", university, 0, 0),
        (0, [trust, university], "PILOT", university, 0, 1),
    ):
        then = as_at(partnership, days_ago(number))
        assert [party.institution for party in then.parties] == parties, number
        assert then.stage is not None
        assert then.lead is not None
        assert (then.stage.stage, then.lead.party.institution) == (stage, lead), number
        assert (len(then.agreements), len(then.bodies)) == (agreements, bodies), number
    assert as_at(partnership, days_ago(401)).parties == []


def test_its_people_ask_for_a_day(
    client: Client, partnership: Partnership, lead: User, employer: Institution, stranger: User
) -> None:
    here = reverse("partnerships:partnership_as_at", args=[partnership.pk])
    client.force_login(lead)
    assert employer.name not in client.get(here).content.decode()
    page = client.get(here, day("on", days_ago=200)).content.decode()
    assert employer.name in page
    assert "Memorandum of understanding" in page
    assert "It had not begun" in client.get(here, day("on", days_ago=500)).content.decode()
    assert "must be a real date" in client.get(here, day("on") | {"on_month": "13"}).content.decode()
    client.force_login(stranger)
    assert client.get(here).status_code == 403
