"""A group over the years: its growth, and what happened when."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from institutions.models import Institution
from outcomes.charts import trend_chart
from outcomes.reports.group_history import history_of_group
from partnerships.models import InspectionEvidence
from tests.factories import InstitutionFactory, RoleHolderFactory
from tests.group_factories import make_group, make_member

pytestmark = pytest.mark.django_db


def inspected(school: Institution, day: date) -> None:
    InspectionEvidence.objects.create(
        institution=school, theme="PARTNERSHIP", inspected_on=day, quotation="Q", link="https://example.org/r"
    )


def test_a_federation_tells_its_history_with_inspections_before_and_after(stranger: User) -> None:
    """A school in trouble joins, gets a head and a teacher that both schools share, and is inspected again."""
    federation, school = make_group("FEDERATION").institution, InstitutionFactory.create(name="Moor School")
    make_member(federation.as_group, school, date(2021, 9, 1))
    for day in (date(2020, 11, 3), date(2023, 5, 4)):
        inspected(school, day)
    RoleHolderFactory.create(institution=federation, name="Ada Lund", started_on=date(2021, 10, 1))
    federation.shared_services.create(kind="POST", name="Special needs", started_on=date(2022, 1, 5))
    body = InstitutionFactory.create(university=True)
    federation.group_accreditations.create(body=body, standard="S", granted_on=date(2024, 1, 1))
    told = [(each.on.year, each.words) for each in history_of_group(federation, viewer=stranger)]
    assert [year for year, _ in told] == [2024, 2023, 2022, 2021, 2021, 2020]
    words = [each for _, each in told]
    assert words[1] == "was inspected as a member"
    assert words[-1] == "was inspected before it joined"
    assert words[2] == "Shared post: Special needs"
    assert words[3].startswith("Ada Lund became")
    assert words[4] == "joined"


def test_a_group_shows_how_it_grew(client: Client, stranger: User) -> None:
    group = make_group()
    for year in (2021, 2021, 2023):
        make_member(group, InstitutionFactory.create(), date(year, 9, 1))
    client.force_login(stranger)
    page = client.get(reverse("outcomes:group_history", args=[group.pk])).content.decode()
    assert "<svg" in page
    assert "1 September 2022" in page


def test_a_chart_of_counts_has_no_unit_and_a_round_top() -> None:
    days = [date(2024, 9, 1), date(2025, 9, 1)]
    chart = trend_chart(days, [("members", [850.0, 1_250.0])], unit="")
    assert chart is not None
    assert [tick.words for tick in chart.up] == ["0", "1,000", "2,000"]
    assert chart.lines[0].last == "1,250"
