"""Published lists of overall grades: taken in by command or by an administrator, shown on the school's page."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.errors import RuleBroken
from institutions.actions import import_inspections, publish_inspections, withdraw_inspected
from institutions.models import Inspection, Institution
from institutions.register.inspections import COLUMNS

pytestmark = pytest.mark.django_db

ADDRESS = "https://example.org/report"


def listed(*rows: tuple[object, ...]) -> str:
    text = StringIO()
    csv.writer(text).writerows([COLUMNS, *rows])
    return text.getvalue()


def test_an_administrator_brings_a_list_and_each_bad_line_says_why(
    client: Client, administrator: User, school: Institution
) -> None:
    client.force_login(administrator)
    address = reverse("institutions:publish_inspections")
    assert address in client.get(reverse("institutions:designations")).content.decode()
    text = listed(
        (school.urn, "04-05-2023", "01/06/2023", "Ofsted, section 5", "3", ADDRESS),
        (school.urn, "2018-02-01", "", "Ofsted, section 5", "inadequate", ADDRESS),
        (school.urn, "02-10-2024", "", "Ofsted, section 5", "3", ADDRESS),
        (school.urn, "04-05-2023", "", "Ofsted, section 5", "2", ADDRESS),
        ("999999", "04-05-2023", "", "Ofsted, section 5", "2", ADDRESS),
        (school.urn, "04-05-2021", "", "Ofsted, section 5", "9", ADDRESS),
        (school.urn, "04-05-2020", "", "Ofsted, section 5", "2", "no address"),
        (school.urn, "04-05-2019", "01-01-2019", "Ofsted, section 5", "2", ADDRESS),
        (school.urn, "01-01-2099", "", "Ofsted, section 5", "2", ADDRESS),
        (school.urn, "", "", "Ofsted, section 5", "2", ADDRESS),
        (school.urn, "04-05-2017", "", "", "2", ADDRESS),
        ("12345678", "04-05-2017", "", "Ofsted", "2", ADDRESS),
    )
    page = client.post(address, {"file": SimpleUploadedFile("grades.csv", text.encode())}).content.decode()
    for words in (
        "12 rows read: 2 new, 0 changed, 0 as they were, 10 left out",
        "Line 4, Overall grade: “3” was not given on 2 October 2024",
        "has this inspection on line 2 already",
        "“999999” is not a school that we know",
        "“9” is not an overall grade",
        "is not the address of a report",
        "is before the inspection",
        "lies ahead",
        "Inspected on: is not a day",
        "is empty or longer than 120 characters",
        "is not a URN of six figures",
        "grades.csv",
    ):
        assert words in page
    shown = client.get(reverse("institutions:institution", args=[school.pk])).content.decode()
    assert "Requires improvement</strong> (overall grade), 4 May 2023" in shown
    assert "Ofsted, section 5" in shown
    refused = client.post(address, {"file": SimpleUploadedFile("no.csv", b"A,B\n1,2\n")}).content.decode()
    assert "it is not a list of inspections" in refused


def test_the_same_list_again_changes_nothing_and_a_newer_one_only_what_it_says(
    tmp_path: Path, schools: list[Institution]
) -> None:
    path = tmp_path / "grades.csv"
    rows = [(school.urn, "04-05-2023", "", "Ofsted", "Good", ADDRESS) for school in schools]
    path.write_text(listed(*rows))
    call_command("import_inspections", path)
    again = import_inspections(path=path)
    assert (again.inserted, again.updated, again.unchanged) == (0, 0, 3)
    path.write_text(listed((schools[0].urn, "04-05-2023", "20-06-2023", "Ofsted", "2", ADDRESS), *rows[1:]))
    assert import_inspections(path=path, dry_run=True).updated == 1
    assert not Inspection.objects.exclude(published_on=None).exists()
    newer = import_inspections(path=path)
    assert (newer.inserted, newer.updated, newer.unchanged) == (0, 1, 2)
    assert Inspection.objects.get(published_on=date(2023, 6, 20)).institutions.get() == schools[0]


def test_a_school_does_not_take_a_published_grade_off_its_page(
    client: Client, tmp_path: Path, school: Institution, school_user: User, administrator: User
) -> None:
    path = tmp_path / "grades.csv"
    path.write_text(listed((school.urn, "04-05-2023", "", "Ofsted", "4", ADDRESS)))
    with pytest.raises(PermissionDenied):
        publish_inspections(path=path, by=school_user)
    publish_inspections(path=path, by=administrator)
    graded = Inspection.objects.get()
    with pytest.raises(RuleBroken, match="comes from the published list"):
        withdraw_inspected(inspection=graded, institution=school, by=school_user)
    client.force_login(school_user)
    page = client.get(reverse("institutions:institution", args=[school.pk])).content.decode()
    assert "Take off" not in page
    client.post(reverse("institutions:withdraw_inspected", args=[school.pk, graded.pk]))
    assert graded.institutions.exists()
