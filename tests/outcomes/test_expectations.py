"""The register of expectations: each school's status against the minimum, by place and by day, and who sets it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEvent, User
from core.errors import RuleBroken
from institutions.models import Area, Institution, SupportArea, Term
from outcomes import actions
from outcomes.models import Expectation
from outcomes.reports import expectations as report
from outcomes.reports.coverage import Filters
from tests.factories import AreaFactory, CollaborationFactory, InstitutionFactory, PartnershipFactory
from tests.outcomes.screener import faults

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
Measured = Expectation.Measured


@pytest.fixture(autouse=True)
def nothing_expected() -> None:
    Expectation.objects.all().delete()


@pytest.fixture
def published(schools: list[Institution], employer: Institution, authority: Area) -> Institution:
    """Two of three secondary schools have a partnership, one of them for quality; a primary school has nothing."""
    plain = PartnershipFactory.create(institutions=[schools[0], employer])
    PartnershipFactory.create(institutions=[schools[1], employer])
    plain.tags.add(Term.objects.get(vocabulary="PURPOSE", code="ATTAINMENT"))
    CollaborationFactory.create(
        organiser=schools[0], partner=employer, schools=schools[:1], area=SupportArea.STEM
    )
    primary = InstitutionFactory.create(primary=True, local_authority=authority)
    actions.publish_coverage()
    return primary


def expect(measured: str, area: Area | None = None, **facts: Any) -> Expectation:
    given = {"words": f"Expected: {measured}", "starts_on": date(2020, 9, 1)}
    return Expectation.objects.create(measured=measured, area=area, **(given | facts))


def counted(area: Area, **filters: Any) -> list[tuple[str, int, int]]:
    asked = Filters(**filters)
    found = report.statuses(report.expected_in(area, asked), area=area, filters=asked)
    return [(each.expectation.measured, each.schools, each.met) for each in found]


def test_the_first_expectations_are_those_of_the_council(england: Area) -> None:
    from importlib import import_module

    from django.apps import apps

    import_module("outcomes.migrations.0011_first_expectations").bring_expectations(apps, None)
    assert len(report.expected_in(england, Filters())) == 5


@pytest.mark.parametrize(
    ("measured", "met"),
    [
        (Measured.PARTNERSHIP, 2),
        (Measured.QUALITY, 1),
        (Measured.ACROSS_SECTORS, 2),
        (Measured.ONE_AREA, 1),
        (Measured.ALL_AREAS, 0),
        (Measured.STEM, 1),
        (Measured.HIGHER_EDUCATION, 0),
        (Measured.EFFECTIVE, 0),
        (Measured.BOTH_ROLES, 0),
    ],
)
def test_each_figure_tells_who_meets_it_and_the_list_who_does_not(
    published: Institution, england: Area, measured: str, met: int
) -> None:
    each = expect(measured)
    assert counted(england) == [(measured, 4, met)]
    assert report.below([each], area=england, filters=Filters()).count() == 4 - met


def test_every_figure_is_tried() -> None:
    assert set(report.MET) == set(Measured)


def test_an_expectation_of_some_ages_is_held_against_nobody_else(
    published: Institution, england: Area, authority: Area
) -> None:
    expect(Measured.HIGHER_EDUCATION, phases=["PRIMARY"])
    expect(Measured.PARTNERSHIP)
    assert counted(england) == [("HIGHER_EDUCATION", 1, 0), ("PARTNERSHIP", 4, 2)]
    expected = report.expected_in(england, Filters())
    total = report.whole(expected, area=england, filters=Filters())
    assert (total.schools, total.met) == (4, 2)
    (place,) = report.by_place(expected, area=england, filters=Filters())
    assert (place.schools, place.met, place.below) == (4, 2, 2)
    names = [row.school.name for row in report.below(expected, area=england, filters=Filters())]
    assert names == ["Cedar Road School", published.name]


def test_an_authority_may_expect_more_of_its_own_schools_alone(
    published: Institution, england: Area, authority: Area, administrator: User
) -> None:
    InstitutionFactory.create(local_authority=AreaFactory.create(parent=authority.parent))
    actions.publish_coverage()
    actions.set_expectation(
        area=authority,
        words="All work with employers",
        measured=Measured.ACROSS_SECTORS,
        phases=[],
        source="Plan",
        starts_on=TODAY,
        by=administrator,
    )
    assert counted(authority) == [("ACROSS_SECTORS", 4, 2)]
    assert counted(england) == []
    statuses = report.statuses_of(published)
    assert [(each.expectation.words, each.met) for each in statuses] == [("All work with employers", 0)]
    assert AuditEvent.objects.filter(verb="expectation_set").count() == 1


def test_what_was_expected_on_an_earlier_day_is_held_against_the_figures_of_that_day(
    published: Institution, england: Area, administrator: User
) -> None:
    each = expect(Measured.PARTNERSHIP, starts_on=TODAY - timedelta(days=30))
    actions.end_expectation(expectation=each, on=TODAY - timedelta(days=1), by=administrator)
    assert counted(england) == []
    assert [row[0] for row in counted(england, on=TODAY - timedelta(days=2))] == ["PARTNERSHIP"]
    with pytest.raises(RuleBroken, match="already"):
        actions.end_expectation(expectation=each, on=TODAY, by=administrator)


@pytest.mark.parametrize(
    ("on", "words"),
    [(TODAY + timedelta(days=1), "today or in the past"), (date(2020, 9, 1), "after the one from which")],
)
def test_it_ends_on_a_day_after_it_began_and_not_in_the_future(
    england: Area, administrator: User, on: date, words: str
) -> None:
    with pytest.raises(RuleBroken, match=words):
        actions.end_expectation(expectation=expect(Measured.STEM), on=on, by=administrator)


def test_nobody_but_its_administrators_sets_what_is_expected(
    england: Area, authority: Area, lead: User
) -> None:
    facts: dict[str, Any] = {
        "words": "W",
        "measured": Measured.STEM,
        "phases": [],
        "source": "",
        "starts_on": TODAY,
    }
    with pytest.raises(PermissionDenied):
        actions.set_expectation(area=authority, by=lead, **facts)
    with pytest.raises(PermissionDenied):
        actions.end_expectation(expectation=expect(Measured.STEM), on=TODAY, by=lead)


def test_an_administrator_sets_an_expectation_and_reads_who_is_below(
    client: Client,
    published: Institution,
    england: Area,
    authority: Area,
    administrator: User,
    trust: Institution,
) -> None:
    client.force_login(administrator)
    form = f"/expectations/{england.code}/new/"
    assert "Select a figure" in client.post(form, {"words": "Everybody has a partner"}).content.decode()
    said = {
        "words": "Everybody has a partner",
        "measured": "PARTNERSHIP",
        "phases": ["SECONDARY"],
        "starts_on_day": "1",
        "starts_on_month": "9",
        "starts_on_year": "2025",
    }
    assert client.post(form, said).status_code == 302
    (each,) = Expectation.objects.all()
    page = client.get(f"/expectations/{authority.code}/").content.decode()
    assert "Everybody has a partner" in page
    assert "67%" in page
    listed = client.get(f"/expectations/{england.code}/below/?expectation={each.pk}").content.decode()
    assert "1 school below “Everybody has a partner”" in listed
    assert "Cedar Road School" in listed
    assert "2 of 3 schools meet this" in client.get(f"/institutions/{trust.pk}/coverage/").content.decode()
    assert (
        client.post(
            f"/expectations/{england.code}/{each.pk}/end/",
            {"on_day": "1", "on_month": "10", "on_year": "2025"},
        ).status_code
        == 302
    )
    assert "Nothing was expected" in client.get("/expectations/").content.decode()


def test_the_list_passes_the_screening(
    client: Client, published: Institution, england: Area, authority: Area, lead: User
) -> None:
    expect(Measured.PARTNERSHIP)
    client.force_login(lead)
    for area in (england, authority):
        address = f"/expectations/{area.code}/below"
        data, meta = (client.get(f"{address}.{ending}").content.decode() for ending in ("csv", "meta.csv"))
        assert faults(data, meta) == []
        assert "Cedar Road School" in data
