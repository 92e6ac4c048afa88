"""Campus visits by the end of Year 8, key stages and hours: bounds from counts, worked out by hand."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.dates import academic_year
from institutions.models import Area, Institution, SupportArea
from outcomes import actions
from outcomes.reports.campus_visits import KeyStage, by_place, of_area, of_university, stage_of
from partnerships.models import Confirmation
from tests.factories import (
    CollaborationFactory,
    ContributionFactory,
    InstitutionFactory,
    ParticipationFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db

YEAR = "2024/25"  # the cohort: in Year 8 from September 2024
IN_YEAR_8, IN_YEAR_7, IN_YEAR_6 = date(2025, 6, 2), date(2023, 9, 1), date(2023, 8, 31)


@pytest.fixture
def secondary(authority: Area) -> Institution:
    """100 pupils in each of five years."""
    return InstitutionFactory.create(local_authority=authority, low_age=11, high_age=16, roll=500)


@pytest.fixture
def primary(authority: Area) -> Institution:
    """30 pupils in each of seven years."""
    return InstitutionFactory.create(local_authority=authority, primary=True, roll=210)


def visit(school: Institution, on: date, pupils: dict[str, int], **otherwise: Any) -> None:
    facts = {
        "organiser": school,
        "activity_type": TermFactory.create(activity_type=True, code="CAMPUS_VISIT"),
        "area": SupportArea.HIGHER_EDUCATION,
        "starts_on": on,
    }
    record = CollaborationFactory.create(**(facts | otherwise))
    part = ContributionFactory.create(collaboration=record, school=school)
    for year_group, count in pupils.items():
        ParticipationFactory.create(contribution=part, year_group=year_group, pupils=count)


def test_a_cohort_is_followed_back_through_the_school_years(
    secondary: Institution, primary: Institution, england: Area
) -> None:
    visit(secondary, IN_YEAR_8, {"Y08": 20, "Y09": 50})
    visit(secondary, IN_YEAR_7, {"Y07": 30, "Y08": 50})
    visit(primary, IN_YEAR_6, {"Y06": 10, "Y05": 50})
    visits = of_area(area=england, year=YEAR).visits
    assert (visits.pupils, visits.places) == (100, 60)


def test_at_least_the_best_year_and_at_most_every_visit(secondary: Institution, england: Area) -> None:
    for pupils in (20, 30):
        visit(secondary, IN_YEAR_8, {"Y08": pupils})
    visit(secondary, IN_YEAR_7, {"Y07": 25})
    visits = of_area(area=england, year=YEAR).visits
    assert (visits.at_least, visits.places, visits.bounds) == (30, 75, (30.0, 75.0))


def test_schools_of_one_year_add_up_because_nobody_is_in_two(
    secondary: Institution, authority: Area, england: Area, region: Area
) -> None:
    second = InstitutionFactory.create(local_authority=authority, low_age=11, high_age=16, roll=500)
    visit(secondary, IN_YEAR_8, {"Y08": 20})
    visit(second, IN_YEAR_8, {"Y08": 30})
    visits = of_area(area=authority, year=YEAR).visits
    assert (visits.pupils, visits.at_least, visits.places) == (200, 50, 50)
    assert [row.visits for row in by_place(area=region, level="authority", year=YEAR)] == [visits]
    assert [row.visits for row in by_place(area=england, level="region", year=YEAR)] == [visits]
    assert [row.visits.places for row in by_place(area=authority, level="school", year=YEAR)] == [20, 30]


def test_disputed_records_drafts_and_other_activities_do_not_count(
    secondary: Institution, england: Area
) -> None:
    visit(secondary, IN_YEAR_8, {"Y08": 20}, partner_confirmation=Confirmation.DISPUTED)
    visit(secondary, IN_YEAR_8, {"Y08": 20}, draft=True)
    visit(
        secondary,
        IN_YEAR_8,
        {"Y08": 20},
        activity_type=TermFactory.create(activity_type=True, code="MENTORING"),
    )
    assert of_area(area=england, year=YEAR).visits.places == 0


def test_more_visits_than_pupils_are_never_more_than_all(secondary: Institution, england: Area) -> None:
    for _ in range(3):
        visit(secondary, IN_YEAR_8, {"Y08": 90})
    assert of_area(area=england, year=YEAR).visits.bounds == (90.0, 100.0)


def test_a_place_without_year_8_has_no_share(primary: Institution, england: Area) -> None:
    assert of_area(area=england, year=YEAR).visits.bounds is None


def test_activities_and_pupils_are_told_by_key_stage_with_a_flag_for_none_in_key_stage_2(
    secondary: Institution, primary: Institution, england: Area
) -> None:
    visit(secondary, IN_YEAR_8, {"Y08": 20, "Y10": 5})
    early = of_area(area=england, year=YEAR).early
    told = {stage.name: (stage.activities, stage.pupils) for stage in early.stages}
    assert (told[KeyStage.KS3], told[KeyStage.KS4], told[KeyStage.KS2]) == ((1, 20), (1, 5), (0, 0))
    assert early.has_no_key_stage_2
    visit(primary, IN_YEAR_8, {"Y04": 12})
    assert not of_area(area=england, year=YEAR).early.has_no_key_stage_2


def test_nothing_at_all_raises_no_flag(secondary: Institution, england: Area) -> None:
    assert not of_area(area=england, year=YEAR).early.has_no_key_stage_2


@pytest.mark.parametrize(
    ("year_group", "stage"),
    [
        ("R0", "EARLY_YEARS"),
        ("Y02", "KS1"),
        ("Y03", "KS2"),
        ("Y06", "KS2"),
        ("Y07", "KS3"),
        ("Y12", "POST_16"),
    ],
)
def test_year_groups_are_in_their_key_stage(year_group: str, stage: str) -> None:
    assert stage_of(year_group).name == stage


def test_hours_on_higher_education_are_added_up_per_primary_and_year(
    primary: Institution, secondary: Institution, authority: Area
) -> None:
    second = InstitutionFactory.create(local_authority=authority, primary=True)
    visit(primary, IN_YEAR_8, {"Y05": 10}, hours="5.5")
    visit(primary, IN_YEAR_8, {"Y05": 10}, hours=None)
    visit(primary, IN_YEAR_7, {"Y05": 10}, hours="50")
    visit(secondary, IN_YEAR_8, {"Y08": 10}, hours="50")
    early = of_area(area=authority, year=YEAR).early
    assert (early.primaries, early.primary_hours, early.primaries_with_hours) == (2, 5.5, 1)
    assert early.hours_a_primary == 2.75
    rows = {row.pk: row.early.primary_hours for row in by_place(area=authority, level="school", year=YEAR)}
    assert (rows[primary.pk], rows[second.pk]) == (5.5, 0)


def test_a_university_sees_its_own_years_alone(
    university: Institution, secondary: Institution, primary: Institution
) -> None:
    visit(secondary, IN_YEAR_8, {"Y08": 20, "Y10": 5}, partner=university)
    visit(secondary, IN_YEAR_8, {"Y08": 70})
    visit(primary, IN_YEAR_6, {"Y06": 10}, partner=university)
    latest, earlier = of_university(university)
    assert (latest.year, latest.schools, latest.activities, latest.early_visitors) == ("2024/25", 1, 1, 20)
    assert latest.has_no_key_stage_2
    assert (earlier.year, earlier.early_visitors, earlier.has_no_key_stage_2) == ("2022/23", 10, False)


# Pages


def test_the_page_gives_both_bounds_and_says_why(
    client: Client, administrator: User, secondary: Institution, authority: Area
) -> None:
    last = academic_year(timezone.localdate().replace(year=timezone.localdate().year - 1, day=1))
    for pupils in (20, 30):
        visit(secondary, date(int(last[:4]), 10, 1), {"Y08": pupils})
    client.force_login(administrator)
    for code in ("E92000001", authority.code):
        page = client.get(reverse("outcomes:area_campus_visits", args=[code])).content.decode()
        assert "30% to 50%" in page
        assert "estimate" in page
        assert "None in key stage 2" in page
    file = client.get(reverse("outcomes:campus_visits_file", args=[authority.code, "csv"])).content.decode()
    row = next(row for row in csv.DictReader(io.StringIO(file)) if row["school_urn"] == secondary.urn)
    assert row["time_period"] == last[:4] + last[-2:]
    counted = ("year_8_pupil_count", "visitor_least_count", "visit_count")
    assert [row[name] for name in counted] == ["100", "30", "50"]


def test_primaries_active_with_higher_education_stand_beside(
    client: Client, administrator: User, primary: Institution, england: Area, region: Area
) -> None:
    visit(primary, timezone.localdate(), {"Y05": 10})
    actions.publish_coverage()
    client.force_login(administrator)
    page = client.get(reverse("outcomes:area_campus_visits", args=[region.code])).content.decode()
    assert "Primaries active with higher education" in page
    assert "100%" in page


def test_a_year_that_makes_no_sense_is_the_usual_one(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    answer = client.get(reverse("outcomes:campus_visits") + "?year=1066")
    assert answer.status_code == 200


def test_the_university_finds_its_pupils_by_age(
    client: Client, university: Institution, university_user: User, secondary: Institution
) -> None:
    visit(secondary, IN_YEAR_8, {"Y08": 20}, partner=university)
    client.force_login(university_user)
    page = client.get(reverse("outcomes:university_reach", args=[university.pk])).content.decode()
    assert "2024/25" in page
    assert "None in key stage 2" in page
