"""The recommendations: figures from the records, dated words, owners, and a report to print (peers D-16)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEvent, User
from core.errors import RuleBroken
from institutions.models import Area, Institution, InstitutionLink, RoleHolder, Strand, SupportArea
from outcomes import actions
from outcomes.models import Progress, Recommendation
from outcomes.reports import coverage as report
from outcomes.reports.coverage import Filters
from outcomes.reports.indicators import INDICATORS
from outcomes.reports.recommendations import Standing, standings, trend_of_indicator
from tests.factories import (
    AccreditationFactory,
    BrokerAreaFactory,
    CollaborationFactory,
    InstitutionFactory,
    PartnershipFactory,
    RoleHolderFactory,
    RoleTypeFactory,
)

pytestmark = pytest.mark.django_db


def recommendation(strand: str, number: int) -> Recommendation:
    return Recommendation.objects.get(strand=strand, number=number)


def standing(strand: str, number: int, days_ago: int = 0) -> Standing:
    day = timezone.localdate() - timedelta(days=days_ago)
    return next(each for each in standings(day=day, strand=strand) if each.recommendation.number == number)


def report_of(
    row: Recommendation, by: User, status: str = "IN_PROGRESS", days_ago: int = 0, **given: str
) -> None:
    actions.report_progress(
        recommendation=row,
        status=status,
        reported_on=timezone.localdate() - timedelta(days=days_ago),
        narrative=given.get("narrative", "Begun."),
        evidence=given.get("evidence", ""),
        evidence_url="",
        by=by,
    )


def test_there_are_twenty_in_four_strands_each_with_its_source() -> None:
    assert {strand: Recommendation.objects.filter(strand=strand).count() for strand in Strand} == {
        "BUSINESS": 5,
        "HIGHER_EDUCATION": 7,
        "PARTNERSHIPS": 5,
        "PARENTS": 3,
    }
    assert not Recommendation.objects.filter(source="").exists()
    named = set(Recommendation.objects.exclude(indicator="").values_list("indicator", flat=True))
    assert named == set(INDICATORS)


def test_the_figure_is_the_one_that_the_coverage_page_shows(
    schools: list[Institution], employer: Institution, england: Area
) -> None:
    CollaborationFactory.create(
        organiser=schools[0], partner=employer, schools=schools[:1], area=SupportArea.STEM
    )
    PartnershipFactory.create(institutions=[schools[1], employer])
    for code in ("SLT_BUSINESS_LEAD", "LINK_GOVERNOR"):
        RoleHolderFactory.create(institution=schools[2], role_type=RoleTypeFactory.create(code=code))
    actions.publish_coverage()
    row = report.total(Filters(), area=england)
    figures = {
        (strand, number): standing(strand, number).figure
        for strand, number in (("BUSINESS", 2), ("HIGHER_EDUCATION", 3), ("PARTNERSHIPS", 1))
    }
    counted = [(figure.count, figure.out_of) for figure in figures.values() if figure]
    assert counted == [(row.both_roles, 3), (row.cells[SupportArea.STEM].working, 3), (3 - row.isolated, 3)]
    assert counted == [(1, 3), (1, 3), (1, 3)]


def test_all_four_areas_need_an_activity_in_each(schools: list[Institution], employer: Institution) -> None:
    for area in (SupportArea.STEM, SupportArea.LITERACY, SupportArea.LEADERSHIP, SupportArea.ENTERPRISE):
        CollaborationFactory.create(organiser=schools[0], partner=employer, schools=schools[:1], area=area)
    CollaborationFactory.create(organiser=schools[1], partner=employer, schools=schools[1:2])
    actions.publish_coverage()
    figure = standing("BUSINESS", 3).figure
    assert figure is not None
    assert (figure.count, figure.out_of) == (1, 3)


def test_figures_of_brokers_leaders_and_independents_come_from_their_own_records(
    authority: Area, schools: list[Institution]
) -> None:
    service = BrokerAreaFactory.create(area=authority)
    AccreditationFactory.create(broker=service.broker)
    for school in schools[:2]:
        RoleHolderFactory.create(institution=school, email="head@example.org")
    independent = InstitutionFactory.create(type_code="11", local_authority=authority)
    PartnershipFactory.create(institutions=[independent, schools[0]])
    PartnershipFactory.create(institutions=[independent, schools[1]], ended=True)
    RoleHolderFactory.create(institution=schools[0], role_type=RoleTypeFactory.create(code="CAREERS_LEADER"))
    day = timezone.localdate()
    assert [INDICATORS[name].of(day).count for name in ("BROKERAGE", "LEADERS", "INDEPENDENTS")] == [1, 1, 1]
    assert INDICATORS["BROKERAGE"].of(day).out_of == Area.objects.filter(kind="LOCAL_AUTHORITY").count()
    leaders = INDICATORS["CAREERS_LEADERS"].of(day)
    assert (leaders.count, leaders.out_of) == (1, 3)


def test_a_trend_is_worked_out_for_each_month_that_was_published(
    schools: list[Institution], employer: Institution
) -> None:
    today = timezone.localdate()
    actions.publish_coverage(as_at=today - timedelta(days=40))
    CollaborationFactory.create(organiser=schools[0], partner=employer, schools=schools)
    actions.publish_coverage()
    trend = trend_of_indicator(INDICATORS["STEM"], until=today)
    assert [(day, figure.value) for day, figure in trend] == [(today - timedelta(days=40), 0), (today, 100)]


def test_what_cannot_be_measured_has_no_figure() -> None:
    assert standing("PARENTS", 1).figure is None
    assert standing("PARENTS", 1).status == "Not started"


def test_a_report_is_dated_and_the_past_stays_as_it_was(administrator: User) -> None:
    row = recommendation("BUSINESS", 4)
    report_of(row, administrator, days_ago=30)
    report_of(row, administrator, status="COMPLETE", evidence="The library.")
    assert (standing("BUSINESS", 4).status, standing("BUSINESS", 4, days_ago=1).status) == (
        "Complete",
        "In progress",
    )
    assert standing("BUSINESS", 4, days_ago=31).status == "Not started"
    assert AuditEvent.objects.filter(verb="progress_reported", actor=administrator).count() == 2


def test_delivered_is_said_with_evidence_only(administrator: User) -> None:
    with pytest.raises(RuleBroken, match="where it can be seen"):
        report_of(recommendation("BUSINESS", 4), administrator, status="SUBSTANTIALLY")
    assert not Progress.objects.exists()


def test_a_day_to_come_is_refused(administrator: User) -> None:
    with pytest.raises(RuleBroken, match="in the past"):
        report_of(recommendation("BUSINESS", 4), administrator, days_ago=-1)


def test_what_is_due_and_not_delivered_is_overdue(administrator: User, england: Area) -> None:
    assert standing("BUSINESS", 5).is_overdue
    assert standing("BUSINESS", 5).lacks_evidence
    report_of(recommendation("BUSINESS", 5), administrator, status="COMPLETE", evidence="All have one.")
    assert not standing("BUSINESS", 5).is_overdue
    assert not standing("BUSINESS", 4).is_overdue


def test_only_those_over_england_report_and_name_owners(lead: User, england: Area) -> None:
    row = recommendation("BUSINESS", 1)
    with pytest.raises(PermissionDenied):
        report_of(row, lead)
    with pytest.raises(PermissionDenied):
        actions.name_owner(recommendation=row, owner=None, by=lead)


@pytest.fixture
def strand_lead(employer: Institution) -> RoleHolder:
    return RoleHolderFactory.create(
        institution=employer, role_type=RoleTypeFactory.create(code="STRAND_LEAD"), name="Ada Lead"
    )


def test_an_administrator_reports_and_names_the_owner_in_the_browser(
    client: Client, administrator: User, strand_lead: RoleHolder
) -> None:
    client.force_login(administrator)
    row = recommendation("HIGHER_EDUCATION", 6)
    today = timezone.localdate()
    day = {f"reported_on_{part}": str(getattr(today, part)) for part in ("day", "month", "year")}
    sent = {"status": "COMPLETE", "narrative": "All publish how they choose.", **day}
    refused = client.post(f"/recommendations/{row.pk}/report/", sent).content.decode()
    assert "Say where it can be seen" in refused
    assert "All publish how they choose." in refused
    client.post(f"/recommendations/{row.pk}/report/", sent | {"evidence": "A survey."})
    client.post(f"/recommendations/{row.pk}/owner/", {"owner": strand_lead.pk})
    page = client.get("/recommendations/higher-education/").content.decode()
    for words in ("All publish how they choose.", "A survey.", "Ada Lead", "Complete", row.text[:40]):
        assert words in page.replace("&#x27;", "'"), words


def test_the_page_shows_value_target_trend_and_evidence(
    client: Client, lead: User, administrator: User, schools: list[Institution], employer: Institution
) -> None:
    row = recommendation("BUSINESS", 1)
    actions.publish_coverage(as_at=timezone.localdate() - timedelta(days=40))
    PartnershipFactory.create(
        institutions=[schools[0], employer],
        agreed_on=timezone.localdate(),
        reviewed_on=timezone.localdate(),
    )
    CollaborationFactory.create(organiser=schools[0], partner=employer, schools=schools[:1])
    actions.publish_coverage()
    report_of(row, administrator, evidence="The map of England.")
    client.force_login(lead)
    page = client.get(f"/recommendations/{row.pk}/").content.decode()
    for words in (
        "33% (1 of 3)",
        "100% by 31 December 2010",
        "The map of England.",
        "<polyline",
        "0% (0 of 3)",
    ):
        assert words in page, words
    assert "Report progress" not in page
    assert InstitutionLink.objects.count() == 0


def test_the_register_as_at_a_day_shows_that_day(
    client: Client, administrator: User, schools: list[Institution]
) -> None:
    report_of(recommendation("BUSINESS", 1), administrator, days_ago=5)
    client.force_login(administrator)
    ten_days_ago = (timezone.localdate() - timedelta(days=10)).isoformat()
    assert "In progress" in client.get("/recommendations/").content.decode()
    assert "In progress" not in client.get(f"/recommendations/?on={ten_days_ago}").content.decode()
