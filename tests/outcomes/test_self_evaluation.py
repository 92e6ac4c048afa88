"""A school's own evaluation of its work with others, filled in from its records."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, User
from institutions.models import Institution, SupportArea
from outcomes.reports.self_evaluation import self_evaluation_of
from partnerships import actions
from partnerships.actions import Judged
from partnerships.models import Confirmation, CriteriaSet
from tests.factories import CollaborationFactory, PartnershipFactory
from tests.outcomes.test_downloads import workbook
from tests.partnerships.documents import a_document

pytestmark = pytest.mark.django_db


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def rows_of(title: str, school: Institution, viewer: User, on: date | None = None) -> list[list[Any]]:
    pack = self_evaluation_of(school, on=on or timezone.localdate(), viewer=viewer)
    return next(each.rows for each in pack.sections if each.title == title)


def worked(school: Institution, employer: Institution, *, pupils: int, **facts: Any) -> None:
    record = CollaborationFactory.create(
        organiser=school, partner=employer, schools=[school], area=SupportArea.STEM, **facts
    )
    record.contributions.get().participations.all().delete()
    record.contributions.get().participations.create(year_group="Y09", pupils=pupils)


def test_a_school_reads_its_records_in_the_order_of_the_form(
    client: Client, school: Institution, employer: Institution, school_user: User
) -> None:
    together = PartnershipFactory.create(institutions=[school, employer], started_on=days_ago(400))
    aim = together.aims.create(
        words="More engineers", measured_by="Entries", target=9, target_on=days_ago(-90)
    )
    told = {"deliverer": employer, "measured_on": days_ago(9), "reported_by": school_user}
    aim.results.create(value=7, **told)
    plan = a_document("IMPROVEMENT_PLAN", school)
    plan.goals.create(words="Bridges for all", measured_by="Entries").partnerships.add(together)
    client.force_login(school_user)
    quality = reverse("partnerships:institution_quality", args=[school.pk])
    address = reverse("outcomes:self_evaluation", args=[school.pk])
    assert address in client.get(quality).content.decode()
    page = client.get(address).content.decode()
    in_order = ["Partnerships", "Activities", "Pupils who took part", "More engineers", "Bridges for all"]
    places = [page.index(words) for words in in_order]
    assert places == sorted(places)
    assert rows_of("What came of its aims", school, school_user)[0][2:4] == ["9", "7"]
    assert rows_of("Goals of its plan", school, school_user)[0][-1] == "None for a year"


def test_pupils_are_counted_as_at_the_day_without_what_is_disputed(
    school: Institution, employer: Institution, school_user: User
) -> None:
    worked(school, employer, pupils=30, starts_on=days_ago(40))
    worked(school, employer, pupils=12, starts_on=days_ago(20))
    worked(school, employer, pupils=500, starts_on=days_ago(400))
    disputed = {"partner_confirmation": Confirmation.DISPUTED}
    worked(school, employer, pupils=800, starts_on=days_ago(40), **disputed)
    counted = {on: rows_of("Pupils who took part", school, school_user, on=days_ago(on)) for on in (0, 30)}
    assert counted == {0: [["Year 9", 42, None]], 30: [["Year 9", 30, None]]}


def test_the_schools_own_judgement_stands_in_it_with_its_reason(
    school: Institution, school_user: User
) -> None:
    questions = CriteriaSet.objects.filter(kind__code="SELF_JUDGEMENT", valid_to=None).get()
    review = actions.open_review(
        criteria_set=questions, about=school, asked_by=school, on=days_ago(3), by=school_user
    )
    point = questions.scale.points.get(value=3)
    judged = {criterion: Judged(point, "Partners come back.") for criterion in questions.criteria.all()}
    actions.answer_review(respondent=review.respondents.get(), judged=judged, by=school_user)
    [row] = rows_of("How well it works", school, school_user)
    assert (row[1], row[-2:]) == (school.name, [str(point), "Partners come back."])
    assert rows_of("How well it works", school, school_user, on=days_ago(4)) == []


def test_it_is_for_the_schools_own_people_and_taken_away_as_a_spreadsheet(
    client: Client, school: Institution, employer: Institution, school_user: User, stranger: User
) -> None:
    worked(school, employer, pupils=30, starts_on=days_ago(40))
    address = reverse("outcomes:self_evaluation_ods", args=[school.pk])
    client.force_login(stranger)
    assert client.get(address).status_code == 404
    client.force_login(school_user)
    sheets = workbook(client.get(address).content)
    assert ("float", "30") in sheets["Pupils who took part"][1]
    assert AuditEvent.objects.filter(verb="figures_downloaded").count() == 1
