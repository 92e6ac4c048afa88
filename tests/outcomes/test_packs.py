"""Packs as at a day: the same figures as the pages, on paper and as a spreadsheet, with their sources (peers D-25)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEvent, User
from institutions.models import Area, Institution, SupportArea
from outcomes import actions
from outcomes.reports import coverage as report
from outcomes.reports.coverage import Filters
from outcomes.reports.pack_parts import NOT_SHOWN, Pack, Section
from outcomes.reports.packs import months_before, pack_of_area, pack_of_institution
from partnerships.models import Confirmation
from tests.factories import CollaborationFactory, PartnershipFactory, RoleHolderFactory
from tests.outcomes.test_downloads import workbook

pytestmark = pytest.mark.django_db


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def section(pack: Pack, title: str) -> list[list[object]]:
    return next(each.rows for each in pack.sections if each.title == title)


@pytest.fixture
def told(schools: list[Institution], employer: Institution) -> list[Institution]:
    """A partnership that ended last week, an activity, a disputed one, and somebody who answers."""
    PartnershipFactory.create(
        institutions=[schools[0], employer], stage="ENDED", started_on=days_ago(90), ended_on=days_ago(7)
    )
    for confirmation in (Confirmation.CONFIRMED, Confirmation.DISPUTED):
        CollaborationFactory.create(
            organiser=schools[0],
            partner=employer,
            schools=schools[:2],
            area=SupportArea.STEM,
            starts_on=days_ago(50),
            partner_confirmation=confirmation,
            title="A title of their own",
        )
    RoleHolderFactory.create(institution=schools[0], started_on=days_ago(20), name="Ada Lead")
    for days in (60, 30, 0):
        actions.publish_coverage(as_at=days_ago(days))
    return schools


@pytest.mark.parametrize("days", [60, 30, 0])
def test_a_pack_has_the_figures_of_the_page_of_that_day(
    told: list[Institution], trust: Institution, england: Area, days: int
) -> None:
    day = days_ago(days)
    for pack, row in (
        (pack_of_area(england, on=day), report.total(Filters(on=day), area=england)),
        (pack_of_institution(trust, on=day), report.of_trust(Filters(on=day), trust=trust)),
    ):
        figures = {words: (count, of) for words, count, of in section(pack, "Headline figures")}
        assert figures["Active in a framework area"] == (row.any_working, 3)
        assert figures["Without a live partnership"] == (row.isolated, 3)
        assert figures["Nothing in any area"] == (row.with_nothing, 3)


def test_the_past_shows_what_has_ended_and_not_who_came_later(told: list[Institution]) -> None:
    then, now = (pack_of_institution(told[0], on=days_ago(days)) for days in (30, 0))
    assert len(section(then, "Partnerships")) == 1
    assert section(now, "Partnerships") == []
    assert section(then, "People who answer for it") == []
    assert section(now, "People who answer for it")[0][2] == "Ada Lead"
    assert section(then, "What each school has")[0][4] == "Active"


def test_activities_are_counted_and_disputed_ones_left_out(
    told: list[Institution], trust: Institution
) -> None:
    ((area, _, held, confirmed),) = section(pack_of_institution(trust, on=days_ago(0)), "Activities")
    assert (area, held, confirmed) == (SupportArea.STEM.label, 1, 1)
    assert section(pack_of_institution(trust, on=days_ago(55)), "Activities") == []


def test_paper_and_spreadsheet_say_the_same_and_name_their_sources(
    client: Client, stranger: User, told: list[Institution], trust: Institution, england: Area
) -> None:
    client.force_login(stranger)
    day = days_ago(30).isoformat()
    for address in (f"/institutions/{trust.pk}/pack", f"/coverage/{england.code}/pack"):
        page = client.get(f"{address}/?on={day}").content.decode()
        sheets = workbook(client.get(f"{address}.ods?on={day}").content)
        assert "A title of their own" not in page
        assert f"?on={day}" in page
        for title, rows in sheets.items():
            assert f">{title}</h2>" in page
            words = {text for row in rows[1:] for kind, text in row if kind == "string"}
            assert [text for text in words if text.replace("’", "'") not in page.replace("’", "'")] == []
        assert ("string", "Rule") in [cell for row in sheets["Sources"] for cell in row]
    assert AuditEvent.objects.filter(verb="figures_downloaded", details__as_at=day).count() == 2


def test_there_is_no_pack_of_a_day_to_come_or_of_an_employer(
    client: Client, stranger: User, trust: Institution, employer: Institution
) -> None:
    client.force_login(stranger)
    tomorrow = days_ago(-1).isoformat()
    page = client.get(f"/institutions/{trust.pk}/pack/?on={tomorrow}").content.decode()
    assert "The day must be today or in the past" in page
    assert f'value="{tomorrow}"' in page
    assert client.get(f"/institutions/{employer.pk}/pack/").status_code == 404


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [(date(2026, 3, 31), 1, date(2026, 2, 28)), (date(2026, 1, 15), 12, date(2025, 1, 15))],
)
def test_months_are_reckoned_as_the_database_does(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


def test_a_column_holds_figures_also_where_some_are_not_shown() -> None:
    rows: list[list[Any]] = [["Talk", NOT_SHOWN, "By post"], ["Visit", 20, 3], ["Day", "", "Not yet"]]
    section = Section("What was done", "", ["Type", "Adults", "Words"], rows)
    assert section.columns == [("Type", False), ("Adults", True), ("Words", False)]
    assert section.lines[0][1] == (NOT_SHOWN, True)
    assert Section("None", "", ["Type"], []).columns == [("Type", False)]
