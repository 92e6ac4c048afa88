"""The pages of the top of the house: what they show, to whom, and at what cost."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from brokerage.models.offer import CONFIRMED_FOR
from institutions.models import Area, Designation, DesignationKind, Institution, SupportArea
from outcomes import actions
from outcomes.reports.brokerage import offers_from
from outcomes.reports.coverage import Filters, total
from outcomes.templatetags.guidance import GUIDANCE
from outcomes.views.help import PAGES
from partnerships.models import Confirmation
from tests.factories import (
    CollaborationFactory,
    GroupMembershipFactory,
    InstitutionFactory,
    MembershipFactory,
    OfferFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(schools: list[Institution], employer: Institution) -> list[Institution]:
    CollaborationFactory.create(
        organiser=schools[0], partner=employer, schools=schools[:1], area=SupportArea.STEM
    )
    actions.publish_coverage()
    return schools


def text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_the_start_page_is_public(client: Client) -> None:
    assert "Offer support to schools" in text(client, "/")


@pytest.mark.parametrize("slug", PAGES)
def test_help_is_public(client: Client, slug: str) -> None:
    assert PAGES[slug] in text(client, reverse("outcomes:help_page", args=[slug])).replace("&#x27;", "'")
    assert slug in text(client, "/help/")


def test_help_that_does_not_exist_is_not_found(client: Client) -> None:
    assert client.get("/help/nonsense/").status_code == 404


@pytest.mark.parametrize(("address", "place"), GUIDANCE.items())
def test_guidance_leads_from_pages_that_exist_to_headings_that_exist(
    client: Client, address: str, place: tuple[str, str]
) -> None:
    namespace, name = address.split(":")
    assert name in {pattern.name for pattern in import_module(f"{namespace}.urls").urlpatterns}
    slug, heading = place
    assert f'<h2 class="govuk-heading-m" id="{heading}">' in text(client, f"/help/{slug}/")


def test_a_task_leads_to_its_guidance_and_other_pages_to_none(client: Client) -> None:
    assert 'href="/help/employers/#offer"' in text(client, reverse("brokerage:offer_start"))
    assert "Guidance for this page" not in text(client, "/help/")


def test_coverage_asks_to_sign_in(client: Client) -> None:
    assert client.get("/coverage/")["Location"].startswith("/account/login/")


def test_england_leads_to_its_regions_and_a_region_to_its_authorities(
    client: Client, administrator: User, published: list[Institution], region: Area, authority: Area
) -> None:
    client.force_login(administrator)
    assert reverse("outcomes:area_coverage", args=[region.code]) in text(client, "/coverage/")
    below = text(client, reverse("outcomes:area_coverage", args=[region.code]))
    assert reverse("outcomes:area_coverage", args=[authority.code]) in below
    assert all(school.name in text(client, f"/coverage/{authority.code}/") for school in published)


def test_a_filter_is_carried_on_to_the_next_page(
    client: Client, administrator: User, published: list[Institution], region: Area
) -> None:
    client.force_login(administrator)
    assert f"/coverage/{region.code}/?phase=SECONDARY" in text(client, "/coverage/?phase=SECONDARY")


def test_coverage_counts_designated_areas_and_schools_alone(
    client: Client, administrator: User, published: list[Institution], authority: Area
) -> None:
    client.force_login(administrator)
    since = timezone.localdate() - timedelta(days=1)
    kinds = {kind.code: kind for kind in DesignationKind.objects.all()}
    in_area, specialist = kinds["EDUCATION_INVESTMENT_AREA"], kinds["SPECIALIST_SCHOOL"]
    assert total(Filters(designation=in_area.code), area=authority).schools == 0
    Designation.objects.create(kind=in_area, area=authority, valid_from=since, source="S")
    Designation.objects.create(kind=specialist, institution=published[0], valid_from=since, source="S")
    assert total(Filters(designation=in_area.code), area=authority).schools == len(published)
    assert total(Filters(designation=specialist.code), area=authority).schools == 1
    page = text(client, f"/coverage/{authority.code}/?designation=SPECIALIST_SCHOOL")
    assert published[0].name in page
    assert published[1].name not in page
    assert "Education investment area" in page


def test_an_authority_names_its_lsip_area_and_combined_authority_whose_schools_count_too(
    client: Client, administrator: User, published: list[Institution], authority: Area
) -> None:
    lsip = Area.objects.create(kind="LSIP", code="E69000001", name="Dales LSIP")
    mayor = Area.objects.create(kind="COMBINED_AUTHORITY", code="E47000099", name="Dales Combined")
    for area in (lsip, mayor):
        authority.links.create(to_area=area, kind="MEMBER")
    client.force_login(administrator)
    page = text(client, f"/coverage/{authority.code}/")
    assert all(f"/coverage/{area.code}/" in page for area in (lsip, mayor))
    assert all(school.name in text(client, f"/coverage/{mayor.code}/") for school in published)


def test_nonsense_in_the_address_counts_every_school(
    client: Client, administrator: User, published: list[Institution]
) -> None:
    client.force_login(administrator)
    assert "Coverage of England" in text(client, "/coverage/?phase=NONSENSE&priority_list=abc")


def test_the_list_of_schools_with_nothing_names_them(
    client: Client, administrator: User, published: list[Institution], authority: Area
) -> None:
    client.force_login(administrator)
    page = text(client, f"/coverage/{authority.code}/nothing/?area=STEM")
    assert published[0].name not in page
    assert published[1].name in page
    assert published[2].name in page


def test_a_gap_leads_those_who_may_ask_to_the_offers_that_fit(
    client: Client, lead: User, stranger: User, trust: Institution, published: list[Institution]
) -> None:
    gap = reverse("brokerage:ranked", args=[published[1].pk, "stem"])
    client.force_login(lead)
    assert gap in text(client, f"/institutions/{trust.pk}/coverage/")
    client.force_login(stranger)
    assert gap not in text(client, f"/institutions/{trust.pk}/coverage/")


def test_an_employer_has_no_coverage_of_its_own(client: Client, lead: User, employer: Institution) -> None:
    client.force_login(lead)
    assert "There is none here" in text(client, f"/institutions/{employer.pk}/coverage/")


def test_home_says_what_waits(client: Client, lead: User, trust: Institution, school: Institution) -> None:
    CollaborationFactory.create(organiser=trust, schools=[school], draft=True)
    client.force_login(lead)
    assert "1 draft to finish" in text(client, "/home/")


def test_home_counts_records_and_not_their_schools(
    client: Client, lead: User, employer_user: User, employer: Institution, schools: list[Institution]
) -> None:
    record = CollaborationFactory.create(organiser=employer, partner=employer, schools=schools)
    record.contributions.update(confirmation=Confirmation.AWAITING)
    client.force_login(lead)
    assert "1 record to confirm" in text(client, "/home/")
    record.contributions.filter(school=schools[0]).update(confirmation=Confirmation.DISPUTED)
    client.force_login(employer_user)
    assert "1 record that the other side questions" in text(client, "/home/")


def test_home_of_an_administrator_shows_the_area(
    client: Client, administrator: User, published: list[Institution]
) -> None:
    client.force_login(administrator)
    assert "Review coverage of England" in text(client, "/home/")


def test_home_of_somebody_who_belongs_nowhere_says_how_to_join(client: Client, stranger: User) -> None:
    client.force_login(stranger)
    assert "ask a manager there" in text(client, "/home/")


def test_home_of_an_employer_counts_its_offers(
    client: Client, employer_user: User, employer: Institution
) -> None:
    OfferFactory.create(provider=employer)
    client.force_login(employer_user)
    assert "1 published offer" in text(client, "/home/")


@pytest.mark.parametrize("size", [2, 80])
def test_a_grid_costs_the_same_however_many_schools(
    client: Client, authority: Area, size: int, django_assert_num_queries: Any
) -> None:
    trust = InstitutionFactory.create(trust=True, local_authority=authority)
    for school in InstitutionFactory.create_batch(size, local_authority=authority):
        GroupMembershipFactory.create(group=trust, member=school)
    client.force_login(MembershipFactory.create(institution=trust).user)
    client.get("/home/")
    with django_assert_num_queries(18):
        client.get(f"/institutions/{trust.pk}/coverage/")


@pytest.mark.parametrize("size", [2, 80])
def test_an_authority_costs_the_same_however_many_schools(
    client: Client, administrator: User, authority: Area, size: int, django_assert_num_queries: Any
) -> None:
    InstitutionFactory.create_batch(size, local_authority=authority)
    actions.publish_coverage()
    client.force_login(administrator)
    client.get("/home/")
    with django_assert_num_queries(18):
        client.get(f"/coverage/{authority.code}/")


def test_groups_of_schools_stand_side_by_side(
    client: Client, administrator: User, published: list[Institution], england: Area, authority: Area
) -> None:
    InstitutionFactory.create(local_authority=authority, type_code="1", is_rural=True)
    actions.publish_coverage()
    client.force_login(administrator)
    page = text(client, f"/coverage/{england.code}/groups/")
    assert "?schools=maintained" in page
    for kind, schools in (("academy", 3), ("maintained", 1), ("rural", 1), ("trust", 3), ("alone", 1)):
        assert f"<dd>{schools}</dd>" in text(client, f"/coverage/{england.code}/?schools={kind}"), kind


def test_an_earlier_day_is_said_to_be_one(
    client: Client, administrator: User, published: list[Institution]
) -> None:
    client.force_login(administrator)
    assert "before the first ones" in text(client, "/coverage/?on=2001-01-01")
    assert "As at" in text(client, f"/coverage/?on={timezone.localdate().isoformat()}")


def test_the_runs_say_when_from_what_and_by_which_rule(
    client: Client, administrator: User, published: list[Institution]
) -> None:
    client.force_login(administrator)
    page = text(client, "/coverage/runs/")
    assert "All records" in page
    assert "Rule 1" in page


def test_coverage_counts_offers_that_nobody_confirmed_for_thirteen_months(
    client: Client, administrator: User, published: list[Institution], employer: Institution, authority: Area
) -> None:
    Institution.objects.filter(pk=employer.pk).update(local_authority=authority)
    today = timezone.localdate()
    for age in (0, CONFIRMED_FOR.days, CONFIRMED_FOR.days + 1):
        OfferFactory.create(provider=employer, confirmed_on=today - timedelta(days=age))
    over = today - timedelta(days=2)
    OfferFactory.create(provider=employer, confirmed_on=over - CONFIRMED_FOR, available_to=over)
    assert offers_from(authority) == (2, 1)
    client.force_login(administrator)
    for address in ("/coverage/", f"/coverage/{authority.code}/"):
        tile = text(client, address).split("Offers from here that lapsed</dt><dd>")[1]
        assert tile.startswith("1<")
