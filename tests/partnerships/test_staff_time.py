"""What partnerships ask of the staff of schools."""

from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import User
from institutions.models import Institution
from partnerships.models import Collaboration
from partnerships.queries.staff_time import staff_time_of
from tests.partnerships.conftest import Log

pytestmark = pytest.mark.django_db


def test_staff_time_adds_up_by_school_and_by_partner(
    client: Client,
    log: Log,
    lead: User,
    trust: Institution,
    schools: list[Institution],
    employer: Institution,
) -> None:
    records = [log(), log()]
    Collaboration.objects.filter(pk=records[0].pk).update(staff_hours=Decimal("2.5"))
    year = records[0].school_year
    assert [(line.activities, line.told, line.hours) for line in staff_time_of(trust, year)] == [
        (2, 1, Decimal("2.5"))
    ] * len(schools)
    [line] = staff_time_of(schools[0], year)
    assert (line.name, line.hours) == (employer.name, Decimal("2.5"))
    client.force_login(lead)
    html = client.get(f"/institutions/{trust.pk}/staff-time/").content.decode()
    assert f"{len(schools) * Decimal('2.5'):g} hours" in html


def test_a_school_without_an_activity_is_on_the_list(trust: Institution, schools: list[Institution]) -> None:
    assert {line.hours for line in staff_time_of(trust, "2026/27")} == {Decimal(0)}
    assert len(staff_time_of(trust, "2026/27")) == len(schools)
