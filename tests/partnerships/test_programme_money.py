"""A programme's money: parts of a year's budget, from whom, to whom, for what, and what was spent."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.errors import RuleBroken
from institutions.models import Area, Institution, Term
from partnerships import actions
from partnerships.actions import Money
from partnerships.models import BudgetLine, Programme
from partnerships.queries.programme_money import money_of
from tests.group_factories import make_group, make_member
from tests.partnerships.programmes import founded, on_day, page_of, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def funded(leading: Client, employer: Institution) -> Programme:
    """With a funder, and two years of which the first has a budget."""
    programme = founded(leading, "FUNDING", title="Succession planning")
    sent(leading, "add_programme_party", programme, institution=employer.name, role="FUNDER")
    sent(leading, "open_cohort", programme, year="2026/27", budget="30000")
    sent(leading, "open_cohort", programme, year="2027/28")
    return programme


def money_page(client: Client, programme: Programme) -> str:
    return client.get(reverse("partnerships:programme_money", args=[programme.pk])).content.decode()


def test_a_funding_programme_says_to_whom_how_much_goes_in_which_year(
    leading: Client, funded: Programme, schools: list[Institution], authority: Area, employer: Institution
) -> None:
    first, second = funded.cohorts.order_by("year")
    for cohort, pounds, place in (
        (first, "12000", {"recipient": schools[0].name}),
        (first, "8000.50", {"area": authority.code}),
        (second, "9000", {"recipient": schools[1].name, "purpose": "FAIR_ACCESS", "spent": "8750"}),
    ):
        typed = {"cohort": cohort.pk, "pounds": pounds, "funder": employer.pk, "source": "Grant letter"}
        sent(leading, "allocate_money", funded, **typed, **place)
    page = money_page(leading, funded)
    assert page.index("2027/28") < page.index("2026/27")
    for words in (
        schools[0].name,
        "Stonebridge",
        "£12,000",
        "£9,999.50 is not allocated yet",
        "Grant letter",
    ):
        assert words in page
    newest, oldest = money_of(funded)
    assert (newest.total.pounds, newest.total.spent, newest.left) == (Decimal(9000), Decimal(8750), None)
    assert (oldest.total.pounds, oldest.total.spent) == (Decimal("20000.50"), None)
    assert "By purpose, all years" in page
    assert "£30,000" in page_of(leading, funded)


def test_what_was_spent_is_said_later_and_a_mistake_is_taken_back(
    leading: Client, funded: Programme, employer: Institution, school: Institution
) -> None:
    cohort = funded.cohorts.get(year="2026/27")
    typed = {"cohort": cohort.pk, "pounds": "30000", "funder": employer.pk, "source": "Letter"}
    sent(leading, "allocate_money", funded, **typed)
    line = BudgetLine.objects.get()
    address = reverse("partnerships:change_allocation", args=[funded.pk, line.pk])
    assert 'value="30000.00"' in leading.get(address).content.decode()
    told = {"pounds": "30000", "funder": employer.pk, "recipient": school.name, "spent": "1"}
    sent(leading, "change_allocation", funded, line.pk, **told, source="Accounts")
    line.refresh_from_db()
    assert (line.spent, line.recipient, line.source) == (Decimal(1), school, "Accounts")
    sent(leading, "take_back_allocation", funded, line.pk)
    assert not BudgetLine.objects.exists()


def test_the_parts_of_a_year_are_no_more_than_its_budget(
    leading: Client, funded: Programme, university: Institution, authority: Area, university_user: User
) -> None:
    cohort = funded.cohorts.get(year="2026/27")
    most = Money(pounds=Decimal(30_000), funder=university, source="S")
    line = actions.allocate_money(cohort=cohort, money=most, by=university_user)
    address = reverse("partnerships:allocate_money", args=[funded.pk])
    typed = {"cohort": cohort.pk, "pounds": "1", "funder": university.pk, "source": "S"}
    refused = leading.post(address, typed).content.decode()
    assert "Of the budget of 2026/27 only £0 is left" in refused
    less = Money(pounds=Decimal(29_999), funder=university, source="S")
    assert actions.change_allocation(line=line, money=less, by=university_user).pounds == 29_999
    both = {"recipient": university.name, "area": authority.code}
    assert "not both" in leading.post(address, typed | both).content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetLine.objects.filter(pk=line.pk).update(recipient=university, area=authority)


def test_money_comes_from_who_funds_it_and_is_kept_by_who_leads_it(
    funded: Programme,
    school: Institution,
    university: Institution,
    university_user: User,
    employer_user: User,
) -> None:
    cohort = funded.cohorts.get(year="2026/27")
    purpose = Term.objects.get(vocabulary="SPENDING_PURPOSE", code="WIDENING_PARTICIPATION")
    money = Money(pounds=Decimal(5), funder=school, source="S", purpose=purpose)
    with pytest.raises(RuleBroken, match="Name it as a funder first"):
        actions.allocate_money(cohort=cohort, money=money, by=university_user)
    with pytest.raises(PermissionDenied):
        actions.allocate_money(cohort=cohort, money=money, by=employer_user)


def test_routes_into_languages_is_funded_and_run_by_a_consortium(
    leading: Client, university: Institution, employer: Institution, school: Institution
) -> None:
    """Eight million over three years; the consortium is a group, and its members follow from it."""
    group = make_group("UNIVERSITY_CONSORTIUM", name="Languages Consortium")
    programme = founded(leading, "CONSORTIUM", title="Routes into Languages", award_requirement="A")
    make_member(group, university, programme.starts_on.replace(year=2020))
    address = reverse("partnerships:add_programme_party", args=[programme.pk])
    typed = {"institution": employer.name, "role": "CONSORTIUM"}
    assert "is not a group with members" in leading.post(address, typed).content.decode()
    sent(leading, "add_programme_party", programme, institution="Languages Consortium", role="CONSORTIUM")
    sent(leading, "add_programme_party", programme, institution=employer.name, role="FUNDER")
    for year, pounds in (("2026/27", 2_000_000), ("2027/28", 3_000_000), ("2028/29", 3_000_000)):
        sent(leading, "open_cohort", programme, year=year, budget=str(pounds))
        cohort = programme.cohorts.get(year=year)
        money = {"cohort": cohort.pk, "pounds": pounds, "funder": employer.pk, "source": "Grant letter"}
        sent(leading, "allocate_money", programme, **money, recipient="Languages Consortium")
    page = page_of(leading, programme)
    assert "Consortium that runs it" in page
    assert "1 member of the consortium" in page
    shown = money_page(leading, programme)
    assert sum(year.total.pounds for year in money_of(programme)) == 8_000_000
    assert shown.count("Languages Consortium") >= 3


def test_a_programme_without_a_year_says_that_money_belongs_to_one(leading: Client) -> None:
    programme = founded(leading, "FUNDING", **on_day("ends_on", None))
    assert "no year is open yet" in money_page(leading, programme)
