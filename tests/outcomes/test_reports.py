"""Counting coverage: hand-worked totals, every cut, and the lists behind the numbers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from brokerage.models import Request
from institutions.models import Area, AreaBoundary, Institution, Phase, SupportArea
from outcomes import actions
from outcomes.models import Level
from outcomes.reports import coverage as report
from outcomes.reports.brokerage import accredited_brokers
from outcomes.reports.coverage import Filters
from outcomes.reports.grid import grid_of
from outcomes.reports.map import authority_map, boundary_path
from outcomes.tables import band, whole
from tests.factories import (
    AccreditationFactory,
    AreaFactory,
    BrokerAreaFactory,
    CollaborationFactory,
    InstitutionFactory,
    PartnershipFactory,
    RequestFactory,
    RoleHolderFactory,
    RoleTypeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(schools: list[Institution], employer: Institution, authority: Area) -> list[Institution]:
    """Three schools of one trust, of which the first two did something in STEM, and a rural primary with nothing."""
    CollaborationFactory.create(
        organiser=schools[0], partner=employer, schools=schools[:2], area=SupportArea.STEM
    )
    primary = InstitutionFactory.create(primary=True, local_authority=authority, is_rural=True, roll=60)
    actions.publish_coverage()
    return [*schools, primary]


def test_covered_and_nothing_add_up_to_every_school_in_scope(
    published: list[Institution], england: Area
) -> None:
    total = report.total(Filters(), area=england)
    assert (total.schools, total.any_working, total.with_nothing) == (4, 2, 2)
    stem = total.cells[SupportArea.STEM]
    assert (stem.active, stem.nothing) == (2, 2)
    assert Institution.objects.in_scope().count() == total.schools


def test_every_number_opens_to_the_schools_behind_it(published: list[Institution], england: Area) -> None:
    for support_area in SupportArea:
        cell = report.total(Filters(), area=england).cells[support_area]
        listed = report.with_nothing(Filters(), area=england, support_area=support_area)
        assert listed.count() == cell.nothing
    nowhere = report.with_nothing(Filters(), area=england, support_area=None)
    assert {row.school_id for row in nowhere} == {published[2].pk, published[3].pk}


@pytest.mark.parametrize(
    ("filters", "counted"),
    [
        (Filters(phase=Phase.PRIMARY), 1),
        (Filters(phase=Phase.SECONDARY), 3),
        (Filters(kind="rural"), 1),
        (Filters(kind="small"), 1),
        (Filters(kind="utc"), 0),
    ],
)
def test_filters_count_their_schools(
    published: list[Institution], england: Area, filters: Filters, counted: int
) -> None:
    assert report.total(filters, area=england).schools == counted


def test_a_school_that_did_something_without_a_partnership_is_isolated(
    published: list[Institution], employer: Institution, england: Area
) -> None:
    PartnershipFactory.create(institutions=[published[1], employer])
    actions.publish_changes()
    listed = report.isolated(Filters(), area=england)
    assert {row.school_id for row in listed} == {published[0].pk, published[2].pk, published[3].pk}


def test_utcs_without_a_university_partner_are_listed(
    published: list[Institution], university: Institution, england: Area, authority: Area
) -> None:
    alone, joined = InstitutionFactory.create_batch(2, utc=True, local_authority=authority)
    PartnershipFactory.create(institutions=[joined, university], areas=[SupportArea.HIGHER_EDUCATION])
    actions.publish_coverage()
    listed = report.with_nothing(Filters(kind="utc"), area=england, support_area=SupportArea.HIGHER_EDUCATION)
    assert [row.school_id for row in listed] == [alone.pk]


def test_primaries_with_higher_education_are_counted_by_authority(
    published: list[Institution], university: Institution, region: Area, authority: Area
) -> None:
    CollaborationFactory.create(
        organiser=published[3],
        partner=university,
        schools=[published[3], published[0]],
        area=SupportArea.HIGHER_EDUCATION,
    )
    actions.publish_changes()
    [row] = report.Places(Filters(phase=Phase.PRIMARY), area=region).below()
    assert (row.name, row.cells[SupportArea.HIGHER_EDUCATION].share) == (authority.name, 100)


def test_an_area_without_schools_has_a_row_and_no_share(published: list[Institution], region: Area) -> None:
    AreaFactory.create(name="Emptyshire", parent=region)
    rows = {row.name: row for row in report.Places(Filters(), area=region).below()}
    assert rows["Emptyshire"].schools == 0
    assert rows["Emptyshire"].cells[SupportArea.STEM].share is None
    assert rows["Stonebridge"].schools == 4


def test_the_levels_above_add_up(published: list[Institution], england: Area, region: Area) -> None:
    regions = report.Places(Filters(), area=england).below()
    authorities = report.Places(Filters(), area=region).below()
    assert sum(row.schools for row in regions) == sum(row.schools for row in authorities) == 4
    assert [row.name for row in report.by_trust(Filters(), area=region)] == ["Stepping Stones Trust"]


def test_both_roles_must_be_held(published: list[Institution], england: Area) -> None:
    for code in ("SLT_BUSINESS_LEAD", "LINK_GOVERNOR"):
        RoleHolderFactory.create(institution=published[0], role_type=RoleTypeFactory.create(code=code))
    RoleHolderFactory.create(institution=published[1])
    actions.publish_changes()
    assert report.total(Filters(), area=england).both_roles == 1


def test_the_grid_of_a_trust_shows_what_was_just_logged(
    trust: Institution, schools: list[Institution], employer: Institution
) -> None:
    assert [row.gaps for row in grid_of(trust)] == [5, 5, 5]
    CollaborationFactory.create(
        organiser=schools[1], partner=employer, schools=[schools[1]], area=SupportArea.LITERACY
    )
    assert [row.levels[SupportArea.LITERACY] for row in grid_of(trust)] == [
        Level.NOTHING,
        Level.ACTIVE,
        Level.NOTHING,
    ]


def test_a_broker_counts_where_it_serves_while_its_award_lasts(authority: Area) -> None:
    service = BrokerAreaFactory.create(area=authority)
    assert accredited_brokers() == {}
    award = AccreditationFactory.create(broker=service.broker)
    assert accredited_brokers() == {authority.pk: 1}
    award.valid_to = award.valid_from
    award.save(update_fields=["valid_to"])
    assert accredited_brokers() == {}


@pytest.mark.parametrize("count", [1, 2, 3, 12])
def test_the_map_gives_each_authority_a_hexagon_of_its_own_without_boundaries(db: None, count: int) -> None:
    for position in range(count):
        AreaFactory.create(
            easting=400_000 + 20_000 * (position % 4), northing=200_000 + 40_000 * (position // 4)
        )
    drawn = authority_map()
    assert drawn.is_cartogram
    assert len({shape.path for shape in drawn.shapes}) == count


def test_the_map_draws_real_boundaries_where_every_authority_has_one(db: None) -> None:
    square = {"type": "Polygon", "coordinates": [[[-1, 52], [0, 52], [0, 53], [-1, 53], [-1, 52]]]}
    AreaBoundary.objects.create(area=AreaFactory.create(), shape=square)
    drawn = authority_map()
    assert not drawn.is_cartogram
    assert drawn.shapes[0].path == boundary_path(square)
    assert drawn.shapes[0].path.startswith("M")
    assert drawn.shapes[0].path.endswith("Z")


@pytest.mark.parametrize(
    ("share", "shown", "shade"),
    [(None, None, 0), (0, 0, 1), (0.2, 1, 1), (19.5, 20, 2), (99.7, 99, 5), (100, 100, 5)],
)
def test_rounding_never_says_all_or_none_unless_it_is(
    share: float | None, shown: int | None, shade: int
) -> None:
    assert whole(share) == shown
    assert band(whole(share)) == shade


def test_a_school_that_nobody_has_been_in_touch_with_is_listed(
    published: list[Institution], england: Area, client: Client, lead: User
) -> None:
    """The first two did something, the third asked; of the primary nothing is known."""
    request = RequestFactory.create(school=published[2])
    untouched = report.untouched(Filters(), area=england)
    assert [row.school for row in untouched] == [published[3]]
    client.force_login(lead)
    page = client.get(f"/coverage/{england.code}/nothing/?area=CONTACT").content.decode()
    assert "1 school without a partnership, an activity or any contact" in page
    long_ago = timezone.now() - timedelta(days=400)
    Request.objects.filter(pk=request.pk).update(updated_at=long_ago)
    assert {row.school for row in report.untouched(Filters(), area=england)} == {published[2], published[3]}
    PartnershipFactory.create(institutions=[published[2]])
    actions.publish_coverage()
    assert [row.school for row in report.untouched(Filters(), area=england)] == [published[3]]
