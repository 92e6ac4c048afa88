"""The directory and an institution's first page, as people see them."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from institutions.models import Area, Institution, InstitutionLink, PriorityList, PriorityListing
from institutions.queries.lineage import lineage
from institutions.queries.nearby import nearby_without_link
from institutions.queries.trust import parts_of, schools_of, size_band
from tests.factories import AreaFactory, GroupMembershipFactory, InstitutionFactory, RoleHolderFactory

pytestmark = pytest.mark.django_db

DIRECTORY = "/institutions/"
AS_TYPED = {"HX-Request": "true", "HX-Trigger-Name": "q"}


def _page(client: Client, address: str = DIRECTORY, **query: Any) -> str:
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def _names(client: Client, **query: Any) -> list[str]:
    return [institution.name for institution in client.get(DIRECTORY, query).context["page"]]


def test_anybody_sees_open_institutions_by_name(client: Client) -> None:
    InstitutionFactory.create(name="Beech Hill School")
    InstitutionFactory.create(name="Ash Lane School")
    InstitutionFactory.create(name="Gone School", closed=True)
    InstitutionFactory.create(name="Going School", status="CLOSING")
    assert _names(client) == ["Ash Lane School", "Beech Hill School", "Going School"]


def test_namesakes_are_told_apart_by_town_and_urn(client: Client) -> None:
    InstitutionFactory.create(name="St Mary’s School", town="Leeds", urn="111111")
    InstitutionFactory.create(name="St Mary’s School", town="York", urn="222222")
    page = _page(client, q="st marys")
    for detail in ("Leeds", "URN 111111", "York", "URN 222222"):
        assert detail in page


def test_each_filter_narrows_the_list(client: Client, region: Area, authority: Area) -> None:
    here = InstitutionFactory.create(name="Here", local_authority=authority, is_rural=True, primary=True)
    InstitutionFactory.create(name="Elsewhere", local_authority=AreaFactory.create(name="Far"))
    InstitutionFactory.create(employer=True, name="Works", local_authority=authority)
    InstitutionFactory.create(utc=True, name="Forge UTC")
    InstitutionFactory.create(closed=True, name="Gone")
    listed = PriorityList.objects.create(name="National Challenge", valid_from=date(2020, 1, 1))
    PriorityListing.objects.create(priority_list=listed, institution=here)
    assert _names(client, region=region.code) == ["Here", "Works"]
    assert _names(client, authority=authority.code, kind="SCHOOL") == ["Here"]
    assert _names(client, kind=["EMPLOYER", "TRUST"]) == ["Works"]
    assert _names(client, phase="POST_16") == ["Forge UTC"]
    assert _names(client, utc="on") == ["Forge UTC"]
    assert _names(client, rural="on") == ["Here"]
    assert _names(client, priority_list=listed.pk) == ["Here"]
    assert _names(client, status="CLOSED") == ["Gone"]
    assert "Gone" in _names(client, status="")


def test_an_all_through_school_is_found_under_both_phases(client: Client) -> None:
    InstitutionFactory.create(name="All Through", phases=["PRIMARY", "SECONDARY"])
    assert _names(client, phase="PRIMARY") == _names(client, phase="SECONDARY") == ["All Through"]


def test_closed_institutions_are_shown_when_nothing_open_matches(client: Client) -> None:
    InstitutionFactory.create(name="Kiln School", closed=True)
    page = _page(client, q="kiln")
    assert "Kiln School" in page
    assert "Nothing open matches" in page


def test_a_closed_institution_is_found_by_its_urn_beside_open_ones_with_a_longer_number(
    client: Client,
) -> None:
    InstitutionFactory.create(name="Gone School", closed=True, urn="100004")
    InstitutionFactory.create(university=True, name="University", ukprn="10000428")
    assert _names(client, q="100004") == ["Gone School", "University"]


def test_an_empty_result_says_what_to_do_next(client: Client) -> None:
    page = _page(client, q="qzxv", kind="SCHOOL")
    assert "Search for “qzxv” without filters" in page
    assert "See the whole directory" in page


def test_what_was_typed_is_shown_as_text_never_as_markup(client: Client) -> None:
    InstitutionFactory.create(name="<script>alert(1)</script> School")
    page = _page(client, q="<script>alert")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; School" in page


def test_as_one_types_only_the_results_come_and_the_count_is_announced(client: Client) -> None:
    InstitutionFactory.create(name="Kiln School")
    response = client.get(DIRECTORY, {"q": "kiln", "region": "", "status": "OPEN"}, headers=AS_TYPED)
    page = response.content.decode()
    assert "<html" not in page
    assert 'hx-swap-oob="innerHTML:#count">1 institution found' in page
    assert response["HX-Replace-Url"] == "/institutions/?q=kiln&status=OPEN"


def test_choosing_a_filter_can_be_undone_with_the_back_button(client: Client) -> None:
    response = client.get(DIRECTORY, {"q": "", "kind": "SCHOOL"}, headers={"HX-Request": "true"})
    assert response["HX-Push-Url"] == "/institutions/?kind=SCHOOL"


def test_pages_keep_the_search_and_the_way_back_keeps_the_page(client: Client) -> None:
    schools = [InstitutionFactory.create(name=f"Kiln {number:02d}", roll=None) for number in range(30)]
    page = _page(client, q="kiln", page=2)
    assert "Kiln 25" in page
    assert 'href="?q=kiln&amp;page=1"' in page
    came_from = "http://testserver/institutions/?q=kiln&page=2"
    there = client.get(
        reverse("institutions:institution", args=[schools[25].pk]), headers={"Referer": came_from}
    )
    assert there.context["back_to_results"] == "/institutions/?q=kiln&page=2"


def test_another_site_is_never_offered_as_the_way_back(client: Client, school: Institution) -> None:
    address = reverse("institutions:institution", args=[school.pk])
    response = client.get(address, headers={"Referer": "http://elsewhere.example/institutions/?q=x"})
    assert response.context["back_to_results"] == ""


@pytest.mark.parametrize("rows", [2, 20])
def test_the_directory_costs_the_same_however_long(
    client: Client, rows: int, django_assert_num_queries: Any
) -> None:
    for membership in GroupMembershipFactory.create_batch(rows):
        membership.member.name = f"Kiln {membership.member.name}"
        membership.member.save(update_fields=["name"])
    # Any match, count, keys, rows with their authorities, their trusts; five lists to choose from.
    with django_assert_num_queries(10):
        client.get(DIRECTORY, {"q": "kiln"})


def test_suggestions_carry_what_tells_namesakes_apart(client: Client) -> None:
    works = InstitutionFactory.create(
        employer=True, name="Kiln Works", town="Leeds", company_number="01234567"
    )
    InstitutionFactory.create(name="Kiln School")
    response = client.get("/institutions/suggest/", {"q": "kiln", "kind": "EMPLOYER"})
    assert response.json() == [
        {"id": works.pk, "name": "Kiln Works", "town": "Leeds", "identifier": "Company number 01234567"}
    ]
    assert client.get("/institutions/suggest/", {"q": "k"}).json() == []


# The page of one institution


def _address(institution: Institution) -> str:
    return reverse("institutions:institution", args=[institution.pk])


def test_a_page_tells_what_the_register_knows(
    client: Client, trust: Institution, school: Institution
) -> None:
    Institution.objects.filter(pk=school.pk).update(
        laestab="3731234",
        fsm_percent="31.50",
        low_age=11,
        high_age=18,
        source="GIAS",
        source_date=date(2026, 5, 1),
    )
    page = _page(client, _address(school))
    for fact in (
        "Academy, converter",
        "Secondary",
        "11 to 18",
        "600",
        "31.50%",
        "373/1234",
        "Northern Dales",
    ):
        assert fact in page
    assert "Source: GIAS, 1 May 2026" in page
    assert f'href="{_address(trust)}"' in page


def test_a_closed_school_points_to_what_it_became(client: Client) -> None:
    old = InstitutionFactory.create(name="Old School", closed=True)
    between = InstitutionFactory.create(name="Between School", closed=True)
    new = InstitutionFactory.create(name="New Academy")
    _succeed(old, between)
    _succeed(between, new)
    page = _page(client, _address(old))
    assert "Closed on" in page
    assert f'Now <a class="govuk-link" href="{_address(new)}">New Academy</a>' in page
    assert "Old School" in _page(client, _address(new))


def _succeed(old: Institution, new: Institution) -> None:
    InstitutionLink.objects.create(institution=old, to_institution=new, kind="SUCCESSOR")


def test_lineage_follows_splits_and_mergers_and_survives_a_circle() -> None:
    infant, junior, primary, academy = (InstitutionFactory.create(closed=True) for _ in range(4))
    _succeed(infant, primary)
    _succeed(junior, primary)
    _succeed(primary, academy)
    assert lineage(academy).predecessors == [infant, junior, primary]
    assert lineage(infant).successors == [primary, academy]
    _succeed(academy, primary)
    assert academy not in lineage(academy).predecessors


def test_nearby_are_the_nearest_open_schools_without_a_tie(
    school: Institution, schools: list[Institution]
) -> None:
    def at(metres: int, **facts: Any) -> Institution:
        assert school.easting is not None
        return InstitutionFactory.create(easting=school.easting + metres, **facts)

    far, near = at(3_000, name="Far"), at(1_000, name="Near", primary=True)
    feeder = at(500, name="Feeder", primary=True)
    InstitutionLink.objects.create(institution=feeder, to_institution=school, kind="FEEDER")
    at(200, name="Closed", closed=True)
    at(40_000, name="Beyond")
    found = nearby_without_link(school)
    assert found == [near, far]
    assert [round(each.kilometres, 1) for each in found] == [1.0, 3.0]
    assert nearby_without_link(school, limit=1) == [near]
    assert near not in nearby_without_link(near)


def test_a_school_without_a_position_says_so(client: Client) -> None:
    school = InstitutionFactory.create(easting=None, northing=None, precision="")
    assert "the nearest ones are not known" in _page(client, _address(school))


@pytest.mark.parametrize(
    ("schools", "band"),
    [
        (0, "No schools"),
        (1, "1 school"),
        (5, "2 to 5 schools"),
        (6, "6 to 20 schools"),
        (80, "21 to 80 schools"),
        (81, "More than 80 schools"),
    ],
)
def test_trusts_are_banded_by_size(schools: int, band: str) -> None:
    assert size_band(schools) == band


def test_a_trust_shows_its_schools_by_place_and_not_its_office(
    trust: Institution, schools: list[Institution]
) -> None:
    east = AreaFactory.create(name="Eastmoor", parent__name="Eastern Coast")
    GroupMembershipFactory.create(group=trust, member__local_authority=east, member__roll=50)
    GroupMembershipFactory.create(group=trust, member__closed=True)
    GroupMembershipFactory.create(group=trust, left_on=date(2025, 8, 31))
    rows = schools_of(trust)
    assert len(rows) == 4
    assert [(part.region, part.authority, part.schools, part.pupils) for part in parts_of(rows)] == [
        ("Eastern Coast", "Eastmoor", 1, 50),
        ("Northern Dales", "Stonebridge", 3, 1_800),
    ]


def test_schools_that_left_a_trust_stay_in_its_history(client: Client, trust: Institution) -> None:
    GroupMembershipFactory.create(
        group=trust, member__name="Left School", joined_on=date(2020, 9, 1), left_on=date(2025, 8, 31)
    )
    page = _page(client, _address(trust))
    assert "Left School</a>, from 1 September 2020, until 31 August 2025" in page
    assert "no open school in this trust" in page


@pytest.mark.parametrize("rows", [2, 20])
def test_a_trust_page_costs_the_same_for_any_number_of_schools(
    client: Client, trust: Institution, rows: int, django_assert_num_queries: Any
) -> None:
    for membership in GroupMembershipFactory.create_batch(rows, group=trust):
        RoleHolderFactory.create(institution=membership.member)
    # The trust; lineage; its roles (types, holders); vacancies (types, four roles); members; former members;
    # and what it belongs to: trusts, groups, ties.
    with django_assert_num_queries(14):
        client.get(_address(trust))


@pytest.mark.parametrize("rows", [2, 20])
def test_a_school_page_costs_the_same_however_much_it_has(
    client: Client, school: Institution, rows: int, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        RoleHolderFactory.create(
            institution=school, role_type__code=f"ROLE_{number}", role_type__required_of=[]
        )
        feeder = InstitutionFactory.create(primary=True)
        InstitutionLink.objects.create(institution=feeder, to_institution=school, kind="FEEDER")
        _succeed(InstitutionFactory.create(closed=True), school)
        InstitutionFactory.create()
    with django_assert_num_queries(16):
        client.get(_address(school))


def test_who_belongs_is_a_tab_for_those_who_look_after_it(
    client: Client, school: Institution, lead: User, stranger: User
) -> None:
    people = reverse("institutions:people", args=[school.pk])
    client.force_login(stranger)
    assert people not in _page(client, _address(school))
    client.force_login(lead)
    assert people in _page(client, _address(school))


SHARED_TABS = ["Partnerships", "Collaborations", "Quality", "Library"]
OF_SCHOOLS = [*SHARED_TABS, "Plans and documents", "For families"]


@pytest.mark.parametrize(
    ("kind", "tabs"),
    [
        ("SCHOOL", ["Overview", "Roles", "Support", "Outcomes", *OF_SCHOOLS]),
        ("EMPLOYER", ["Overview", "Roles", *SHARED_TABS, "Offers"]),
        ("OTHER", ["Overview"]),
    ],
)
def test_the_tabs_fit_the_kind_of_institution(client: Client, kind: str, tabs: list[str]) -> None:
    institution = InstitutionFactory.create(kind=kind)
    assert [tab.label for tab in client.get(_address(institution)).context["tabs"]] == tabs
