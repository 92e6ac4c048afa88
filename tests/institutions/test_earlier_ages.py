"""The ages that a school taught before the register gave others."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from institutions.actions import import_establishments
from institutions.models import EarlierAges, Institution
from institutions.queries.ages import ages_of
from tests.factories import AreaFactory
from tests.institutions.register_files import establishments

pytestmark = pytest.mark.django_db


def read(folder: Path, day: str, low: str) -> None:
    """The register of a day, in which the first school begins at an age and the second stays as it is."""
    path = folder / f"edubasealldata{day}.csv"
    import_establishments(path=establishments(path, {"StatutoryLowAge": low}, {}))


def test_an_import_keeps_the_ages_that_it_changes_and_the_page_says_since_when(
    client: Client, tmp_path: Path
) -> None:
    AreaFactory.create(code="E08000999", dfe_code="301")
    for day, low in (("20250422", "14"), ("20260302", "14"), ("20260501", "12"), ("20260901", "11")):
        read(tmp_path, day, low)
    school, other = Institution.objects.order_by("urn")
    assert [(each.low, each.high, each.since, each.until) for each in ages_of(school)] == [
        (11, 18, date(2026, 9, 1), None),
        (12, 18, date(2026, 5, 1), date(2026, 9, 1)),
        (14, 18, None, date(2026, 5, 1)),
    ]
    assert ages_of(other) == []
    page = client.get(reverse("institutions:institution", args=[school.pk])).content.decode()
    assert "11 to 18, since 1 September 2026" in page
    assert "Until 1 May 2026: 14 to 18" in page


def test_the_same_day_read_twice_keeps_what_was_said_before_it(tmp_path: Path) -> None:
    AreaFactory.create(code="E08000999", dfe_code="301")
    read(tmp_path, "20250422", "14")
    for low in ("12", "11"):
        read(tmp_path, "20260501", low)
    assert EarlierAges.objects.get().low_age == 14
