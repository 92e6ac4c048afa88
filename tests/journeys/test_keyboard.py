"""The log, and asking for an offer, with the keyboard alone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from institutions.models import Institution
from partnerships.models import Collaboration
from tests.factories import OfferFactory
from tests.journeys.conftest import Visit
from tests.journeys.keyboard import Keyboard

pytestmark = pytest.mark.browser
# What the page's form asks for; the three boxes of a date are one thing, and so is a list of boxes to tick.
ASKED = """() => [...new Set([...document.querySelectorAll("main :is(input, select, textarea)")]
  .filter((each) => each.type !== "hidden").map((each) => each.name.replace(/_(day|month|year)$/, "")))]"""
MOST_ASKED = 12


def test_a_school_logs_an_activity(visit: Visit, school_user: User, employer: Institution) -> None:
    page = visit(school_user)
    keyboard = Keyboard(page)
    page.goto("/home/")
    keyboard.press("Skip to main content")
    keyboard.press("Log a collaboration", "Space")
    expect(page.get_by_role("heading", name="Log a collaboration")).to_be_visible()
    asked = questions(page)

    day = timezone.localdate() - timedelta(days=7)
    keyboard.write("Who was the partner?", "Kiln Works")
    keyboard.write("What did they do?", "Talk")
    keyboard.choose("Leadership", steps=2)
    keyboard.write("Day", str(day.day))
    keyboard.write("Month", str(day.month))
    keyboard.write("Year", str(day.year))
    keyboard.press("It was a series")
    keyboard.write("Sessions in all", "2")
    keyboard.press("Year 9", "Space")
    keyboard.write("A short name for it", "Glaze day")
    keyboard.press("Continue")
    expect(page.get_by_role("heading", name="Who took part")).to_be_visible()
    asked += questions(page)
    assert len(asked) <= MOST_ASKED, asked

    keyboard.write("Year 9 pupils", "30")
    keyboard.write("Disadvantaged Year 9 pupils", "6")
    keyboard.choose("Eligible", steps=1)
    keyboard.write("E-mail address of somebody", "kim@kilnworks.example")
    keyboard.press("Log it")
    expect(page.get_by_role("heading", name="1 school, 30 pupils")).to_be_visible()
    record = Collaboration.objects.get()
    assert (record.title, record.area, record.sessions, record.partner) == ("Glaze day", "STEM", 2, employer)


def questions(page: Page) -> list[str]:
    page.wait_for_load_state()
    asked: list[str] = page.evaluate(ASKED)
    return asked


def test_a_school_asks_for_an_offer(
    visit: Visit, school_user: User, school: Institution, employer: Institution
) -> None:
    OfferFactory.create(provider=employer, title="A day at the kilns")
    page = visit(school_user)
    keyboard = Keyboard(page)
    page.goto("/home/")
    keyboard.press("See the grid and fill a gap")
    expect(page.get_by_role("heading", name="5 gaps to fill")).to_be_visible()
    keyboard.press(f"find support for {school.name} in Science")
    expect(page.get_by_role("heading", name="1 offer that fits, best first")).to_be_visible()
    keyboard.press("points add up")
    expect(page.get_by_role("row", name="Distance")).to_be_visible()
    keyboard.press("Ask for this")
    expect(page.get_by_role("heading", name="Ask for “A day at the kilns”")).to_be_visible()
    keyboard.write("What do you need?", "Year 9, in the spring.")
    keyboard.press("Ask for this")
    expect(page.get_by_text("We have asked Kiln Works Ltd")).to_be_visible()


def test_errors_take_the_keyboard_to_the_box_that_is_wrong(visit: Visit, school_user: User) -> None:
    page = visit(school_user)
    keyboard = Keyboard(page)
    page.goto("/collaborations/new/")
    page.get_by_role("button", name="Continue").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    keyboard.press("Enter the date")
    day = page.get_by_label("Day", exact=True).first
    expect(day).to_be_focused()
    expect(day).to_have_attribute("aria-invalid", "true")
