"""What every test may ask for."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import Client
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from accounts.models import User
from institutions.models import Area, Institution, Role
from tests import kept_rows
from tests.factories import (
    AreaFactory,
    BrokerAreaFactory,
    GroupMembershipFactory,
    InstitutionFactory,
    MembershipFactory,
    UserFactory,
)

CHECKOUT = Path(__file__).resolve().parent.parent
ON_CI = os.environ.get("CI", "").lower() in {"1", "true"}

# The browser's driver runs an event loop in the test's thread; Django would take it for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# No test is told by the clock: a busy machine must not fail what is right.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def absent(reason: str) -> None:
    """A test may be left out on one's own machine, with the reason. In the pipeline it fails."""
    if ON_CI:
        pytest.fail(reason)
    pytest.skip(reason)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that commit come last, because they leave empty tables; each begins with the migrations' rows, as all do.

    Of either kind the long ones begin first, so that no process is left alone with one. Otherwise the order is random.
    """
    for item in items:
        if _commits(item):
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)
    items.sort(key=lambda item: (_commits(item), item.get_closest_marker("long") is None))


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    if marker is not None and marker.kwargs.get("transaction", False):
        return True
    return bool({"live_server", "transactional_db"} & set(getattr(item, "fixturenames", ())))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """What the migrations brought is kept by us, so Django has nothing to bring back."""
    with django_db_blocker.unblock():
        kept_rows.keep()
    database = connections["default"]
    type(database)._test_serialized_contents = "[]"  # also of the connection that the browser's driver opens


@pytest.fixture(autouse=True)
def rows_of_migrations(request: pytest.FixtureRequest, _django_db_marker: None) -> None:
    if _commits(request.node):
        kept_rows.bring_back()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The published open data, which is not ours to copy into the repository."""
    folder = CHECKOUT.parent / "shared" / "data"
    if not folder.is_dir():
        absent("the open data folder is not beside the checkout")
    return folder


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """The sign-in limits are counted there: one test's attempts must not count against the next."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium, in place of one that Playwright would download."""
    chromium = shutil.which("chromium")
    if chromium is None:
        absent("there is no Chromium: make browser")
    return {**browser_type_launch_args, "executable_path": chromium, "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def axe_source() -> str:
    """axe-core, which judges a page's accessibility: `page.evaluate(axe_source)`, then `axe.run()`."""
    script = CHECKOUT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        absent("axe-core is not installed: make assets")
    return script.read_text()


# The cast. One authority; a trust with three schools, an employer, a university and a broker in it.


@pytest.fixture
def england(db: None) -> Area:
    return AreaFactory.create(england=True)


@pytest.fixture
def region(england: Area) -> Area:
    return AreaFactory.create(region=True, name="Northern Dales", parent=england)


@pytest.fixture
def authority(region: Area) -> Area:
    return AreaFactory.create(name="Stonebridge", parent=region)


@pytest.fixture
def trust(authority: Area) -> Institution:
    return InstitutionFactory.create(trust=True, name="Stepping Stones Trust", local_authority=authority)


@pytest.fixture
def schools(trust: Institution) -> list[Institution]:
    """The trust's three schools, in the order of their names."""
    names = ("Ash Lane School", "Beech Hill School", "Cedar Road School")
    schools = [InstitutionFactory.create(name=name, local_authority=trust.local_authority) for name in names]
    for school in schools:
        GroupMembershipFactory.create(group=trust, member=school)
    return schools


@pytest.fixture
def school(schools: list[Institution]) -> Institution:
    return schools[0]


@pytest.fixture
def employer(authority: Area) -> Institution:
    return InstitutionFactory.create(employer=True, name="Kiln Works Ltd", local_authority=authority)


@pytest.fixture
def university(authority: Area) -> Institution:
    return InstitutionFactory.create(university=True, name="Dales University", local_authority=authority)


@pytest.fixture
def broker_organisation(authority: Area) -> Institution:
    organisation = InstitutionFactory.create(broker=True, name="Bridge Brokers", local_authority=authority)
    BrokerAreaFactory.create(broker=organisation, area=authority)
    return organisation


def _member(name: str, institution: Institution, role: Role) -> User:
    user = UserFactory.create(name=name)
    MembershipFactory.create(user=user, institution=institution, role=role)
    return user


@pytest.fixture
def lead(trust: Institution, schools: list[Institution]) -> User:
    """Leads partnerships for the trust: a manager there, and through it at its schools."""
    return _member("Lena Lead", trust, Role.MANAGER)


@pytest.fixture
def school_user(school: Institution) -> User:
    """An editor at the first school."""
    return _member("Sam School", school, Role.EDITOR)


@pytest.fixture
def employer_user(employer: Institution) -> User:
    return _member("Erin Employer", employer, Role.MANAGER)


@pytest.fixture
def university_user(university: Institution) -> User:
    return _member("Uma University", university, Role.MANAGER)


@pytest.fixture
def leading(client: Client, university_user: User) -> Client:
    """The university's person at the browser."""
    client.force_login(university_user)
    return client


@pytest.fixture
def broker(broker_organisation: Institution) -> User:
    return _member("Bo Broker", broker_organisation, Role.EDITOR)


@pytest.fixture
def administrator(england: Area) -> User:
    """Administers all of England."""
    user = UserFactory.create(name="Ada Administrator")
    MembershipFactory.create(user=user, over_area=True, area=england)
    return user


@pytest.fixture
def stranger(db: None) -> User:
    """Signed in, and belongs nowhere."""
    return UserFactory.create(name="Stefan Stranger")
