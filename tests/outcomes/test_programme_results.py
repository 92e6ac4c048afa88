"""What came of a programme: types of activity with people counted, evaluations with findings, reports for funders."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, User
from core.dates import academic_year
from institutions.models import Institution, Term
from outcomes import actions as outcomes_actions
from outcomes.models import Evaluation
from outcomes.reports.programmes import pupils_of_members
from outcomes.reports.spending import spending_of, spending_of_england
from partnerships import actions
from partnerships.actions import Money
from partnerships.models import Collaboration, Enrolment, LibraryItem, Participation, Programme
from tests.factories import CollaborationFactory, InstitutionFactory
from tests.outcomes.test_downloads import workbook
from tests.partnerships.programmes import founded, sent

pytestmark = pytest.mark.django_db

YEAR = academic_year(timezone.localdate() - timedelta(days=7))


def results(client: Client, programme: Programme) -> str:
    return client.get(reverse("outcomes:programme_results", args=[programme.pk])).content.decode()


def hold(programme: Programme, code: str, schools: list[Institution], pupils: int) -> Collaboration:
    """A record under the programme's name, two hours at each school with three adults."""
    record = CollaborationFactory.create(schools=schools, activity_type__code=code, hours=2)
    Participation.objects.filter(contribution__collaboration=record).update(pupils=pupils)
    record.contributions.update(adults=3)
    programme.collaborations.add(record)
    return record


def test_horsforths_programme_adds_up_pupils_and_adults_by_type_of_activity(
    leading: Client, university: Institution, schools: list[Institution], employer_user: User
) -> None:
    programme = founded(leading, "MULTI_YEAR", title="Science partnership")
    assert "Put records under its name" in results(leading, programme)
    records = [
        CollaborationFactory.create(
            organiser=university, schools=schools[:count], activity_type__code=code, hours=2
        )
        for code, count in (("CPD", 2), ("MENTORING", 3), ("MENTORING", 1))
    ]
    records[0].contributions.update(adults=11)
    sent(leading, "put_in_programme", programme, collaborations=[record.pk for record in records])
    shown = leading.get(reverse("outcomes:programme_results", args=[programme.pk])).context["done"]
    lines = [
        (row.activity.records, row.activity.schools, row.activity.hours, row.pupils, row.adults)
        for row in [*shown.by_type, shown.total]
    ]
    assert sorted(lines) == [(1, 2, 4, 60, 22), (2, 3, 8, 120, 0), (3, 3, 12, 180, 22)]
    leading.force_login(employer_user)
    page = results(leading, programme)
    assert "left out where they are small" in page
    assert ">22<" not in page
    assert ">60<" in page


def test_what_outsiders_see_of_few_pupils_is_nothing(
    leading: Client, schools: list[Institution], stranger: User
) -> None:
    programme = founded(leading, "MULTI_YEAR")
    hold(programme, "CPD", schools[:1], 4)
    hold(programme, "MENTORING", schools, 40)
    assert ">4<" in results(leading, programme)
    leading.force_login(stranger)
    done = leading.get(reverse("outcomes:programme_results", args=[programme.pk])).context["done"]
    few = [row.pupils for row in done.by_type if row.activity.pupils == 4]
    assert few == [None]
    assert [row.pupils for row in done.by_type if row.activity.pupils == 120] == [None]  # or it were told
    assert done.total.pupils == 120


def test_a_pilots_cohort_has_its_evaluation_and_what_it_found_in_the_library(
    leading: Client, university: Institution, university_user: User, employer: Institution, stranger: User
) -> None:
    pilot = founded(leading, "PILOT", title="Key stage 2 pathfinders")
    sent(leading, "open_cohort", pilot, year="2026/27", places="30")
    Enrolment.objects.bulk_create(
        Enrolment(cohort=pilot.cohorts.get(), school=school, state="PLACED")
        for school in InstitutionFactory.create_batch(30)
    )
    asked = leading.get(f"{reverse('outcomes:plan_evaluation')}?programme={pilot.pk}").content.decode()
    assert f'value="{pilot.pk}" selected' in asked
    today = timezone.localdate()
    evaluation = outcomes_actions.plan_evaluation(
        owner=university,
        verifier=employer,
        programme=pilot,
        title="Do early visits change minds?",
        question="Q",
        method="M",
        evidence="1",
        theory="T",
        starts_on=today,
        ends_on=today + timedelta(days=300),
        by=university_user,
    )
    evaluation.claims.create(words="Teachers say so.", verified_by=employer, verified_on=today)
    leading.post(reverse("outcomes:write_finding", args=[evaluation.pk]))
    evaluation.refresh_from_db()
    plan = reverse("outcomes:evaluation", args=[evaluation.pk])
    page = leading.get(plan).content.decode()
    assert "2026/27: 30 schools" in page
    assert "Draft" in page
    assert f"/library/{evaluation.finding_id}/" in results(leading, pilot)
    leading.force_login(stranger)
    page = results(leading, pilot)
    assert "Teachers say so." in page
    assert f"/library/{evaluation.finding_id}/" not in page
    published = {"state": "PUBLISHED", "published_on": today, "review_on": today}
    LibraryItem.objects.update(**published)
    newer = LibraryItem.objects.get()
    first = newer.pk
    newer.pk, newer.replaces_id, newer.version = None, first, 2
    newer._state.adding = True
    newer.save()
    LibraryItem.objects.filter(pk=first).update(state="REPLACED")
    assert Evaluation.objects.get().finding_id == first
    for where in (results(leading, pilot), leading.get(plan).content.decode()):
        assert f"/library/{newer.pk}/" in where


@pytest.fixture
def funded(leading: Client, employer: Institution, schools: list[Institution]) -> Programme:
    """A year of 60,000 pounds, two thirds from the employer; two schools have a place, one completed it."""
    programme = founded(leading, "FUNDING", title="Partners for Progress")
    by = User.objects.get(name="Uma University")
    actions.add_programme_party(programme=programme, institution=employer, role="FUNDER", by=by)
    cohort = actions.open_cohort(programme=programme, year=YEAR, places=None, budget=Decimal(60_000), by=by)
    terms = {term.code: term for term in Term.objects.filter(vocabulary="SPENDING_PURPOSE")}
    parts = (
        (40_000, employer, "WIDENING_PARTICIPATION"),
        (15_000, programme.lead, "FAIR_ACCESS"),
        (5_000, programme.lead, "WIDENING_PARTICIPATION"),
    )
    for pounds, funder, purpose in parts:
        money = Money(pounds=Decimal(pounds), funder=funder, source="Grant letter", purpose=terms[purpose])
        actions.allocate_money(cohort=cohort, money=money, by=by)
    for school, state in zip(schools, ("PLACED", "COMPLETED", "WAITING"), strict=True):
        Enrolment.objects.create(cohort=cohort, school=school, state=state)
    hold(programme, "MENTORING", schools[:2], 32)
    return programme


def test_a_funder_sees_what_its_money_went_to_and_what_was_done_with_it(
    leading: Client, funded: Programme, employer: Institution, employer_user: User, stranger: User
) -> None:
    leading.force_login(employer_user)
    address = reverse("outcomes:funder_report", args=[funded.pk, employer.pk])
    assert address in results(leading, funded)
    page = leading.get(address).content.decode()
    assert "Funded by Kiln Works Ltd" in page
    assert "no figures are kept" not in page
    sheets = workbook(leading.get(f"{address.rstrip('/')}.ods").content)
    assert [text for _, text in sheets["Year by year"][1]][1:] == [
        *("40000", "Not said", "60000", "2", "1", "1", "4", "60")
    ]
    rows = leading.get(f"{address.rstrip('/')}.csv").content.decode("utf-8-sig").splitlines()
    assert rows[1] == f"{YEAR},40000,Not said,60000,2,1,1,4,60"
    assert [text for _, text in sheets["What it was for"][1]] == [
        "Widening participation",
        "40000",
        "Not said",
    ]
    people = [text for _, text in sheets["What was done"][1]][4:]
    assert people == ["60", "Not shown"]  # of 64 and 6
    assert AuditEvent.objects.filter(verb="figures_downloaded").count() == 2
    assert "Partners for Progress" in leading.get(reverse("outcomes:downloads")).content.decode()
    leading.force_login(stranger)
    assert leading.get(address).status_code == 404
    assert address not in results(leading, funded)


def test_a_university_shows_how_its_money_is_split_between_purposes_with_the_source(
    leading: Client, funded: Programme, university: Institution, employer: Institution
) -> None:
    """The funder's own money is not the university's."""
    [spending] = spending_of(university)
    assert spending.total.pounds == 20_000
    assert [(share.total.label, share.total.pounds, share.percent) for share in spending.shares] == [
        ("Widening participation", Decimal(5_000), 25),
        ("Fair access", Decimal(15_000), 75),
    ]
    assert spending_of(employer)[0].total.pounds == 40_000
    page = leading.get(reverse("outcomes:institution_access_plans", args=[university.pk])).content.decode()
    for words in (
        "What it puts into programmes",
        "Fair access",
        "75%",
        "Partners for Progress",
        "Grant letter",
    ):
        assert words in page
    whole = spending_of_england(YEAR)
    assert (whole.total.pounds, [share.total.funders for share in whole.shares]) == (Decimal(20_000), [1, 1])
    if academic_year(timezone.localdate()) == YEAR:
        regulators = leading.get(reverse("outcomes:access_plans")).content.decode()
        assert "What universities put into programmes" in regulators


def test_pupils_of_members_are_rounded_for_everybody(leading: Client, university: Institution) -> None:
    programme = founded(leading, "CONSORTIUM", award_requirement="A")
    sent(leading, "open_cohort", programme, year="2026/27")
    cohort = programme.cohorts.get()
    for pupils, completed in ((144, 93), (61, None), (58, 55)):
        member = InstitutionFactory.create(university=True)
        cohort.member_counts.create(member=member, pupils=pupils, completed=completed)
    shown = {(row.pupils, row.completed, row.is_known) for row in pupils_of_members(programme)}
    assert shown == {
        (140, 90, True),
        (60, None, False),
        (60, None, True),
    }  # three that did not complete are few
    assert "to the nearest ten" in results(leading, programme)
