"""Published figures of a partnership's schools together: added up, protected, and who of them has none."""

import pytest
from django.test import Client

from accounts.models import User
from institutions.models import Area, Institution
from outcomes.reports.members import schools_of
from partnerships.models import Partnership
from tests.factories import PartnershipFactory
from tests.measure_factories import FactFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(schools: list[Institution], employer: Institution) -> Partnership:
    return PartnershipFactory.create(institutions=[*schools, employer])


def publish(place: Institution | Area, part: int | None, whole: int) -> None:
    where = {"area": place, "institution": None} if isinstance(place, Area) else {"institution": place}
    hidden = {"withheld": True} if part is None else {"numerator": part}
    for code in ("18_overall", "18_he"):
        FactFactory.create(**where, **hidden, size=whole, code=code)


@pytest.fixture
def published(england: Area, authority: Area) -> None:
    publish(england, 4_000, 10_000)
    publish(authority, 400, 1_000)


def read(client: Client, partnership: Partnership) -> str:
    return client.get(f"/partnerships/{partnership.pk}/outcomes/").content.decode()


def test_students_of_member_schools_are_added_up_and_those_without_a_figure_are_named(
    client: Client, partnership: Partnership, schools: list[Institution], published: None, lead: User
) -> None:
    publish(schools[0], 9, 10)
    publish(schools[1], 90, 200)
    client.force_login(lead)
    page = read(client, partnership)
    assert "99 of 210" in page  # and not the mean of 90% and 45%
    assert "47%" in page
    assert page.count("nothing is published for it") == 1
    assert (
        f"/partnerships/{partnership.pk}/outcomes/"
        in client.get(f"/partnerships/{partnership.pk}/").content.decode()
    )


def test_what_is_withheld_for_too_many_gives_no_figure(
    client: Client, partnership: Partnership, schools: list[Institution], published: None, lead: User
) -> None:
    publish(schools[0], 20, 40)
    publish(schools[1], None, 30)
    client.force_login(lead)
    page = read(client, partnership)
    assert "20 of 40" not in page
    assert "Withheld for 1 of the schools" in page
    assert "withheld, because so few students could be recognised" in page


def test_a_trust_stands_for_its_schools_and_an_employer_for_none(
    client: Client, trust: Institution, schools: list[Institution], employer: Institution, lead: User
) -> None:
    of_trust = PartnershipFactory.create(institutions=[trust, employer])
    assert schools_of(of_trust) == schools
    client.force_login(lead)
    assert "No destinations are published for its schools" in read(client, of_trust)
    alone = PartnershipFactory.create(institutions=[employer])
    assert "No school is party to it" in read(client, alone)
