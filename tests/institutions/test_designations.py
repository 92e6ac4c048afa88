"""Designations of areas and schools: dated, decided on evidence, and a filter of coverage."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from institutions.actions import designate, review_designation
from institutions.models import Area, Designation, DesignationKind, Institution
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
SINCE = date(2024, 9, 1)


def kind(code: str) -> DesignationKind:
    return DesignationKind.objects.get(code=code)


def day(name: str, value: date) -> dict[str, str]:
    return {
        f"{name}_day": str(value.day),
        f"{name}_month": str(value.month),
        f"{name}_year": str(value.year),
    }


def test_an_administrator_designates_an_area_which_everybody_sees(
    client: Client, authority: Area, administrator: User
) -> None:
    client.force_login(administrator)
    told = {"kind": "EDUCATION_INVESTMENT_AREA", "source": "White paper of 2022"} | day("valid_from", SINCE)
    client.post(reverse("institutions:designate_area", args=[authority.code]), told)
    client.logout()
    page = client.get(reverse("institutions:designations")).content.decode()
    assert authority.name in page
    earlier = client.get(reverse("institutions:designations"), {"on": "2024-08-31"}).content.decode()
    assert authority.name not in earlier


def test_a_school_shows_its_own_designation_and_that_of_its_area(
    client: Client, school: Institution, authority: Area, administrator: User
) -> None:
    stated: dict[str, Any] = {"valid_from": SINCE, "source": "S", "by": administrator}
    designate(kind=kind("SPECIALIST_SCHOOL"), subject=school, detail="Languages", **stated)
    designate(kind=kind("OPPORTUNITY_AREA"), subject=authority, **stated)
    page = client.get(reverse("institutions:institution", args=[school.pk])).content.decode()
    assert "Specialist school" in page
    assert "Languages" in page
    assert "Opportunity area" in page


def test_a_designation_stays_or_ends_on_evidence_of_how_partners_fared(
    client: Client, school: Institution, administrator: User
) -> None:
    row = designate(
        kind=kind("HIGH_PERFORMING_SPECIALIST"),
        subject=school,
        valid_from=SINCE,
        source="S",
        review_on=SINCE + timedelta(days=400),
        by=administrator,
    )
    client.force_login(administrator)
    told = {"decision": "STAYS", "evidence": "Two of three partner schools improved."}
    days = day("decided_on", TODAY - timedelta(days=9)) | day("review_on", TODAY + timedelta(days=700))
    client.post(reverse("institutions:review_designation", args=[row.pk]), told | days)
    row.refresh_from_db()
    assert (row.review_on, row.valid_to) == (TODAY + timedelta(days=700), None)
    page = client.get(reverse("institutions:designation", args=[row.pk])).content.decode()
    assert "Two of three partner schools improved." in page
    review_designation(
        designation=row, decided_on=TODAY, decision="ENDS", evidence="None of them did", by=administrator
    )
    assert not Designation.objects.in_force(TODAY).exists()
    assert Designation.objects.in_force(TODAY - timedelta(days=1)).get() == row
    with pytest.raises(RuleBroken, match="ended already"):
        review_designation(
            designation=row, decided_on=TODAY, decision="STAYS", evidence="E", by=administrator
        )


def test_what_is_refused(
    school: Institution, trust: Institution, authority: Area, administrator: User, lead: User
) -> None:
    stated: dict[str, Any] = {"valid_from": SINCE, "source": "S"}
    with pytest.raises(PermissionDenied):
        designate(kind=kind("SPECIALIST_SCHOOL"), subject=school, by=lead, **stated)
    for code, subject in (
        ("OPPORTUNITY_AREA", school),
        ("SPECIALIST_SCHOOL", authority),
        ("SPECIALIST_SCHOOL", trust),
    ):
        with pytest.raises(RuleBroken, match="cannot be a"):
            designate(kind=kind(code), subject=subject, by=administrator, **stated)
    designate(kind=kind("SPECIALIST_SCHOOL"), subject=school, by=administrator, **stated)
    with pytest.raises(RuleBroken, match="already"):
        designate(kind=kind("SPECIALIST_SCHOOL"), subject=school, by=administrator, **stated)


def test_administrators_of_another_area_may_not(school: Institution) -> None:
    other = MembershipFactory.create(
        over_area=True, area=Area.objects.create(code="E08999999", kind="LOCAL_AUTHORITY", name="Far")
    )
    with pytest.raises(PermissionDenied):
        designate(kind=kind("SPECIALIST_SCHOOL"), subject=school, valid_from=SINCE, source="S", by=other.user)
