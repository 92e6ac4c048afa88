"""Inspections as dated rows, one of which may cover several schools of a group."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from institutions.actions import note_inspected, withdraw_inspected
from institutions.models import Inspection, Institution
from tests.factories import InstitutionFactory, MembershipFactory
from tests.group_factories import make_group, make_member

pytestmark = pytest.mark.django_db

FOUND: dict[str, Any] = {
    "inspected_on": date(2023, 5, 4),
    "framework": "Ofsted, handbook of 2022",
    "outcome": "Good",
    "link": "https://example.org/report",
}


def test_a_school_keeps_the_history_of_its_inspections(
    client: Client, school: Institution, school_user: User
) -> None:
    client.force_login(school_user)
    day = {"inspected_on_day": "4", "inspected_on_month": "5", "inspected_on_year": "2023"}
    sent = {name: FOUND[name] for name in ("outcome", "link")} | day | {"framework": "EIF"}
    client.post(reverse("institutions:note_inspected", args=[school.pk]), sent)
    earlier = FOUND | {"inspected_on": date(2018, 2, 1), "outcome": "Requires improvement"}
    note_inspected(institution=school, by=school_user, **earlier)
    page = client.get(reverse("institutions:institution", args=[school.pk])).content.decode()
    assert page.index("Good") < page.index("Requires improvement")


def test_one_inspection_covers_schools_of_one_group_and_stands_on_each_page(client: Client) -> None:
    group = make_group("FEDERATION")
    first, second = (
        InstitutionFactory.create(name="First School"),
        InstitutionFactory.create(name="Second School"),
    )
    for school in (first, second):
        make_member(group, school, date(2020, 9, 1))
    by = MembershipFactory.create(institution=first).user
    note_inspected(institution=first, others=[second], by=by, **FOUND)
    assert Inspection.objects.count() == 1
    page = client.get(reverse("institutions:institution", args=[second.pk])).content.decode()
    assert "Together with" in page
    assert "First School" in page


def test_schools_that_share_nothing_are_not_inspected_together(
    school: Institution, schools: list[Institution], school_user: User
) -> None:
    with pytest.raises(RuleBroken, match="in no trust or group"):
        note_inspected(institution=school, others=[InstitutionFactory.create()], by=school_user, **FOUND)
    fellow = schools[1]  # of the same trust
    assert (
        note_inspected(institution=school, others=[fellow], by=school_user, **FOUND).institutions.count() == 2
    )


def test_what_was_noted_by_mistake_goes_from_the_own_page_alone(
    school: Institution, schools: list[Institution], school_user: User, lead: User
) -> None:
    row = note_inspected(institution=school, others=[schools[1]], by=school_user, **FOUND)
    withdraw_inspected(inspection=row, institution=school, by=school_user)
    assert list(row.institutions.all()) == [schools[1]]
    withdraw_inspected(inspection=row, institution=schools[1], by=lead)
    assert not Inspection.objects.exists()


def test_a_university_shows_how_good_its_teacher_education_was_found_to_be(
    client: Client, university: Institution
) -> None:
    by = MembershipFactory.create(institution=university).user
    found = FOUND | {"framework": "Ofsted, initial teacher education", "outcome": "Outstanding"}
    note_inspected(institution=university, by=by, **found)
    page = client.get(reverse("institutions:institution", args=[university.pk])).content.decode()
    assert "Outstanding" in page
    assert "initial teacher education" in page


def test_others_and_days_to_come_are_refused(school: Institution, school_user: User, stranger: User) -> None:
    with pytest.raises(PermissionDenied):
        note_inspected(institution=school, by=stranger, **FOUND)
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(RuleBroken, match="today or in the past"):
        note_inspected(institution=school, by=school_user, **(FOUND | {"inspected_on": tomorrow}))


def test_post_16_settings_are_inspected_under_frameworks_of_a_list_that_held_on_the_day(
    client: Client,
) -> None:
    college = InstitutionFactory.create(kind=Institution.Kind.COLLEGE, name="Dales College")
    client.force_login(MembershipFactory.create(institution=college).user)
    address = reverse("institutions:note_inspected", args=[college.pk])
    listed = client.get(address).content.decode()
    for framework in (
        "Common Inspection Framework",
        "Framework for Excellence",
        "Education Inspection Framework",
    ):
        assert framework in listed
    said = {name: FOUND[name] for name in ("outcome", "link")}
    day = {"inspected_on_day": "4", "inspected_on_month": "5", "inspected_on_year": "2023"}
    late = client.post(address, said | day | {"framework": "CIF"}).content.decode()
    assert "The Common Inspection Framework did not hold on that day. Select another" in late
    unsaid = client.post(address, said | day | {"framework": "OTHER"}).content.decode()
    assert "Enter which framework it was" in unsaid
    client.post(address, said | day | {"inspected_on_year": "2010", "framework": "CIF"})
    client.post(address, said | day | {"framework": "OTHER", "other_framework": "A pilot of our own"})
    kept = Inspection.objects.order_by("inspected_on").values_list("framework", flat=True)
    assert list(kept) == ["Common Inspection Framework", "A pilot of our own"]
