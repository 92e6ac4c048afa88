"""Programmes, set up with data alone: founding, parties, years with places and a line, stages, decisions."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from core.models import OutgoingEmail
from institutions.actions import note_inspected
from institutions.models import Area, Institution, PriorityList, PriorityListing, Term
from partnerships import actions
from partnerships.actions import PassedOn
from partnerships.models import Cohort, Enrolment, Programme, ProgrammeKind
from partnerships.queries.programmes import cohorts_of
from tests.factories import InstitutionFactory, MembershipFactory
from tests.partnerships.programmes import founded, grade_of, on_day, page_of, sent

pytestmark = pytest.mark.django_db

State = Enrolment.State


@pytest.fixture
def cohort(university: Institution, university_user: User) -> Cohort:
    """With one place."""
    programme = actions.found_programme(
        lead=university,
        title="A programme",
        summary="What it is for.",
        kind=ProgrammeKind.objects.get(code="STAGED"),
        starts_on=date(2026, 9, 1),
        stages=["Application", "Graduation"],
        by=university_user,
    )
    return actions.open_cohort(programme=programme, year="2026/27", places=1, budget=None, by=university_user)


# The worked examples of the sources


def test_kids_at_uni_goes_from_application_to_graduation_with_parents_counted(
    leading: Client, schools: list[Institution], lead: User, university_user: User
) -> None:
    programme = founded(
        leading,
        "STAGED",
        title="Kids@Uni",
        stages="Application\nSchool visit\nCampus day\nGraduation",
        **on_day("ends_on", date(2028, 7, 31)),
    )
    sent(leading, "open_cohort", programme, year="2026/27", places="", budget="")
    leading.force_login(lead)
    sent(leading, "join_cohort", programme, "2026-27", school=schools[0].pk)
    enrolment = Enrolment.objects.get()
    counts = (("Application", 60, 0), ("School visit", 58, 12), ("Campus day", 55, 0), ("Graduation", 50, 71))
    for label, pupils, parents in counts:
        sent(
            leading,
            "count_stage",
            programme,
            enrolment=enrolment.pk,
            stage=programme.stages.get(label=label).pk,
            pupils=pupils,
            parents=parents,
        )
    enrolment.refresh_from_db()
    assert enrolment.state == State.COMPLETED
    [row] = cohorts_of(programme, viewer=university_user)
    assert tuple((total.stage.label, total.pupils, total.parents) for total in row.totals) == counts


def test_partners_for_progress_takes_some_schools_of_a_region_and_keeps_a_line(
    leading: Client,
    region: Area,
    schools: list[Institution],
    lead: User,
    university_user: User,
    employer: Institution,
) -> None:
    """Schools graded 3 and 4, as their latest overall grade was known on a day."""
    for school, code in zip(schools, ("3", "4", "3"), strict=True):
        grade_of(school, code, date(2023, 6, 1))
    programme = founded(
        leading,
        "PROGRAMME",
        title="Partners for Progress",
        area=region.code,
        grades=["3", "4"],
        **on_day("judged_on", date(2024, 3, 31)),
    )
    sent(leading, "add_programme_party", programme, institution=employer.name, role="FUNDER")
    sent(leading, "open_cohort", programme, year="2026/27", places="2", budget="48000")
    leading.force_login(lead)
    for school in schools:
        sent(leading, "join_cohort", programme, "2026-27", school=school.pk)
    states = list(Enrolment.objects.order_by("pk").values_list("state", flat=True))
    assert states == [State.PLACED, State.PLACED, State.WAITING]
    page = page_of(leading, programme)
    for words in ("0 of 2 places left", "£48,000", "Requires improvement or Inadequate", "Funds it"):
        assert words in page
    assert "had found on 31 March 2024" in page
    sent(leading, "leave_cohort", programme, Enrolment.objects.earliest("pk").pk)
    states = list(Enrolment.objects.order_by("pk").values_list("state", flat=True))
    assert states == [State.LEFT, State.PLACED, State.PLACED]


def test_languages_for_all_ends_with_a_decision_and_an_award_that_brings_an_offer(leading: Client) -> None:
    pilot = founded(leading, "PILOT", title="Languages For All", **on_day("ends_on", date(2026, 10, 31)))
    assert "what comes after it is still to be decided" in page_of(leading, pilot)
    sent(leading, "decide_programme", pilot, decision="SCALE", reason="Entries doubled.")
    award = founded(
        leading,
        "AWARD",
        title="Global Languages Ambassador Award",
        parent=pilot.pk,
        stages="Enrolled\nCompleted",
        award_requirement="Lead two language events at a primary school.",
        benefit="A contextual offer for language courses.",
    )
    university = Institution.objects.get(kind="UNIVERSITY")
    sent(
        leading,
        "offer_progression",
        award,
        university=university.pk,
        condition="Two grades lower for completing the award and an essay",
        courses="French and Spanish, R9R1\n\n Modern  languages\n",
        link="https://example.org/offer",
    )
    page = page_of(leading, pilot)
    assert "Go on with more schools" in page
    assert "Global Languages Ambassador Award" in page
    for where in (page, page_of(leading, award)):
        for words in ("Two grades lower", "French and Spanish, R9R1", ">Modern languages<"):
            assert words in where
    sent(leading, "withdraw_progression", award, award.offers.get().pk)
    assert "Two grades lower" not in page_of(leading, award)
    assert "A contextual offer for language courses" in page_of(leading, award)
    answer = leading.post(
        reverse("partnerships:decide_programme", args=[pilot.pk]), {"decision": "STOP", "reason": "No."}
    )
    assert "This is decided already" in answer.content.decode()


def test_national_he_stem_runs_for_years_with_pilots_in_regions(
    leading: Client, region: Area, authority: Area
) -> None:
    parent = founded(leading, "MULTI_YEAR", title="National HE STEM", **on_day("ends_on", date(2029, 7, 31)))
    asked = leading.get(f"{reverse('partnerships:found_programme')}?kind=PILOT&part_of={parent.pk}")
    assert f'value="{parent.pk}" selected' in asked.content.decode()
    for title, place in (
        ("Pilot in the north", region.code),
        ("Pilot in a town", authority.code),
        ("Fourth", ""),
    ):
        founded(leading, "PILOT", title=title, parent=parent.pk, area=place)
    page = page_of(leading, parent)
    for words in ("Pilot in the north", "Northern Dales", "Pilot in a town", "Stonebridge"):
        assert words in page
    other = founded(leading, "PROGRAMME", title="Elsewhere")
    address = reverse("partnerships:programmes")
    there = leading.get(address, {"area": region.code}).content.decode()
    assert "National HE STEM" in there
    assert "Pilot in a town" in there
    assert other.title not in there
    assert "National HE STEM" not in leading.get(address, {"kind": "PILOT"}).content.decode()
    assert "There is none of this kind" in leading.get(address, {"kind": "FUNDING"}).content.decode()


def test_interventions_are_linked_over_years_by_what_they_build_on(
    leading: Client, employer_user: User
) -> None:
    parent = founded(leading, "MULTI_YEAR", title="Parents in school")
    first, second = (
        founded(
            leading, "STAGED", title=title, parent=parent.pk, stages="Come", **on_day("starts_on", begins)
        )
        for title, begins in (("Family learning", date(2026, 9, 1)), ("Reading mentors", date(2027, 9, 1)))
    )
    sent(leading, "say_what_it_builds_on", second, builds_on=[first.pk])
    page = page_of(leading, parent)
    assert page.index("Family learning") < page.index("Reading mentors")
    assert "Family learning" in page_of(leading, second)
    assert "What builds on it" in page_of(leading, first)
    with pytest.raises(RuleBroken, match="began before it"):
        actions.say_what_it_builds_on(
            programme=first, builds_on=[second], by=User.objects.get(name="Uma University")
        )
    with pytest.raises(PermissionDenied):
        actions.say_what_it_builds_on(programme=second, builds_on=[], by=employer_user)


def test_the_london_engineering_project_is_national_with_a_local_campaign_under_it(leading: Client) -> None:
    parent = founded(leading, "NATIONAL", title="London Engineering Project")
    child = founded(
        leading,
        "CAMPAIGN",
        title="Engineers here",
        parent=parent.pk,
        audience="Girls in Year 9",
        behaviour="Choose physics",
    )
    assert child.parent == parent
    assert "Girls in Year 9" in page_of(leading, child)


def test_joining_the_dots_passes_to_another_body_and_keeps_its_history(
    leading: Client, employer: Institution, university: Institution, university_user: User
) -> None:
    programme = founded(leading, "PROGRAMME", title="Joining the Dots")
    sent(
        leading,
        "hand_over_programme",
        programme,
        institution=employer.name,
        **on_day("on", date(2026, 10, 1)),
    )
    assert Programme.objects.get().lead == employer
    page = page_of(leading, programme)
    assert "Leads it, until October 2026" in page
    assert university.name in page
    with pytest.raises(PermissionDenied):
        actions.open_cohort(programme=programme, year="2026/27", places=None, budget=None, by=university_user)


# Rules


def test_whoever_leaves_and_asks_again_stands_at_the_end_of_the_line(
    cohort: Cohort, schools: list[Institution], lead: User
) -> None:
    first, second, _ = (actions.join_cohort(cohort=cohort, school=school, by=lead) for school in schools)
    actions.leave_cohort(enrolment=first, by=lead)
    again = actions.join_cohort(cohort=cohort, school=first.school, by=lead)
    second.refresh_from_db()
    assert (second.state, again.state) == (State.PLACED, State.WAITING)
    line = cohort.enrolments.filter(state=State.WAITING).order_by("asked_at")
    assert [each.school for each in line] == [schools[2], schools[0]]


def test_a_school_asks_once_and_only_where_it_is_meant(
    cohort: Cohort, school: Institution, lead: User
) -> None:
    actions.join_cohort(cohort=cohort, school=school, by=lead)
    with pytest.raises(RuleBroken, match="has asked already"):
        actions.join_cohort(cohort=cohort, school=school, by=lead)
    Programme.objects.update(phases=["PRIMARY"])
    elsewhere = InstitutionFactory.create()
    manager = MembershipFactory.create(institution=elsewhere).user
    with pytest.raises(RuleBroken, match="not among the schools that it is for"):
        actions.join_cohort(cohort=cohort, school=elsewhere, by=manager)


def test_a_list_counts_as_it_was_on_its_day(cohort: Cohort, school: Institution) -> None:
    listed = PriorityList.objects.create(name="L", valid_from=date(2026, 1, 1), valid_to=date(2026, 6, 1))
    PriorityListing.objects.create(priority_list=listed, institution=school)
    programme = cohort.programme
    programme.priority_list = listed
    for day, counts in ((date(2026, 3, 1), True), (date(2026, 6, 1), False), (None, False)):
        programme.judged_on = day
        assert programme.eligible().filter(pk=school.pk).exists() is counts


def test_a_grade_counts_as_it_was_known_on_the_day(cohort: Cohort, schools: list[Institution]) -> None:
    better, worse, never = schools
    grade_of(better, "4", date(2021, 5, 1))
    grade_of(better, "2", date(2023, 5, 1), published_on=date(2023, 7, 1))
    grade_of(worse, "1", date(2020, 5, 1))
    grade_of(worse, "3", date(2024, 2, 1))
    note_inspected(
        institution=never,
        inspected_on=date(2023, 1, 1),
        framework="Ofsted",
        outcome="Inadequate",
        link="https://example.org",
        by=MembershipFactory.create(institution=never).user,
    )
    programme = cohort.programme
    programme.grades.set(Term.objects.filter(vocabulary="INSPECTION_GRADE", code__in=("3", "4")))
    for day, fits in (
        (date(2021, 4, 30), []),
        (date(2023, 6, 30), [better]),  # inspected again, and not yet published
        (date(2023, 7, 1), []),
        (date(2026, 9, 1), [worse]),
    ):
        programme.judged_on = day
        assert list(programme.eligible().order_by("name")) == fits


def test_one_may_not_join_for_others_nor_count_those_who_wait(
    cohort: Cohort, schools: list[Institution], lead: User, employer_user: User
) -> None:
    with pytest.raises(PermissionDenied):
        actions.join_cohort(cohort=cohort, school=schools[0], by=employer_user)
    _, waiting = (actions.join_cohort(cohort=cohort, school=school, by=lead) for school in schools[:2])
    with pytest.raises(RuleBroken, match="Only schools that take part"):
        actions.count_stage(
            enrolment=waiting, stage=cohort.programme.stages.earliest("pk"), pupils=3, parents=0, by=lead
        )


def test_counts_of_pupils_are_for_the_lead_and_the_school_itself(
    cohort: Cohort, school: Institution, lead: User, university_user: User, employer_user: User
) -> None:
    enrolment = actions.join_cohort(cohort=cohort, school=school, by=lead)
    stage = cohort.programme.stages.earliest("pk")
    actions.count_stage(enrolment=enrolment, stage=stage, pupils=7, parents=0, by=lead)
    for viewer, sees in ((university_user, True), (lead, True), (employer_user, False)):
        [row] = cohorts_of(cohort.programme, viewer=viewer)
        assert bool(row.totals) is sees


def test_nobody_joins_what_is_over(cohort: Cohort, school: Institution, lead: User) -> None:
    Programme.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(RuleBroken, match="is over"):
        actions.join_cohort(cohort=cohort, school=school, by=lead)


@pytest.mark.parametrize("rows", [1, 8])
def test_the_page_costs_the_same_however_many_take_part(
    leading: Client, cohort: Cohort, rows: int, django_assert_num_queries: Any
) -> None:
    for school in InstitutionFactory.create_batch(rows):
        Enrolment.objects.create(cohort=cohort, school=school, state=State.PLACED)
    with django_assert_num_queries(31):
        page_of(leading, cohort.programme)


def test_the_list_shows_ones_own_first_and_the_way_to_start(leading: Client, cohort: Cohort) -> None:
    page = leading.get(reverse("partnerships:programmes")).content.decode()
    assert page.index("You lead") < page.index("All programmes")
    choice = leading.get(reverse("partnerships:found_programme")).content.decode()
    assert "Programme in stages" in choice
    asked = leading.get(reverse("partnerships:found_programme"), {"kind": "CAMPAIGN"}).content.decode()
    assert "Whom does it speak to?" in asked
    assert "Which stages" not in asked


def test_a_place_is_offered_to_those_who_speak_for_a_school_that_it_is_for(
    client: Client, cohort: Cohort, lead: User, university_user: User
) -> None:
    def asks(user: User) -> bool:
        client.force_login(user)
        return "Ask for a place" in page_of(client, cohort.programme)

    assert asks(lead)
    assert not asks(university_user)


def test_a_programme_is_for_some_types_of_school(
    leading: Client, school: Institution, university: Institution
) -> None:
    independent = InstitutionFactory.create(type_code="11")
    Institution.objects.filter(pk=school.pk).update(type_code="28")
    programme = founded(leading, "PROGRAMME", school_groups=["INDEPENDENT"])
    assert list(programme.eligible()) == [independent]
    assert "Independent schools" in page_of(leading, programme)
    both = founded(leading, "PROGRAMME", school_groups=["INDEPENDENT", "ACADEMY"])
    assert set(both.eligible().filter(pk__in=[independent.pk, school.pk])) == {independent, school}
    cohort = programme.cohorts.create(year="2026/27")
    editor = MembershipFactory.create(institution=school).user
    with pytest.raises(RuleBroken, match="not among the schools"):
        actions.join_cohort(cohort=cohort, school=school, by=editor)


def test_a_cohort_goes_from_a_school_to_a_university_with_a_named_contact(
    client: Client,
    school: Institution,
    school_user: User,
    university: Institution,
    university_user: User,
    employer_user: User,
) -> None:
    client.force_login(school_user)
    programme = founded(client, "PROGRAMME")
    sent(client, "open_cohort", programme, year="2026/27")
    given = {
        "institution": university.name,
        "contact": "Cass Contact",
        "contact_email": "cass@university.example",
        "pupils": "38",
        "words": "They were promised a mentor",
        **on_day("on", timezone.localdate()),
    }
    sent(client, "pass_on_cohort", programme, "2026-27", **given)
    addresses = set(OutgoingEmail.objects.values_list("to", flat=True))
    assert addresses == {"cass@university.example", university_user.email}
    assert "cass@university.example" in page_of(client, programme)
    client.force_login(employer_user)
    others = page_of(client, programme)
    assert "Cass Contact" in others
    assert "cass@university.example" not in others
    assert "promised a mentor" not in others
    assert client.post(f"/programmes/{programme.pk}/2026-27/take-over/").status_code == 403
    client.force_login(university_user)
    assert "We have taken it over" in page_of(client, programme)
    client.post(f"/programmes/{programme.pk}/2026-27/take-over/")
    client.post(f"/programmes/{programme.pk}/2026-27/take-over/")
    cohort = programme.cohorts.get()
    assert cohort.taken_over_on == timezone.localdate()
    assert "Ask for a place" not in page_of(client, programme)
    with pytest.raises(RuleBroken, match="nobody joins it any more"):
        actions.join_cohort(cohort=cohort, school=school, by=school_user)
    passed = PassedOn(
        institution=university, contact="Other", contact_email="o@example.org", on=timezone.localdate()
    )
    with pytest.raises(RuleBroken, match="taken it over already"):
        actions.pass_on_cohort(cohort=cohort, passed=passed, by=school_user)


@pytest.mark.parametrize(
    ("to_itself", "days", "words"), [(True, 0, "Select whom it goes to"), (False, 1, "today or in the past")]
)
def test_a_cohort_goes_to_somebody_else_and_not_in_the_future(
    cohort: Cohort,
    university: Institution,
    employer: Institution,
    university_user: User,
    to_itself: bool,
    days: int,
    words: str,
) -> None:
    passed = PassedOn(
        institution=university if to_itself else employer,
        contact="C",
        contact_email="c@example.org",
        on=timezone.localdate() + timedelta(days=days),
    )
    with pytest.raises(RuleBroken, match=words):
        actions.pass_on_cohort(cohort=cohort, passed=passed, by=university_user)
    with pytest.raises(RuleBroken, match="not handed to anybody"):
        actions.take_over_cohort(cohort=cohort, by=university_user)
