"""The administrator allocates: plan, look at who would get what and who gets nothing, send, see the answers."""

import re

import pytest
from playwright.sync_api import expect

from accounts.models import User
from brokerage import actions
from brokerage.models import AllocationRun, Introduction
from institutions.models import Institution, PriorityList, PriorityListing
from tests.factories import OfferFactory, RequestFactory, TermFactory
from tests.journeys.checks import Judge
from tests.journeys.conftest import FollowLetter, Visit

pytestmark = pytest.mark.browser


@pytest.fixture
def scarce(schools: list[Institution]) -> None:
    """Two places for three schools. Cedar Road is a priority school; Ash Lane asked first."""
    OfferFactory.create(title="A talk about kilns", places=2, contact_email="kilns@example.org")
    RequestFactory.create(school=schools[0], words="Somebody from industry.")
    listed = PriorityList.objects.create(name="National Challenge", valid_from="2026-01-01")
    PriorityListing.objects.create(priority_list=listed, institution=schools[2])
    TermFactory.create(partnership_kind=True)


@pytest.mark.usefixtures("scarce")
def test_from_a_plan_to_a_yes(
    visit: Visit, check: Judge, scripts: bool, administrator: User, follow_letter: FollowLetter
) -> None:
    page = visit(administrator, scripts=scripts)
    page.goto("/home/")
    page.get_by_role("link", name="Allocation runs").click()
    check(page, "Allocation runs")
    page.get_by_role("button", name="Plan a run").click()
    check(page, "Plan an allocation run")
    page.get_by_label("Which schools?").select_option("Stonebridge")
    for area in ("Leadership", "Literacy", "Enterprise"):
        page.get_by_label(re.compile(area)).uncheck()
    page.get_by_role("button", name="Work it out").click()
    expect(page.get_by_role("heading", name="Waiting to begin")).to_be_visible()
    check(page, "Stonebridge")

    run = AllocationRun.objects.get()
    actions.rehearse_run(run=run)  # what a worker does meanwhile
    page.get_by_role("link", name="Look again").click() if not scripts else page.reload()
    expect(page.get_by_role("row", name=re.compile("Needs of priority schools met 1 1"))).to_be_visible()
    check(page, "Stonebridge")
    page.get_by_role("link", name="still get nothing: see which and why").click()
    check(page, "Schools that still get nothing: 1")
    page.get_by_role("link", name=re.compile("Beech Hill School|Ash Lane School")).click()
    check(page, "science, technology, engineering and maths")
    page.go_back()
    page.go_back()

    page.get_by_role("button", name="Send 2 introductions").click()
    check(page, "Send 2 introductions")
    page.get_by_role("button", name="Send them").click()
    expect(page.get_by_role("heading", name="Being sent")).to_be_visible()
    actions.send_next_batch(run=run)
    page.reload()
    expect(page.get_by_text("Sent", exact=True).first).to_be_visible()

    letter = follow_letter("kilns@example.org", scripts=scripts)
    letter.get_by_label("Yes").check()
    letter.get_by_role("button").first.click()
    expect(letter.get_by_role("heading", level=1)).to_be_visible()
    assert Introduction.objects.filter(state=Introduction.State.ACCEPTED).count() == 1
    page.reload()
    page.get_by_role("link", name="sent: see them").click()
    check(page, "Sent: 2")
    expect(page.get_by_role("link", name=re.compile("^Accepted"))).to_have_count(1)
