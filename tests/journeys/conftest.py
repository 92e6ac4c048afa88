"""People at their browsers."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from core.models import OutgoingEmail
from institutions.models import Institution
from tests.factories import GroupMembershipFactory, InstitutionFactory
from tests.journeys.checks import DESK, Judge, quiet

PATIENCE = 20_000  # milliseconds until something that does not come is missed; a busy machine is slow
expect.set_options(timeout=PATIENCE)

Visit = Callable[..., Page]
FollowLetter = Callable[..., Page]


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """Where every relative address begins."""
    return live_server.url


@pytest.fixture(params=[True, False], ids=["with-scripts", "without-scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """The main journeys are walked twice: pages must work where no script runs."""
    is_on: bool = request.param
    return is_on


@pytest.fixture
def visit(browser: Browser, base_url: str, settings: Settings) -> Iterator[Visit]:
    """Opens a fresh browser for somebody: `visit()` for a visitor, `visit(lead)` for a person who is signed in."""
    settings.SITE_URL = base_url  # where the letters lead

    with ExitStack() as opened:

        def visit(person: User | None = None, *, scripts: bool = True) -> Page:
            context = browser.new_context(base_url=base_url, java_script_enabled=scripts, viewport=DESK)
            opened.callback(context.close)
            opened.enter_context(quiet(context, base_url))
            context.set_default_timeout(PATIENCE)
            if person is not None:
                name = django_settings.SESSION_COOKIE_NAME
                context.add_cookies([{"name": name, "value": _session_of(person), "url": base_url}])
            return context.new_page()

        yield visit


def _session_of(person: User) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies[django_settings.SESSION_COOKIE_NAME].value


@pytest.fixture(scope="session")
def check(axe_source: str) -> Judge:
    """Judges the page that is open."""
    return Judge(axe_source)


@pytest.fixture
def follow_letter(visit: Visit) -> FollowLetter:
    """Opens the link in the latest letter to an address, in a fresh browser where nobody is signed in."""

    def follow_letter(to: str, *, scripts: bool = True, label: str = "") -> Page:
        page = visit(scripts=scripts)
        page.goto(link_in_letter(to, label=label))
        return page

    return follow_letter


def link_in_letter(to: str, *, label: str = "") -> str:
    """The first address in the latest letter to somebody or, with a label such as "Maybe:", the one after it."""
    letter = OutgoingEmail.objects.filter(to=to).order_by("-pk").first()
    assert letter is not None, f"nothing was sent to {to}"
    found = re.search(rf"{re.escape(label)}\s*(https?://\S+)", letter.body)
    assert found, letter.body
    return found[1]


@pytest.fixture
def twelve(trust: Institution, schools: list[Institution]) -> list[Institution]:
    """The trust's three schools and nine more."""
    more = [
        InstitutionFactory.create(name=f"Elm {n:02d} School", local_authority=trust.local_authority)
        for n in range(9)
    ]
    for school in more:
        GroupMembershipFactory.create(group=trust, member=school)
    return [*schools, *more]
