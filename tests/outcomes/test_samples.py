"""A sample of schools for a survey: drawn again by its seed, with fixed fields, and noted when it is taken away."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, User
from institutions.models import Area, Institution
from outcomes import actions
from outcomes.reports.samples import draw
from outcomes.sample_table import sample_table
from tests.factories import InstitutionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(schools: list[Institution], authority: Area) -> list[Institution]:
    more = [InstitutionFactory.create(local_authority=authority) for _ in range(17)]
    InstitutionFactory.create()  # elsewhere
    actions.publish_coverage()
    return [*schools, *more]


def test_the_same_seed_draws_the_same_schools_and_another_one_others(
    published: list[Institution], authority: Area, england: Area
) -> None:
    drawn = [row.school_id for row in draw(authority, seed="2026", size=6)]
    assert drawn == [row.school_id for row in draw(authority, seed="2026", size=6)]
    assert len(set(drawn)) == 6
    assert set(drawn) <= {school.pk for school in published}
    assert drawn != [row.school_id for row in draw(authority, seed="2027", size=6)]
    larger = [row.school_id for row in draw(authority, seed="2026", size=9)]
    assert larger[:6] == drawn
    in_england = [row.school_id for row in draw(england, seed="2026", size=100)]
    assert [pk for pk in in_england if pk in drawn] == drawn


def test_an_inspector_draws_looks_and_takes_it_away(
    client: Client, published: list[Institution], authority: Area, administrator: User
) -> None:
    client.force_login(administrator)
    address = reverse("outcomes:sample", args=[authority.code])
    assert "Draw" in client.get(address).content.decode()
    assert "Enter seed" in client.get(address, {"seed": "", "size": "5"}).content.decode()
    asked = {"seed": "2026", "size": "5"}
    page = client.get(address, asked).content.decode()
    drawn = draw(authority, seed="2026", size=5)
    assert all(row.school.name in page for row in drawn)
    file = client.get(reverse("outcomes:sample_file", args=[authority.code, "csv"]), asked)
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert [row["school_name"] for row in rows] == [row.school.name for row in drawn]
    assert [row["drawn"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert {row["geographic_level"] for row in rows} == {"School"}
    [noted] = AuditEvent.objects.filter(verb="figures_downloaded")
    assert (noted.details["rows"], noted.actor) == (5, administrator)


def test_its_notes_say_how_to_draw_it_again(published: list[Institution], authority: Area) -> None:
    table = sample_table(authority, seed="a seed", size=4)
    assert ("Seed", "a seed") in table.notes
    assert {len(row) for row in table.rows} == {len(table.header)}
