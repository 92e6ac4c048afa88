"""Logging costs little: at most twelve inputs for one school, and for twelve schools only their counts more."""

from collections.abc import Callable
from datetime import timedelta
from time import monotonic

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from institutions.models import Institution
from partnerships.models import Collaboration
from tests.factories import CollaborationFactory
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser

MOST_INPUTS = 12


class Hand:
    """Fills in, ticks and presses, and counts how often."""

    def __init__(self, page: Page) -> None:
        self.page, self.inputs, self.began = page, 0, monotonic()

    def fill(self, label: str, value: object) -> None:
        self.page.get_by_label(label, exact=True).first.fill(str(value))
        self.inputs += 1

    def tick(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).check()
        self.inputs += 1

    def select(self, label: str, value: str) -> None:
        self.page.get_by_label(label).select_option(value)
        self.inputs += 1

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()
        self.inputs += 1

    @property
    def seconds(self) -> float:
        return monotonic() - self.began


def say_what_happened(hand: Hand, partner: Institution) -> None:
    """A partner known from before, a week ago; the type says the area."""
    hand.page.goto("/collaborations/new/")
    hand.tick(f"{partner.name}, {partner.town}" if partner.town else partner.name)
    hand.select("What did they do?", "STEM day")
    day = timezone.localdate() - timedelta(days=7)
    for part in ("day", "month", "year"):
        hand.fill(part.capitalize(), getattr(day, part))
    hand.tick("Year 9")


def log_it(hand: Hand, counts: dict[str, int]) -> None:
    hand.press("Continue")
    for school, pupils in counts.items():
        hand.fill(f"Year 9 pupils, {school}", pupils)
    hand.press("Log it")
    expect(hand.page.get_by_text("is logged")).to_be_visible()


def test_one_school_is_logged_with_few_inputs_and_twelve_with_their_counts_more(
    visit: Visit,
    school_user: User,
    lead: User,
    trust: Institution,
    twelve: list[Institution],
    employer: Institution,
    record_property: Callable[[str, object], None],
) -> None:
    for organiser in (twelve[0], trust):
        CollaborationFactory.create(organiser=organiser, partner=employer, schools=[twelve[0]])
    one = Hand(visit(school_user))
    say_what_happened(one, employer)
    log_it(one, {twelve[0].name: 30})
    record_property("seconds_one_school", round(one.seconds, 1))

    many = Hand(visit(lead))
    say_what_happened(many, employer)
    many.tick("All 12 schools")
    log_it(many, {school.name: 20 + place for place, school in enumerate(twelve)})
    record_property("seconds_twelve_schools", round(many.seconds, 1))

    assert one.inputs <= MOST_INPUTS
    asked_which_schools, counts_more = 1, len(twelve) - 1
    assert many.inputs == one.inputs + asked_which_schools + counts_more
    latest = Collaboration.objects.recorded().latest("pk")
    assert latest.contributions.filter(participations__isnull=False).count() == len(twelve)
