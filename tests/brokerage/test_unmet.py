"""What came to nothing, by authority, area of support and reason."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from brokerage import actions
from brokerage.models import Introduction, Offer
from brokerage.queries.unmet import authorities_of, totals_by_authority, unmet_needs
from institutions.models import Area, Institution, Term
from tests.brokerage.conftest import Ask
from tests.factories import AreaFactory, InstitutionFactory, OfferFactory, TermFactory

State = Introduction.State
TODAY = timezone.localdate()
DAYS = (TODAY - timedelta(days=30), TODAY)


@pytest.fixture
def dates() -> Term:
    return TermFactory.create(decline_reason=True, label="The dates do not work")


@pytest.fixture
def ended(
    ask: Ask, schools: list[Institution], employer_user: User, employer: Institution, dates: Term
) -> None:
    """By hand: one school was told no twice, another heard nothing and found help elsewhere, a third was told yes."""
    for offer in OfferFactory.create_batch(2, provider=employer):
        actions.answer_introduction(
            introduction=ask(offer=offer), answer=State.DECLINED, reason=dates, words="", by=employer_user
        )
    late = ask(school=schools[1])
    Introduction.objects.filter(pk=late.pk).update(expires_on=TODAY - timedelta(days=1))
    actions.expire_introduction(introduction=late)
    for school in schools[1:]:
        actions.answer_introduction(
            introduction=ask(school=school, offer=OfferFactory.create(provider=employer)),
            answer=State.ACCEPTED,
            reason=None,
            words="",
            by=employer_user,
        )


def test_a_school_counts_once_and_only_while_it_still_waits(
    ended: None, administrator: User, authority: Area
) -> None:
    found = unmet_needs(authorities=authorities_of(administrator), days=DAYS)
    assert {(n.authority_name, n.reason, n.times, n.schools, n.still) for n in found} == {
        ("Stonebridge", "The provider said no: The dates do not work", 2, 1, 1),
        ("Stonebridge", "No answer in time", 1, 1, 0),
    }
    [total] = totals_by_authority(authorities=authorities_of(administrator), days=DAYS)
    assert (total.times, total.schools, total.still) == (3, 2, 1)
    assert total.main_reason == "The provider said no: The dates do not work"


def test_other_areas_and_other_days_are_left_out(ended: None, administrator: User) -> None:
    everywhere = authorities_of(administrator)
    assert unmet_needs(authorities=everywhere, days=DAYS, area="LITERACY") == []
    assert unmet_needs(authorities=everywhere, days=(date(2020, 9, 1), date(2021, 8, 31))) == []


def test_each_looks_after_their_own_authorities(
    administrator: User, broker: User, lead: User, authority: Area
) -> None:
    elsewhere = AreaFactory.create()
    assert set(authorities_of(administrator)) >= {authority, elsewhere}
    assert list(authorities_of(broker)) == [authority]
    assert not authorities_of(lead).exists()


def test_the_page_leads_from_the_authorities_to_the_schools(
    ended: None, client: Client, administrator: User, authority: Area
) -> None:
    AreaFactory.create()
    client.force_login(administrator)
    page = client.get(reverse("brokerage:unmet")).content.decode()
    assert f"authority={authority.code}" in page
    assert "Ash Lane School" not in page
    page = client.get(reverse("brokerage:unmet"), {"authority": authority.code}).content.decode()
    assert "Ash Lane School" in page
    assert "No answer in time" in page


def test_the_file_has_a_row_for_every_reason(ended: None, client: Client, broker: User) -> None:
    client.force_login(broker)
    lines = client.get(reverse("brokerage:unmet_csv")).content.decode().splitlines()
    assert lines[0] == "la_code,la_name,support_area,reason,times,schools,schools_still_unmet"
    assert len(lines) == 3


def test_nobody_else_reads_it(client: Client, lead: User, employer_user: User) -> None:
    for somebody in (lead, employer_user):
        client.force_login(somebody)
        assert client.get(reverse("brokerage:unmet")).status_code == 403
        assert client.get(reverse("brokerage:unmet_csv")).status_code == 403


@pytest.mark.parametrize("more", [0, 5])
def test_more_authorities_need_no_more_queries(
    more: int, client: Client, administrator: User, django_assert_num_queries: Any
) -> None:
    for _ in range(1 + more):
        school = InstitutionFactory.create()
        offer: Offer = OfferFactory.create()
        Introduction.objects.create(
            offer=offer,
            school=school,
            area="STEM",
            request=school.requests.create(area="STEM"),
            state=State.EXPIRED,
            expires_on=TODAY,
        )
    authorities = authorities_of(administrator)
    with django_assert_num_queries(6):
        assert len(totals_by_authority(authorities=authorities, days=DAYS)) == 1 + more
