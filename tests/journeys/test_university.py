"""A university plans access work: whom to start with, by which route, who was reached; and a broker plans for all."""

import re

import pytest
from playwright.sync_api import expect

from accounts.models import User
from institutions.models import Area, Institution, Measure, NeighbourhoodBand, Phase
from tests.factories import (
    CollaborationFactory,
    FeederLinkFactory,
    InstitutionFactory,
    OfferFactory,
    ParticipationFactory,
    PartnershipFactory,
    TermFactory,
)
from tests.journeys.checks import Judge
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser

LOW = "E01900001"


@pytest.fixture
def brook(university: Institution, school: Institution, authority: Area) -> Institution:
    """A primary in the lowest fifth that sends its pupils on to a school that works with the university."""
    NeighbourhoodBand.objects.create(measure=Measure.TUNDRA, edition="2024", code=LOW, band=1)
    brook = InstitutionFactory.create(
        name="Brook Primary", primary=True, local_authority=authority, lsoa_code=LOW
    )
    InstitutionFactory.create(name="Dell Primary", primary=True, local_authority=authority, lsoa_code=LOW)
    FeederLinkFactory.create(institution=brook, to_institution=school)
    PartnershipFactory.create(institutions=[university, school], areas=["HIGHER_EDUCATION"])
    visit = CollaborationFactory.create(
        organiser=university,
        partner=university,
        area="HIGHER_EDUCATION",
        activity_type=TermFactory.create(activity_type=True, code="CAMPUS_VISIT"),
    )
    ParticipationFactory.create(
        contribution__collaboration=visit, contribution__school=school, year_group="Y08"
    )
    return brook


@pytest.mark.usefixtures("brook")
def test_from_home_to_the_school_to_start_with(
    visit: Visit, check: Judge, scripts: bool, university_user: User, school: Institution
) -> None:
    page = visit(university_user, scripts=scripts)
    page.goto("/home/")
    page.get_by_role("link", name="Access work").click()
    check(page, "Dales University")
    expect(page.get_by_role("row", name=re.compile("^Brook Primary"))).to_contain_text(school.name)
    expect(page.get_by_role("row", name=re.compile("^Dell Primary"))).to_contain_text("Make an offer")
    page.get_by_text("Choose which schools to list").click()
    page.get_by_label("Route").select_option("Through a secondary school")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("row", name=re.compile("^Dell Primary"))).to_have_count(0)
    check(page, "Dales University")
    page.get_by_role("link", name="Brook Primary").click()
    expect(page.get_by_text("TUNDRA quintile 1 of 5")).to_be_visible()
    page.get_by_role("link", name="Feeder links").click()
    expect(page.get_by_role("link", name=school.name)).to_be_visible()
    check(page, "Feeder links")
    page.goto("/home/")
    page.get_by_role("link", name="Pupils reached by age").click()
    expect(page.get_by_text("None in key stage 2")).to_be_visible()
    check(page, "Dales University")


@pytest.mark.usefixtures("brook")
def test_a_broker_plans_links_by_two_routes_and_sends_them(
    visit: Visit, check: Judge, scripts: bool, broker: User, university: Institution
) -> None:
    OfferFactory.create(
        provider=university, title="A day on campus", areas=["HIGHER_EDUCATION"], phases=[Phase.PRIMARY]
    )
    page = visit(broker, scripts=scripts)
    page.goto("/home/")
    page.get_by_role("link", name="Plan them in Stonebridge").click()
    expect(page.get_by_role("row", name=re.compile("^Brook Primary"))).to_contain_text("Through")
    check(page, "Higher education links for primary schools")
    page.get_by_role("button", name="Send these introductions").click()
    expect(page.get_by_text("Sent to universities")).to_be_visible()
    check(page, "Higher education links for primary schools")
    page.goto("/campus-visits/")
    check(page, "Campus visits by the end of Year 8")


def test_a_school_adds_a_feeder_and_ends_it(
    visit: Visit, check: Judge, scripts: bool, school_user: User, school: Institution
) -> None:
    InstitutionFactory.create(name="Brook Primary", primary=True)
    page = visit(school_user, scripts=scripts)
    page.goto(f"/institutions/{school.pk}/feeders/")
    page.get_by_role("button", name="Add a feeder link").click()
    page.get_by_role("button", name="Save").click()
    check(page, "Add a feeder link", errors=True)
    page.get_by_label("The other school").fill("brook primary")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Brook Primary", exact=True)).to_be_visible()
    check(page, "Feeder links")
    page.get_by_role("link", name="End the link with Brook Primary").click()
    check(page, "End a feeder link")
    page.get_by_role("button", name="End the link").click()
    expect(page.get_by_text("The feeder link has ended")).to_be_visible()
