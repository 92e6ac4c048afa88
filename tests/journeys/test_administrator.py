"""The administrator asks who has nothing, from England down to a school, and takes the figures along."""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from institutions.models import Area, Institution
from outcomes.actions import publish_coverage
from tests.factories import AreaFactory, CollaborationFactory, InstitutionFactory
from tests.journeys.checks import Judge
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser


@pytest.fixture
def counted(england: Area, schools: list[Institution]) -> None:
    """In Stonebridge three secondary schools, one of which did something, and a primary; in Chalkhill one of each."""
    downs = AreaFactory.create(region=True, name="Southern Downs", parent=england)
    chalkhill = AreaFactory.create(name="Chalkhill", parent=downs)
    InstitutionFactory.create(name="Dell Primary", primary=True, local_authority=schools[0].local_authority)
    InstitutionFactory.create(name="Flint School", local_authority=chalkhill)
    InstitutionFactory.create(name="Gorse Primary", primary=True, local_authority=chalkhill)
    CollaborationFactory.create(organiser=schools[0], schools=schools[:1])
    publish_coverage()


@pytest.mark.usefixtures("counted")
def test_from_england_down_to_a_school(
    visit: Visit, check: Judge, scripts: bool, administrator: User
) -> None:
    page = visit(administrator, scripts=scripts)
    page.goto("/home/")
    check(page, "England")
    page.get_by_role("button", name="Review coverage of England").click()
    expect(row(page, "Northern Dales")).to_contain_text("3 none")
    check(page, "Coverage of England")
    page.get_by_role("link", name="Northern Dales", exact=True).click()
    check(page, "Coverage of Northern Dales")
    row(page, "Stonebridge").get_by_role("link", name="Stonebridge", exact=True).click()
    expect(page.get_by_role("row", name=re.compile("^Dell Primary"))).to_be_visible()
    check(page, "Coverage of Stonebridge")

    page.get_by_text("Choose which schools to count").click()
    page.get_by_label("Phase").select_option("Secondary")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("row", name=re.compile("^Dell Primary"))).to_have_count(0)
    check(page, "Coverage of Stonebridge")
    page.get_by_role("link", name="schools with nothing: see the list").click()
    expect(page.get_by_role("heading", name="2 schools with nothing in any area")).to_be_visible()
    check(page, "2 schools with nothing")
    page.get_by_role("link", name="Beech Hill School").click()
    expect(page.get_by_role("heading", name="5 gaps to fill")).to_be_visible()
    check(page, "Beech Hill School")


@pytest.mark.usefixtures("counted")
def test_the_downloads_say_what_the_pages_say(visit: Visit, administrator: User) -> None:
    page = visit(administrator)
    page.goto("/coverage/")
    shown = {region: numbers(page, region) for region in ("Northern Dales", "Southern Downs")}
    assert shown == {"Northern Dales": [4, 4, 4, 3, 4, 4], "Southern Downs": [2] * 6}
    records = download(page, "CSV (By area of support)")
    for region, figures in shown.items():
        own = [record for record in records if record["region_name"] == region]
        assert {int(record["school_count"]) for record in own} == {figures[0]}
        assert [int(record["nothing_count"]) for record in own] == figures[1:]

    page.get_by_role("link", name="schools with nothing: see the list").click()
    expect(page.get_by_role("heading", name="5 schools with nothing in any area")).to_be_visible()
    names = page.get_by_role("rowheader").get_by_role("link").all_inner_texts()
    assert len(names) == 5
    assert [record["school_name"] for record in download(page, "CSV (the whole list)")] == names


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("row", name=re.compile(f"^{name} "))


def numbers(page: Page, place: str) -> list[int]:
    """Schools of a place, then how many have nothing in each area of support."""
    found = re.findall(r"\d+(?= none)", row(page, place).inner_text())
    return [int(row(page, place).get_by_role("cell").first.inner_text()), *map(int, found)]


def download(page: Page, link: str) -> list[dict[str, str]]:
    with page.expect_download() as expected:
        page.get_by_role("link", name=link).click()
    content = Path(expected.value.path()).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))
