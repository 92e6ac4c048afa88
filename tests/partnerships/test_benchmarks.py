"""What the log counts towards the Gatsby Benchmarks: bounds, capped, for one's own people."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from institutions.models import Institution, Term
from partnerships.models import Collaboration, Confirmation, Flag
from partnerships.queries.benchmarks import (
    Share,
    benchmarks_of_schools,
    benchmarks_of_years,
    rules_of,
)
from tests.factories import CollaborationFactory, InstitutionFactory

pytestmark = pytest.mark.django_db

YEAR = "2025/26"
Happened = Callable[..., Collaboration]


@pytest.fixture
def academy() -> Institution:
    """About a hundred pupils in each of Years 7 to 11."""
    return InstitutionFactory.create(low_age=11, high_age=16, roll=500)


@pytest.fixture
def happened(academy: Institution) -> Happened:
    def make(code: str, pupils: int, **different: Any) -> Collaboration:
        usual: dict[str, Any] = {
            "activity_type": Term.objects.get(vocabulary="ACTIVITY_TYPE", code=code),
            "schools": [academy],
            "starts_on": date(2025, 10, 6),
            "partner_confirmation": Confirmation.CONFIRMED,
            "flags": [Flag.INTERACTIVE],
        }
        record = CollaborationFactory.create(**(usual | different))
        record.contributions.get().participations.update(pupils=pupils, disadvantaged=None, year_group="Y09")
        return record

    return make


def year_9(school: Institution, year: str = YEAR) -> dict[int, Share | None]:
    rules = rules_of(year)
    lines = {line.name: line.shares for line in benchmarks_of_years(school, rules, year)}
    return dict(zip((rule.number for rule in rules), lines["Year 9"], strict=True))


def test_two_assemblies_are_never_twice_the_year_group(academy: Institution, happened: Happened) -> None:
    happened("TALK", 100)
    happened("TALK", 100)
    share = year_9(academy)[5]
    assert share == Share(pupils=100, at_least=100, at_most=100)
    assert share.percents == (100, 100)


def test_at_least_is_the_largest_and_at_most_the_sum(academy: Institution, happened: Happened) -> None:
    happened("TALK", 30)
    happened("CAREERS_FAIR", 45)
    assert year_9(academy)[5] == Share(pupils=100, at_least=45, at_most=75)


def test_a_type_counts_towards_its_own_benchmarks_alone(academy: Institution, happened: Happened) -> None:
    happened("CAMPUS_VISIT", 20)
    happened("WORKPLACE_VISIT", 10)
    found = {number: share.at_most for number, share in year_9(academy).items() if share}
    assert found == {5: 10, 6: 10, 7: 20}


def test_an_assembly_without_interaction_counts_perhaps_and_before_2025_surely(
    academy: Institution, happened: Happened
) -> None:
    happened("TALK", 60, flags=[])
    happened("TALK", 50, flags=[], starts_on=date(2024, 10, 7))
    assert year_9(academy)[5] == Share(pupils=100, at_least=0, at_most=60)
    assert year_9(academy, "2024/25")[5] == Share(pupils=100, at_least=50, at_most=50)


def test_an_online_visit_is_no_experience_of_a_workplace(academy: Institution, happened: Happened) -> None:
    happened("WORKPLACE_VISIT", 40, delivery=Collaboration.Delivery.ONLINE)
    found = {number: share.at_most for number, share in year_9(academy).items() if share}
    assert (found[5], found[6]) == (40, 0)


@pytest.mark.parametrize("word", [Confirmation.AWAITING, Confirmation.DISPUTED, Confirmation.NOT_ASKED])
def test_what_is_not_confirmed_counts_for_nothing(
    academy: Institution, happened: Happened, word: Confirmation
) -> None:
    happened("TALK", 40, partner_confirmation=word)
    assert year_9(academy)[5] == Share(pupils=100, at_least=0, at_most=0)


def test_a_trust_sees_its_schools_together_and_none_that_is_too_young(
    academy: Institution, happened: Happened
) -> None:
    happened("TALK", 100)
    primary = InstitutionFactory.create(primary=True, low_age=4, high_age=11)
    rules = rules_of(YEAR)
    lines = benchmarks_of_schools([academy, primary], rules, YEAR)
    assert [line.name for line in lines] == [academy.name]
    assert lines[0].shares[0] == Share(pupils=500, at_least=100, at_most=100)


def test_without_a_roll_there_are_numbers_and_no_shares(academy: Institution, happened: Happened) -> None:
    happened("TALK", 30)
    Institution.objects.filter(pk=academy.pk).update(roll=None)
    academy.refresh_from_db()
    share = year_9(academy)[5]
    assert share == Share(pupils=None, at_least=30, at_most=30)
    assert share.percents is None


def test_the_page_is_for_the_schools_and_the_trusts_own_people(
    client: Client, trust: Institution, school: Institution, lead: User, stranger: User
) -> None:
    client.force_login(lead)
    tab = client.get(f"/institutions/{trust.pk}/collaborations/").content.decode()
    assert f"/institutions/{trust.pk}/benchmarks/" in tab
    for institution in (trust, school):
        page = client.get(f"/institutions/{institution.pk}/benchmarks/", {"year": YEAR})
        assert b"not a Compass score" in page.content
    client.force_login(stranger)
    assert client.get(f"/institutions/{school.pk}/benchmarks/").status_code == 404
