"""The employer offers something, hears which schools it fits, and answers one from the e-mail."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from brokerage.actions import request_offer
from brokerage.models import Offer
from institutions.models import Institution
from tests.journeys.checks import Judge
from tests.journeys.conftest import FollowLetter, Visit

pytestmark = pytest.mark.browser
ADDRESS = "noor@potters.example"


def test_from_the_start_page_to_an_answered_introduction(
    visit: Visit,
    check: Judge,
    follow_letter: FollowLetter,
    scripts: bool,
    lead: User,
    school: Institution,
) -> None:
    page = visit(scripts=scripts)
    page.goto("/")
    page.get_by_role("button", name="Offer support to schools").click()
    check(page, "Offer support to schools")
    say_what_it_is(page, check)
    say_how_and_for_whom(page, check)
    say_who_you_are(page, check)

    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    check(page, "Check your answers")
    page.get_by_role("link", name=re.compile("Change.*How many schools can you help")).click()
    expect(page.get_by_label("How many schools can you help in a year?")).to_have_value("3")
    page.get_by_label("How many schools can you help in a year?").fill("2")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_text(ADDRESS)).to_be_visible()
    check(page, "Check your e-mail")
    assert not Offer.objects.exists()

    mail = follow_letter(ADDRESS, scripts=scripts)
    check(mail, "Publish your offer")
    mail.get_by_role("button", name="Publish the offer").click()
    expect(mail.get_by_role("link", name="Ash Lane School")).to_be_visible()
    check(mail, "Schools that your offer fits")
    offer = Offer.objects.get()
    assert (offer.title, offer.places, offer.provider.name) == ("Throw a pot", 2, "Noor’s Pottery")

    request_offer(
        offer=offer, school=school, area="STEM", words="For Year 9.", submission_key=uuid4(), by=lead
    )
    answer = follow_letter(ADDRESS, label="No:", scripts=scripts)
    expect(answer.get_by_label("No, not this time")).to_be_checked()
    answer.get_by_role("button", name="Send the answer").click()
    expect(answer.get_by_role("link", name=re.compile("Select why you cannot help"))).to_be_visible()
    check(answer, f"{school} asks for your offer", errors=True)
    answer.get_by_label("The dates do not work").check()
    answer.get_by_role("button", name="Send the answer").click()
    expect(answer.get_by_role("heading", name="You said no, not this time")).to_be_visible()
    check(answer, "You said no")
    offer.refresh_from_db()
    assert offer.places_taken == 0


def say_what_it_is(page: Page, check: Judge) -> None:
    page.get_by_label("A workplace").check()
    page.get_by_label("Near which postcode?").fill("S1 2AB")
    forward(page)
    check(page, "What can you offer?")
    page.get_by_label("A visit to our workplace").check()
    forward(page)
    page.get_by_label("What happens?").fill("A morning at the wheel.")
    forward(page)
    expect(page.get_by_role("link", name="Enter a short title")).to_be_visible()
    check(page, "Your offer in a few words", errors=True)
    expect(page.get_by_label("What happens?")).to_have_value("A morning at the wheel.")
    page.get_by_label("Give it a short title").fill("Throw a pot")
    forward(page)
    check(page, "What does it help with?")
    page.get_by_label("Science, technology, engineering and maths").check()
    forward(page)


def say_how_and_for_whom(page: Page, check: Judge) -> None:
    check(page, "Where does it happen?")
    expect(page.get_by_label("Your postcode")).to_have_value("S1 2AB")
    page.get_by_label("At our place").check()
    forward(page)
    check(page, "For which pupils?")
    page.get_by_label("11 to 16: secondary").check()
    forward(page)
    check(page, "How many schools can you help")
    page.get_by_label("How many schools can you help in a year?").fill("3")
    forward(page)
    check(page, "When can schools have it?")
    forward(page)
    check(page, "How will your people be with pupils?")
    page.get_by_role("radio").first.check()
    forward(page)


def say_who_you_are(page: Page, check: Judge) -> None:
    check(page, "Your organisation")
    page.get_by_label("Name of the organisation").fill("Noor’s Pottery")
    page.get_by_label("A business or somebody who works for themselves").check()
    page.get_by_label("How many people work there?").select_option(index=1)
    page.get_by_label("Postcode of the organisation").fill("S1 2AB")
    forward(page)
    check(page, "Your details")
    page.get_by_label("Your full name").fill("Noor Potter")
    page.get_by_label("Your work e-mail address").fill(ADDRESS)
    forward(page)


def forward(page: Page) -> None:
    page.get_by_role("button", name="Continue").click()


def test_one_hour_on_one_day_asks_four_things_of_the_offer(
    visit: Visit, check: Judge, employer_user: User, school: Institution
) -> None:
    """What, when, where and for which ages; the person is signed in, so nothing else is asked."""
    page = visit(employer_user)
    page.goto("/offer/")
    page.get_by_label("One hour on one day").check()
    forward(page)
    check(page, "What would you do in the hour?")
    page.get_by_label("What would you do in the hour?").fill("Show how glass is made")
    forward(page)
    check(page, "On which date?")
    day = timezone.localdate() + timedelta(days=30)
    for part in ("day", "month", "year"):
        page.get_by_label(part.capitalize(), exact=True).fill(str(getattr(day, part)))
    forward(page)
    page.get_by_label("Online").check()
    forward(page)
    page.get_by_label("11 to 16: secondary").check()
    expect(page.get_by_text("Question 4 of 4")).to_be_visible()
    forward(page)
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    check(page, "Check your answers")
    page.get_by_role("button", name="Publish the offer").click()
    expect(page.get_by_role("link", name=school.name)).to_be_visible()
    check(page, "Schools that your offer fits")
    assert Offer.objects.get().is_one_day
