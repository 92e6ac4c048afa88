"""What came of an aim, and that nobody marks their own homework."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import Prefetch
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from institutions.models import Institution
from partnerships import actions
from partnerships.models import Partnership, Result
from tests.factories import PartnershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(school: Institution, employer: Institution) -> Partnership:
    return PartnershipFactory.create(institutions=[school, employer])


@pytest.fixture
def result(partnership: Partnership, school: Institution, school_user: User) -> Result:
    """Delivered by the school."""
    aim = partnership.aims.create(
        words="More girls choose physics", measured_by="Girls", target=10, target_on=timezone.localdate()
    )
    return actions.report_result(
        aim=aim,
        deliverer=school,
        value=Decimal(8),
        measured_on=timezone.localdate(),
        words="",
        by=school_user,
    )


def test_whoever_delivered_it_cannot_verify_it(
    client: Client, partnership: Partnership, result: Result, school_user: User
) -> None:
    client.force_login(school_user)
    address = reverse("partnerships:verify_result", args=[partnership.pk, result.pk])
    page = client.post(address, follow=True).content.decode()
    assert "Nobody marks their own homework" in page
    result.refresh_from_db()
    assert result.verifier is None


def test_nor_can_somebody_who_speaks_for_the_deliverer_through_its_trust(
    partnership: Partnership, result: Result, trust: Institution, lead: User
) -> None:
    partnership.parties.create(institution=trust)
    with pytest.raises(RuleBroken, match="own homework"):
        actions.verify_result(result=result, verifier=trust, by=lead)


def test_the_database_refuses_it_too(result: Result, school: Institution, school_user: User) -> None:
    with pytest.raises(IntegrityError, match="result_is_verified_by_another_than_its_deliverer"):
        Result.objects.filter(pk=result.pk).update(
            verifier=school, verified_by=school_user, verified_at=timezone.now()
        )


def test_another_party_verifies_it(
    client: Client, partnership: Partnership, result: Result, employer: Institution, employer_user: User
) -> None:
    client.force_login(employer_user)
    address = reverse("partnerships:verify_result", args=[partnership.pk, result.pk])
    page = client.post(address, follow=True).content.decode()
    assert f"Verified by {employer}" in page
    with pytest.raises(RuleBroken, match="already"):
        actions.verify_result(result=result, verifier=employer, by=employer_user)


def test_only_a_party_verifies(result: Result, university: Institution, university_user: User) -> None:
    with pytest.raises(RuleBroken, match="Only a party"):
        actions.verify_result(result=result, verifier=university, by=university_user)


def test_a_result_is_told_on_the_page_of_the_partnership(
    client: Client, partnership: Partnership, result: Result, employer_user: User, university_user: User
) -> None:
    client.force_login(employer_user)
    day = timezone.localdate()
    party = partnership.parties.get(institution=result.deliverer)
    typed = {
        "value": "9",
        "measured_on_day": day.day,
        "measured_on_month": day.month,
        "measured_on_year": day.year,
        "deliverer": party.pk,
        "words": "Counted in September.",
    }
    address = reverse("partnerships:report_result", args=[partnership.pk, result.aim_id])
    page = client.post(address, typed, follow=True).content.decode()
    assert "Counted in September." in page
    with pytest.raises(PermissionDenied):
        actions.report_result(
            aim=result.aim,
            deliverer=result.deliverer,
            value=Decimal(1),
            measured_on=day,
            words="",
            by=university_user,
        )


def test_one_indicator_has_many_contributors_whose_latest_numbers_add_up(
    client: Client, partnership: Partnership, school: Institution, employer: Institution, lead: User
) -> None:
    client.force_login(lead)
    day = timezone.localdate()
    typed = {
        "words": "More hours of mentoring",
        "measured_by": "Hours a month",
        "source": "Our logs",
        "adds_up": "on",
        "baseline": "5",
        "target": "60",
        "target_on_day": day.day,
        "target_on_month": day.month,
        "target_on_year": day.year + 1,
    }
    assert client.post(reverse("partnerships:set_aim", args=[partnership.pk]), typed).status_code == 302
    aim = partnership.aims.get()
    assert aim.actual is None
    for deliverer, value in ((school, 12), (employer, 30), (school, 20)):
        actions.report_result(
            aim=aim, deliverer=deliverer, value=Decimal(value), measured_on=day, words="", by=lead
        )
    aim = partnership.aims.prefetch_related(
        Prefetch("results", Result.objects.select_related("deliverer").order_by("-measured_on", "-pk"))
    ).get()
    assert aim.actual == 50
    page = client.get(reverse("partnerships:partnership", args=[partnership.pk])).content.decode()
    assert "All together so far: <strong>50</strong>" in page
    assert f"{school} 20" in page
    assert "source: Our logs" in page
    aim.adds_up = False
    assert aim.actual == 20
