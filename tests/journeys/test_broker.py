"""A broker works the queue: one request is matched, one handed on, one that nobody can meet ends with the school."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from brokerage.models import Request
from institutions.models import Institution
from tests.factories import BrokerAreaFactory, InstitutionFactory, OfferFactory, RequestFactory
from tests.journeys.checks import Judge
from tests.journeys.conftest import FollowLetter, Visit

pytestmark = pytest.mark.browser


def test_the_queue_is_worked_to_the_schools_word(
    visit: Visit,
    check: Judge,
    follow_letter: FollowLetter,
    scripts: bool,
    schools: list[Institution],
    broker: User,
    lead: User,
    employer: Institution,
) -> None:
    OfferFactory.create(provider=employer, title="A day at the kilns", contact_email="kim@kilnworks.example")
    second = InstitutionFactory.create(broker=True, name="Second Brokers")
    BrokerAreaFactory.create(broker=second, area=schools[0].local_authority)
    for school, area in zip(schools, ("STEM", "LITERACY", "ENTERPRISE"), strict=True):
        RequestFactory.create(school=school, area=area, made_by=lead)

    page = visit(broker, scripts=scripts)
    page.goto("/home/")
    page.get_by_role("link", name="3 open requests in your queue").click()
    expect(page.get_by_role("heading", name="3 open requests")).to_be_visible()
    expect(page.get_by_text("Has nothing in this area yet").first).to_be_visible()
    check(page, "Requests in the queue")

    match(page, check)
    hand_on(page, check)
    close_as_unmet(page, check)

    letter = follow_letter(lead.email, scripts=scripts)
    check(letter, "Not met: No offer in reach")
    letter.get_by_role("button", name="Send your word").click()
    check(letter, "Not met: No offer in reach", errors=True)
    letter.get_by_label("Yes, close the request").check()
    letter.get_by_role("button", name="Send your word").click()
    expect(letter.get_by_role("heading", name="The request is closed")).to_be_visible()
    check(letter, "The request is closed")
    assert Request.objects.get(area="ENTERPRISE").state == Request.State.CLOSED


def open_from_queue(page: Page, name: str) -> None:
    page.goto("/queue/")
    page.get_by_role("link", name=re.compile(f"^{name}:")).click()


def match(page: Page, check: Judge) -> None:
    open_from_queue(page, "Ash Lane School")
    check(page, "Science, technology")
    page.get_by_role("button", name="Take it: we work on it").click()
    expect(page.get_by_text("Being worked on").first).to_be_visible()
    page.get_by_role("button", name="Find an offer that fits").click()
    check(page, "Science, technology")
    page.get_by_role("button", name=re.compile("Ask for the school.*A day at the kilns")).click()
    check(page, "Ask for “A day at the kilns”")
    page.get_by_role("button", name="Ask for this").click()
    expect(page.get_by_text("We have asked Kiln Works Ltd")).to_be_visible()
    check(page, "Science, technology")


def hand_on(page: Page, check: Judge) -> None:
    open_from_queue(page, "Beech Hill School")
    page.get_by_role("link", name="Hand it on").click()
    check(page, "Hand it on")
    page.get_by_role("button", name="Hand it on").click()
    check(page, "Hand it on", errors=True)
    page.get_by_label("Second Brokers").check()
    page.get_by_role("button", name="Hand it on").click()
    expect(page.get_by_text("We have asked Second Brokers to take it")).to_be_visible()


def close_as_unmet(page: Page, check: Judge) -> None:
    open_from_queue(page, "Cedar Road School")
    page.get_by_role("link", name="Close it as not met").click()
    expect(page.get_by_label("Not met")).to_be_checked()
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("link", name="Select why it could not be met.")).to_be_visible()
    check(page, "What came of it", errors=True)
    page.get_by_label("No offer in reach").check()
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("We have asked the school whether it is so")).to_be_visible()
