"""What the API shows of the log and of partnerships, and to whom."""

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from institutions.models import Institution
from tests.factories import PartnershipFactory
from tests.partnerships.conftest import Log

pytestmark = pytest.mark.django_db


def client_of(person: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(person)
    return client


def test_disadvantaged_counts_are_for_the_schools_own_people(
    log: Log, lead: User, school_user: User, employer_user: User
) -> None:
    record = log()
    known = {}
    for person in (lead, school_user, employer_user):
        shown = client_of(person).get(f"/api/v1/collaborations/{record.pk}/").json()
        rows = [row for each in shown["contributions"] for row in each["participations"]]
        assert {row["pupils"] for row in rows} == {30}
        known[person] = [row["disadvantaged"] for row in rows].count(6)
    assert known == {lead: 3, school_user: 1, employer_user: 0}


def test_goals_are_for_the_parties(
    trust: Institution, employer: Institution, lead: User, employer_user: User, stranger: User
) -> None:
    partnership = PartnershipFactory.create(institutions=[trust, employer])
    partnership.parties.update(goal="More engineers")
    shown = [
        [
            party["goal"]
            for party in client_of(person).get(f"/api/v1/partnerships/{partnership.pk}/").json()["parties"]
        ]
        for person in (lead, employer_user, stranger)
    ]
    assert shown == [["More engineers"] * 2, ["More engineers"] * 2, [None, None]]
