"""Every page that somebody can reach by links is judged, and so are its forms when they are sent empty."""

import re
from collections import deque
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import cast
from urllib.parse import urldefrag, urljoin, urlsplit
from uuid import uuid4

import pytest
from django.urls import Resolver404
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from brokerage.actions import RequestFacts, answer_introduction, make_request, request_offer
from brokerage.models import Introduction
from institutions.models import Institution, InstitutionLink, PriorityList, PriorityListing, Welcome
from outcomes.actions import publish_coverage
from partnerships.models import Confirmation
from tests.factories import (
    CollaborationFactory,
    InstitutionFactory,
    InvitationFactory,
    MembershipFactory,
    OfferFactory,
    RoleHolderFactory,
)
from tests.journeys.checks import Judge, subject_of
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser
# Leaves every question of a form unanswered. A form without any only asks to go on.
EMPTY = """(form) => {
  const questions = [...form.elements].filter((each) => each.type !== "hidden" && each.tagName !== "BUTTON")
  for (const each of questions) {
    if (each.type === "radio" || each.type === "checkbox") each.checked = false
    else each.value = ""
  }
  return questions.length
}"""
# The API's own pages are another library's; a file to download is not a page.
NOT_PAGES = re.compile(r"drf_spectacular\.|.*_(csv|file|ods|download)$")
# Guidance leads everybody there; whoever cannot log is told why.
REFUSES_KINDLY = "partnerships.views.log.collaboration_new"


# In two processes; in each, what one person's pages are made of need not be judged again on another's.
CAST = (
    *("visitor", "stranger", "lead", "employer_user"),
    *("school_user", "university_user", "broker", "administrator"),
)
HALVES = [
    pytest.param(somebody, marks=pytest.mark.xdist_group(f"crawl {place // 4}"))
    for place, somebody in enumerate(CAST)
]


@pytest.fixture
def in_use(
    lead: User,
    schools: list[Institution],
    employer: Institution,
    employer_user: User,
    university: Institution,
    trust: Institution,
) -> None:
    """Something of everything: all states of offers, introductions and records, gaps, links and lists."""
    asked_for = OfferFactory.create(provider=employer, title="A day at the kilns", places=4)
    OfferFactory.create(provider=employer, title="Glaze for a term", online=True, areas=["LEADERSHIP"])
    OfferFactory.create(provider=employer, title="Last year’s talk", confirmed_on=_day(-500))
    OfferFactory.create(provider=university, title="A week on campus", areas=["HIGHER_EDUCATION"])
    answers = (Introduction.State.ACCEPTED, Introduction.State.MAYBE, None)
    for school, answer in zip(schools, answers, strict=True):
        asked = request_offer(
            offer=asked_for, school=school, area="STEM", words="Soon.", submission_key=uuid4(), by=lead
        )
        if answer:
            answer_introduction(introduction=asked, answer=answer, reason=None, words="", by=employer_user)
    need = RequestFacts(area="LITERACY", words="Somebody to read with Year 7.")
    make_request(school=schools[0], facts=need, by=lead)

    known = {"organiser": trust, "partner": employer}
    CollaborationFactory.create(schools=schools, title="Kiln week", **known)
    CollaborationFactory.create(
        schools=schools[:1], title="Clay day", partner_confirmation=Confirmation.AWAITING, **known
    )
    CollaborationFactory.create(schools=schools[1:], title="Pots in spring", draft=True, **known)

    RoleHolderFactory.create(institution=schools[0], term_ends_on=_day(20))
    Welcome.objects.create(institution=schools[0], wants="Visitors who make things.", confirmed_on=_day(-3))
    InvitationFactory.create(institution=trust, invited_by=lead)
    MembershipFactory.create(user=lead, institution=schools[0])
    closed = InstitutionFactory.create(
        closed=True, name="Old Ash School", local_authority=trust.local_authority
    )
    InstitutionLink.objects.create(
        institution=closed, to_institution=schools[0], kind=InstitutionLink.Kind.SUCCESSOR
    )
    focus = PriorityList.objects.create(name="Focus schools", valid_from=_day(-100))
    PriorityListing.objects.create(priority_list=focus, institution=schools[1])
    publish_coverage()


def _day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


class Source(HTMLParser):
    """What a page links to, and what it is made of: each element with its kind and its parent's."""

    VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.parts: set[str] = set()
        self._open = [""]
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        kind = " ".join([tag, *(told.get(name) or "" for name in ("class", "role", "type", "aria-invalid"))])
        self.parts.add(f"{self._open[-1]} > {kind}")
        if tag == "a" and (link := told.get("href")):
            self.links.append(link)
        if tag not in self.VOID:
            self._open.append(kind)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            self._open.pop()


@pytest.fixture(scope="module")
def shown() -> dict[str, set[str]]:
    """What pages were made of that the browser has shown, by kind of page."""
    return {}


@pytest.mark.long
@pytest.mark.usefixtures("in_use")
@pytest.mark.parametrize("somebody", HALVES)
def test_every_page_that_links_lead_to(
    visit: Visit,
    check: Judge,
    shown: dict[str, set[str]],
    somebody: str,
    trust: Institution,
    schools: list[Institution],
    request: pytest.FixtureRequest,
) -> None:
    person = None if somebody == "visitor" else cast(User, request.getfixturevalue(somebody))
    starts = ["/", *(f"/institutions/{each.pk}/" for each in (trust, schools[2])), "/help/"]
    opened = crawl(visit(person), starts if person is None else ["/home/", *starts], check, shown)
    assert len(opened) > 25


@pytest.mark.parametrize(
    ("address", "heading"),
    [("/institutions/999999/", "Page not found"), ("/institutions/{}/people/", "You may not do this")],
)
def test_pages_that_refuse(
    visit: Visit, check: Judge, stranger: User, school: Institution, address: str, heading: str
) -> None:
    page = visit(stranger)
    page.goto(address.format(school.pk))
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    check(page)


def crawl(page: Page, starts: list[str], check: Judge, shown: dict[str, set[str]]) -> set[str]:
    """Breadth first from `starts`, one page of each kind. Answers which kinds were opened.

    A page is fetched first, and shown in the browser when it has a part that no page of its kind had before.
    """
    waiting, known = deque(starts), set(starts)
    opened: set[str] = set()
    while waiting:
        address = waiting.popleft()
        subject = _subject(address)
        if NOT_PAGES.match(subject) or (subject in opened and address not in starts):
            continue
        opened.add(subject)
        answer = page.request.get(address)
        assert answer.status == 200 or subject == REFUSES_KINDLY, f"{address} answers {answer.status}"
        source = Source(answer.text())
        for link in source.links:
            linked = urldefrag(urljoin(answer.url, link)).url
            if urlsplit(linked).netloc == urlsplit(answer.url).netloc and linked not in known:
                known.add(linked)
                waiting.append(linked)
        before = shown.setdefault(subject, set())
        if not source.parts <= before:
            is_first = not before
            before |= source.parts
            page.goto(address)
            check(page)
            if is_first:
                send_empty(page, check)
    return opened


def send_empty(page: Page, check: Judge) -> None:
    """Where a page asks something in one form, send it without an answer: what comes back is a page, too."""
    forms = page.locator("main form[method=post]")
    if forms.count() == 1 and forms.evaluate(EMPTY):
        with page.expect_navigation() as answered:
            forms.locator("button:not([type=button]):not([name])").first.click()
        assert answered.value.status < 400, f"{page.url} answers {answered.value.status}"
        check(page)


def _subject(address: str) -> str:
    try:
        return subject_of(address)
    except Resolver404:
        raise AssertionError(f"a link leads nowhere: {address}") from None
