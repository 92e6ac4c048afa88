"""The trust partnership lead logs one activity for twelve schools, and fills a gap."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from institutions.models import Institution
from tests.factories import PASSWORD, EmailAddressFactory, OfferFactory
from tests.journeys.checks import Judge
from tests.journeys.conftest import FollowLetter, Visit

pytestmark = pytest.mark.browser


def test_one_activity_is_logged_for_twelve_schools_and_confirmed(
    visit: Visit,
    check: Judge,
    follow_letter: FollowLetter,
    scripts: bool,
    lead: User,
    twelve: list[Institution],
    employer: Institution,
) -> None:
    page = visit(scripts=scripts)
    sign_in(page, lead, check)
    expect(page.get_by_role("heading", name="Gaps in 12 schools")).to_be_visible()
    check(page, "Stepping Stones Trust")
    page.get_by_role("link", name="See the grid and fill a gap").click()
    expect(page.get_by_role("heading", name="60 gaps to fill")).to_be_visible()
    check(page, "Stepping Stones Trust")

    page.get_by_role("link", name="Log", exact=True).click()
    check(page, "Log a collaboration")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("link", name="Say who the partner was")).to_be_visible()
    check(page, "Log a collaboration", errors=True)
    say_what_happened(page)
    check(page, "Who took part?")

    count_pupils(page, check)
    expect(page.get_by_role("heading", name="12 schools, 375 pupils")).to_be_visible()
    expect(page.get_by_text("Unanswered")).to_be_visible()
    check(page, "Talk or assembly")

    confirm(follow_letter("kim@kilnworks.example", scripts=scripts), check)
    page.reload()
    expect(page.get_by_text("Confirmed", exact=True)).to_be_visible()
    page.goto(f"/institutions/{twelve[0].groups.get().group_id}/coverage/")
    expect(page.get_by_role("heading", name="48 gaps to fill")).to_be_visible()
    check(page, "Stepping Stones Trust")


def sign_in(page: Page, person: User, check: Judge) -> None:
    """Through the real form, once with a wrong password."""
    EmailAddressFactory.create(user=person)
    page.goto("/")
    check(page, "Every school, well connected")
    page.get_by_role("link", name="Sign in").first.click()
    check(page, "Sign in")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password", exact=True).fill("not my password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.get_by_label("E-mail address")).to_have_value(person.email)
    check(page, "Sign in", errors=True)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def say_what_happened(page: Page) -> None:
    """A week ago Year 9 of every school heard a talk by the Kiln Works."""
    page.get_by_label("Who was the partner?").fill("Kiln Works")
    page.get_by_label("All 12 schools").check()
    page.get_by_label("What did they do?").select_option("Talk or assembly")
    page.get_by_label("Science, technology, engineering and maths").check()
    day = timezone.localdate() - timedelta(days=7)
    for part in ("day", "month", "year"):
        page.get_by_label(part.capitalize(), exact=True).first.fill(str(getattr(day, part)))
    page.get_by_label("Year 9", exact=True).check()
    page.get_by_role("button", name="Continue").click()


def count_pupils(page: Page, check: Judge) -> None:
    """Thirty at each school but one; at first without saying who counts as disadvantaged."""
    page.get_by_label("Year 9 pupils, each school", exact=True).fill("30")
    page.get_by_label("Disadvantaged Year 9 pupils, each school", exact=True).fill("6")
    page.get_by_label("Year 9 pupils, Elm 08 School", exact=True).fill("45")
    page.get_by_label("E-mail address of somebody who was there").fill("kim@kilnworks.example")
    page.get_by_role("button", name="Log it").click()
    expect(page.get_by_role("link", name="Select which pupils you counted as disadvantaged")).to_be_visible()
    check(page, "Who took part?", errors=True)
    expect(page.get_by_label("Year 9 pupils, Elm 08 School", exact=True)).to_have_value("45")
    page.get_by_label("Eligible for free school meals at any time in the last six years").check()
    page.get_by_role("button", name="Log it").click()


def confirm(page: Page, check: Judge) -> None:
    """By the partner, who sends the answer once without choosing one."""
    check(page, "Is this right?")
    page.get_by_role("button", name="Send the answer").click()
    check(page, "Is this right?", errors=True)
    page.get_by_label("Yes, this is right").check()
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("heading", name="This is confirmed")).to_be_visible()
    check(page, "This is confirmed")


def test_a_gap_is_filled_from_the_grid_to_a_partnership(
    visit: Visit,
    check: Judge,
    follow_letter: FollowLetter,
    scripts: bool,
    lead: User,
    trust: Institution,
    schools: list[Institution],
    employer: Institution,
) -> None:
    OfferFactory.create(provider=employer, title="A day at the kilns", contact_email="kim@kilnworks.example")
    OfferFactory.create(online=True, title="A talk from far away")
    page = visit(lead, scripts=scripts)
    page.goto(f"/institutions/{trust.pk}/coverage/")
    name = "find support for Beech Hill School in Science, technology, engineering and maths"
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", name="2 offers that fit, best first")).to_be_visible()
    check(page, "Science, technology")
    first = page.get_by_role("listitem").filter(has_text="A day at the kilns").first
    first.get_by_text("points add up").click()
    expect(first.get_by_role("row", name="Distance")).to_be_visible()
    check(page, "Science, technology")

    first.get_by_role("button", name=re.compile("Ask for this.*A day at the kilns")).click()
    check(page, "Ask for “A day at the kilns”")
    page.get_by_label("What do you need?").fill("Two classes of Year 9, in the spring.")
    page.get_by_role("button", name="Ask for this").click()
    expect(page.get_by_text("We have asked Kiln Works Ltd")).to_be_visible()
    check(page, "A day at the kilns")

    provider = follow_letter("kim@kilnworks.example", label="Yes:", scripts=scripts)
    expect(provider.get_by_text("Two classes of Year 9, in the spring.")).to_be_visible()
    expect(provider.get_by_label("Yes")).to_be_checked()
    check(provider, "Beech Hill School asks for your offer")
    provider.get_by_role("button", name="Send the answer").click()
    expect(provider.get_by_role("heading", name="You said yes")).to_be_visible()
    check(provider, "You said yes")

    page.reload()
    expect(page.get_by_text("kim@kilnworks.example")).to_be_visible()
    page.get_by_role("link", name="See the partnership").click()
    expect(page.get_by_role("heading", name="Beech Hill School", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Kiln Works Ltd", exact=True)).to_be_visible()
    check(page, "Kiln Works Ltd and Beech Hill School")
