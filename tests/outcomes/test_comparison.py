"""Schools beside others: like with like, nobody on both sides, and nothing worked out from what is withheld."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from institutions.models import Area, Institution
from outcomes.comparison_table import gap_words, side_by_side, table
from outcomes.models import Fact, Measure
from outcomes.reports.comparison import Against, Comparison, compare, programme
from outcomes.reports.context import place_of, pupils_of
from outcomes.reports.funnel import funnel
from tests.factories import AreaFactory, InstitutionFactory
from tests.measure_factories import FactFactory, ReleaseFactory

pytestmark = pytest.mark.django_db

ALL, DISADVANTAGED, OTHERS = Fact.Group.ALL, Fact.Group.DISADVANTAGED, Fact.Group.OTHERS


@pytest.fixture
def country() -> Area:
    return Area.objects.filter(code=Area.ENGLAND).first() or AreaFactory.create(
        kind="COUNTRY", code=Area.ENGLAND
    )


@pytest.fixture
def utcs() -> list[Institution]:
    return InstitutionFactory.create_batch(2, type_code="40")


def publish(place: Institution | Area, part: int | None, whole: int, **more: Any) -> Fact:
    where = {"area": place, "institution": None} if isinstance(place, Area) else {"institution": place}
    hidden = {"withheld": True} if part is None else {"numerator": part}
    return FactFactory.create(**where, **hidden, size=whole, **more)


def compared(schools: list[Institution], against: Against = Against.ENGLAND) -> Comparison:
    found = compare(schools=[school.pk for school in schools], against=against, measures=["18_he"])
    assert found
    return found


def test_students_are_added_up_and_percentages_are_not_averaged(
    utcs: list[Institution], country: Area
) -> None:
    publish(utcs[0], 9, 10)
    publish(utcs[1], 90, 200)
    publish(country, 1_099, 2_210)
    line = compared(utcs).lines[0]
    assert line.ours.share
    assert (line.ours.share.part, line.ours.share.whole) == (99, 210)
    assert f"{line.ours.share.rate:.3f}" == "0.471"


def test_nobody_stands_on_both_sides(utcs: list[Institution], country: Area) -> None:
    publish(utcs[0], 30, 100)
    publish(country, 530, 1_100)
    line = compared(utcs).lines[0]
    assert line.theirs.share
    assert (line.theirs.share.part, line.theirs.share.whole) == (500, 1_000)
    words = table(compared(utcs))[0]
    assert (words.ours, words.our_counts, words.theirs) == ("30%", "30 of 100", "50.0%")
    assert (words.points, words.verdict) == ("−20.0 points (−28.7 to −9.9)", "Lower")


def test_a_group_of_which_many_are_withheld_has_no_share(utcs: list[Institution], country: Area) -> None:
    publish(utcs[0], 40, 60)
    publish(utcs[1], None, 40)
    publish(country, 500, 1_000)
    line = compared(utcs).lines[0]
    assert (line.ours.share, line.difference) == (None, None)
    assert line.why_not.startswith("withheld for 1 of the schools, with 40 of 100 people")


def test_a_few_withheld_are_told_beside_the_share(utcs: list[Institution], country: Area) -> None:
    publish(utcs[0], 40, 95)
    publish(utcs[1], None, 5)
    publish(country, 500, 1_000)
    assert table(compared(utcs))[0].our_counts == "40 of 95; withheld for 1 more"


def test_very_few_people_get_no_percentage(utcs: list[Institution], country: Area) -> None:
    publish(utcs[0], 12, 24)
    publish(country, 500, 1_000)
    assert compared(utcs).lines[0].why_not == "too few people for a percentage (12 of 24)"


def test_a_survey_of_leavers_is_refused_beside_the_official_figure(
    utcs: list[Institution], country: Area
) -> None:
    survey = Measure.objects.get(code="18_he")
    survey.pk, survey.version, survey.source_type = None, 2, Measure.SourceType.SELF_REPORTED
    survey.save()
    publish(utcs[0], 55, 100, measure=survey)
    publish(country, 500, 1_000, measure=Measure.objects.get(code="18_he", version=1))
    found = compared(utcs)
    assert [line.difference for line in found.lines] == [None]


def test_the_authorities_are_those_of_the_schools(utcs: list[Institution], country: Area) -> None:
    for school, part in zip(utcs, (60, 30), strict=True):
        assert school.local_authority
        publish(school, part, 100)
        publish(school.local_authority, part + 50, 300)
    publish(AreaFactory.create(), 900, 1_000)  # where none of them is
    line = compared(utcs, Against.AUTHORITIES).lines[0]
    assert line.theirs.share
    assert (line.theirs.share.part, line.theirs.share.whole) in [(100, 400), (100 - 30, 300 - 100)]


def test_alone_in_an_authority_there_is_nobody_to_compare_with(utcs: list[Institution]) -> None:
    assert utcs[0].local_authority
    publish(utcs[0], 30, 100)
    publish(utcs[0].local_authority, 30, 100)
    line = compared(utcs[:1], Against.AUTHORITIES).lines[0]
    assert line.why_not == "there are no others to compare with"


def test_the_gap_is_in_points_and_never_from_what_is_withheld(utcs: list[Institution], country: Area) -> None:
    publish(utcs[0], 18, 40, pupil_group=DISADVANTAGED)
    publish(utcs[0], 66, 110, pupil_group=OTHERS)
    publish(country, None, 400, pupil_group=DISADVANTAGED)
    publish(country, 600, 1_000, pupil_group=OTHERS)
    (gap,) = compared(utcs).gaps
    words = gap_words(gap)
    assert words["ours"] == "−15.0 points (−31.7 to +2.8)"
    assert words["verdict"] == "No clear gap"
    assert words["theirs"] == "not worked out: a number is withheld"


def test_only_the_newest_cohort_is_compared(utcs: list[Institution], country: Area) -> None:
    older = ReleaseFactory.create(name="2023-24", periods=["2021/22"])
    publish(utcs[0], 10, 100, period="2021/22", release=older)
    publish(utcs[0], 20, 100)
    found = compared(utcs)
    assert (found.period, [line.ours.people for line in found.lines]) == ("2022/23", [100])


def test_a_release_that_was_superseded_is_not_read(utcs: list[Institution]) -> None:
    fact = publish(utcs[0], 10, 100)
    fact.release.superseded_at = fact.release.loaded_at
    fact.release.save()
    assert compare(schools=[utcs[0].pk], against=Against.ENGLAND, measures=["18_he"]) is None


def test_a_funnel_draws_no_withheld_school_and_counts_its_looks(utcs: list[Institution]) -> None:
    facts = [publish(utcs[0], 10, 100), publish(utcs[1], None, 50)]
    facts += [publish(InstitutionFactory.create(), 50, 100) for _ in range(40)]
    found = funnel(facts, 0.5)
    assert (len(found.points), found.expected_by_chance) == (41, 2)
    assert [point.fact for point in found.points if point.is_outside] == facts[:1]


def test_a_programme_is_all_open_schools_of_a_type(utcs: list[Institution]) -> None:
    InstitutionFactory.create(type_code="40", status="CLOSED")
    assert set(programme("40")) == {school.pk for school in utcs}


def test_a_school_beside_its_authority_and_england(utcs: list[Institution], country: Area) -> None:
    school = utcs[0]
    assert school.local_authority
    publish(school, 30, 100)
    publish(school.local_authority, 80, 200)
    publish(country, 500, 1_000)
    (line,) = side_by_side(compared([school]), compared([school], Against.AUTHORITIES))
    assert (line.words.ours, line.authority, line.similar) == ("30%", ("50%", "Lower"), ("", ""))


def test_pupils_stand_beside_those_of_schools_of_the_same_phase(utcs: list[Institution]) -> None:
    school = utcs[0]
    here = {"local_authority": school.local_authority}
    publish(school, 30, 100, code="fsm")
    publish(InstitutionFactory.create(phases=school.phases, **here), 50, 300, code="fsm")
    publish(InstitutionFactory.create(phases=["EARLY_YEARS"], **here), 90, 100, code="fsm")
    publish(InstitutionFactory.create(phases=school.phases, **here), None, 100, code="fsm")
    (line,) = pupils_of(school)
    assert line.around
    assert (line.fact.numerator, line.around.part, line.around.whole) == (30, 80, 400)


def test_the_newest_edition_of_the_most_local_figure(utcs: list[Institution], country: Area) -> None:
    school, home = utcs[0], utcs[0].local_authority
    assert home
    editions = Measure.objects.filter(code="imd_score").order_by("version")
    for measure in editions:
        publish(home, 1, 4, measure=measure, period=f"20{measure.version}")
    publish(country, 1, 2, measure=editions[1], period="202")
    (line,) = place_of(school)
    assert (line.fact.measure, line.fact.area) == (editions[1], home)
    assert line.country
    assert line.country.area == country


@pytest.mark.parametrize("query", ["", "?against=authorities&level=_l3", "?of=nonsense"])
def test_the_programmes_page(
    query: str, client: Client, stranger: User, utcs: list[Institution], country: Area
) -> None:
    for school, part in zip([*utcs, InstitutionFactory.create(type_code="40")], (10, 30, 90), strict=True):
        publish(school, part, 100)
        publish(school, None, 20, pupil_group=DISADVANTAGED)
    publish(country, 5_000, 10_000)
    client.force_login(stranger)
    page = client.get(reverse("outcomes:comparison") + query)
    assert page.status_code == 200
    if query != "?against=authorities&level=_l3":
        assert "43%" in page.content.decode()
        assert "Withheld for every school" in page.content.decode()
        assert "<svg" in page.content.decode()


def test_the_tab_of_a_school_and_of_its_trust(
    client: Client, lead: User, trust: Institution, schools: list[Institution], country: Area
) -> None:
    publish(schools[0], 30, 100)
    publish(schools[1], None, 4)
    publish(country, 5_000, 10_000)
    publish(country, 5_000, 10_000, pupil_group=DISADVANTAGED)
    client.force_login(lead)
    for institution in (schools[0], trust):
        page = client.get(reverse("outcomes:institution_outcomes", args=[institution.pk])).content.decode()
        assert "30%" in page
        assert "Students who finished in 2022/23" in page
    withheld = client.get(reverse("outcomes:institution_outcomes", args=[schools[1].pk])).content.decode()
    assert "Withheld, because so few students could be recognised" in withheld


def test_each_measure_and_each_release_is_told(client: Client, stranger: User) -> None:
    ReleaseFactory.create()
    client.force_login(stranger)
    page = client.get(reverse("outcomes:measures")).content.decode()
    assert "Entering higher education, level 3" in page
    assert "16 to 18 destinations by school" in page


def test_the_api_says_why_a_number_is_missing(
    client: Client, stranger: User, utcs: list[Institution]
) -> None:
    publish(utcs[0], None, 12)
    client.force_login(stranger)
    (fact,) = client.get(f"/api/v1/facts/?institution={utcs[0].pk}&measure=18_he").json()["results"]
    assert (fact["value"], fact["numerator"], fact["missing"]) == (None, None, "SUPP")
    assert fact["published_in"] == "Department for Education, 2024-25 (final)"
