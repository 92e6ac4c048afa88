"""People join an institution by a link, and act for one of several."""

import pytest
from playwright.sync_api import expect

from accounts.models import User
from institutions.models import Institution
from tests.factories import PASSWORD, MembershipFactory
from tests.journeys.checks import Judge
from tests.journeys.conftest import FollowLetter, Visit

pytestmark = pytest.mark.browser


def test_a_colleague_is_invited_signs_up_and_acts(
    visit: Visit, check: Judge, follow_letter: FollowLetter, lead: User, trust: Institution
) -> None:
    page = visit(lead)
    page.goto("/home/")
    page.get_by_role("link", name="Its people in Causeway").click()
    check(page, trust.name)
    page.get_by_role("button", name="Invite somebody").click()
    check(page, "Invite somebody")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("link", name="Select a role")).to_be_visible()
    check(page, "Invite somebody", errors=True)
    page.get_by_label("E-mail address").fill("nia@example.org")
    page.get_by_label("Editor").check()
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("An invitation is on its way to nia@example.org")).to_be_visible()
    check(page, trust.name)

    colleague = follow_letter("nia@example.org")
    check(colleague, f"Join {trust}")
    colleague.get_by_role("button", name="Create an account").click()
    check(colleague, "Create an account")
    colleague.get_by_label("Full name").fill("Nia New")
    expect(colleague.get_by_label("E-mail address")).to_have_value("nia@example.org")
    colleague.get_by_label("Password", exact=True).fill(PASSWORD)
    colleague.get_by_role("button", name="Create an account").click()
    check(colleague, f"Join {trust}")
    colleague.get_by_role("button", name="Accept the invitation").click()
    expect(colleague.get_by_text(f"You now act for {trust}")).to_be_visible()
    check(colleague, trust.name)
    colleague.get_by_role("button", name="Log a collaboration").click()
    expect(colleague.get_by_role("heading", name="Log a collaboration")).to_be_visible()

    page.reload()
    expect(page.get_by_role("term").filter(has_text="Nia New")).to_be_visible()


def test_somebody_with_two_memberships_changes_sides(
    visit: Visit, check: Judge, scripts: bool, lead: User, trust: Institution, employer: Institution
) -> None:
    MembershipFactory.create(user=lead, institution=employer)
    page = visit(lead, scripts=scripts)
    page.goto("/home/")
    expect(page.get_by_role("heading", level=1)).to_have_text(trust.name)
    page.get_by_role("banner").locator("summary").click()
    check(page, trust.name)
    page.get_by_role("button", name=employer.name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(employer.name)
    check(page, employer.name)
