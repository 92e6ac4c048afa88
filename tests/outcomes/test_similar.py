"""Similar schools: chosen by who their pupils are, before any result, and kept for the year."""

import pytest
from django.test import Client

from institutions.models import Institution
from outcomes.actions import choose_similar_schools
from outcomes.models import Fact, Release, SimilarSchools
from outcomes.reports.similar import FEWEST, MOST
from tests.factories import AreaFactory, InstitutionFactory, UserFactory
from tests.measure_factories import FactFactory, ReleaseFactory

pytestmark = pytest.mark.django_db


def school_with(poor: int, *, phase: str = "SECONDARY", roll: int = 800) -> Institution:
    """Of 100 pupils so many were eligible for free school meals."""
    school = InstitutionFactory.create(phases=[phase], roll=roll, is_rural=False)
    census = ReleaseFactory.create(dataset=Release.Dataset.CENSUS)
    for code, share in (("fsm6", poor), ("eal", 20), ("sen_support", 14)):
        FactFactory.create(institution=school, release=census, code=code, numerator=share)
    return school


@pytest.fixture
def schools() -> list[Institution]:
    """From few pupils eligible to many."""
    return [school_with(poor) for poor in range(1, 50)]


def similar_to(school: Institution) -> list[int]:
    return SimilarSchools.objects.get(school=school).similar


def test_the_nearest_are_chosen_and_never_itself(schools: list[Institution]) -> None:
    assert choose_similar_schools() == len(schools)
    middle = 24
    assert set(similar_to(schools[middle])) == {
        each.pk for each in schools[middle - 10 : middle + 11] if each != schools[middle]
    }
    assert similar_to(schools[0]) == [each.pk for each in schools[1 : MOST + 1]]


def test_size_and_place_count_too(schools: list[Institution]) -> None:
    small = school_with(25, roll=40)
    Institution.objects.filter(pk=schools[24].pk).update(is_rural=True)
    choose_similar_schools()
    assert small.pk not in similar_to(schools[0])
    assert schools[24].pk not in similar_to(schools[23])


def test_schools_of_another_kind_are_not_compared(schools: list[Institution]) -> None:
    primaries = [school_with(poor, phase="PRIMARY") for poor in range(FEWEST)]
    choose_similar_schools()
    assert not SimilarSchools.objects.filter(school__in=primaries).exists()  # too few of them
    assert not set(similar_to(schools[0])) & {each.pk for each in primaries}


def test_a_school_without_a_census_gets_no_list(schools: list[Institution]) -> None:
    Fact.objects.filter(institution=schools[3], measure__code="eal").delete()
    choose_similar_schools()
    assert not SimilarSchools.objects.filter(school=schools[3]).exists()
    assert all(schools[3].pk not in each.similar for each in SimilarSchools.objects.all())


def test_once_chosen_a_list_stays_for_the_year_whatever_comes_later(schools: list[Institution]) -> None:
    choose_similar_schools()
    before = similar_to(schools[0])
    Fact.objects.filter(institution=schools[1]).update(numerator=99)
    FactFactory.create(institution=schools[2], code="18_he", numerator=99)
    assert choose_similar_schools() == 0
    assert similar_to(schools[0]) == before


def test_before_a_census_there_is_nothing_to_choose_from() -> None:
    InstitutionFactory.create()
    assert choose_similar_schools() == 0


def test_the_page_adds_up_the_similar_schools_and_names_them(
    client: Client, schools: list[Institution]
) -> None:
    choose_similar_schools()
    ours, country = schools[0], AreaFactory.create(code="E92000001", kind="COUNTRY", name="England")
    FactFactory.create(institution=ours, numerator=90)
    for number, pk in enumerate(similar_to(ours)):
        FactFactory.create(institution_id=pk, institution=None, numerator=30 if number % 2 else 50)
    for area in (country, ours.local_authority):
        FactFactory.create(institution=None, area=area, size=9_000, numerator=4_500)
    client.force_login(UserFactory.create())
    page = client.get(f"/institutions/{ours.pk}/outcomes/")
    (line,) = page.context["panels"][0]["lines"]
    assert line.similar == ("40.0%", "Higher")
    assert "20 similar schools" in page.content.decode()
    assert f"/institutions/{schools[1].pk}/outcomes/" in page.content.decode()
