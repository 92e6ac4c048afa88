"""Publishing coverage: whole, in parts, and never an older run over a newer one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from institutions.models import Area, Institution, SupportArea
from outcomes import actions
from outcomes.models import Level, RollupRun, SchoolCoverage
from outcomes.reports.publishing import COLUMNS
from partnerships.actions import answer_confirmation
from partnerships.models import Collaboration, Confirmation
from tests.factories import (
    CollaborationFactory,
    InstitutionFactory,
    RegisterImportFactory,
    RoleHolderFactory,
)

pytestmark = pytest.mark.django_db


def everything() -> list[tuple[object, ...]]:
    columns = ["school", *COLUMNS]
    return list(SchoolCoverage.objects.order_by("school").values_list(*columns))


def test_every_school_in_scope_gets_one_row(schools: list[Institution], authority: Area) -> None:
    InstitutionFactory.create(local_authority=authority, closed=True)
    InstitutionFactory.create(local_authority=authority, employer=True)
    run = actions.publish_coverage()
    assert run is not None
    assert run.schools == 3
    assert set(SchoolCoverage.objects.values_list("school", flat=True)) == {school.pk for school in schools}


def test_a_second_run_over_unchanged_records_changes_no_row(schools: list[Institution]) -> None:
    first = actions.publish_coverage()
    second = actions.publish_coverage()
    assert first is not None
    assert second is not None
    assert (first.changed, second.changed) == (3, 0)


def test_a_new_record_changes_one_school(schools: list[Institution], employer: Institution) -> None:
    actions.publish_coverage()
    CollaborationFactory.create(
        organiser=schools[0], partner=employer, schools=schools[:1], area=SupportArea.STEM
    )
    run = actions.publish_changes()
    assert run is not None
    assert run.changed == 1
    assert SchoolCoverage.objects.get(school=schools[0]).stem == Level.ACTIVE


def test_a_schools_answer_to_its_partner_is_noticed(
    school: Institution, employer: Institution, school_user: User
) -> None:
    record = CollaborationFactory.create(
        organiser=employer, partner=employer, schools=[school], area=SupportArea.STEM
    )
    record.contributions.update(confirmation=Confirmation.AWAITING)
    Collaboration.objects.update(updated_at=timezone.now() - timedelta(days=1))
    actions.publish_coverage()
    answer_confirmation(collaboration=record, answer="DISPUTED", words="Not here.", by=school_user)
    run = actions.publish_changes()
    assert run is not None
    assert run.changed == 1
    assert SchoolCoverage.objects.get(school=school).stem == Level.NOTHING


def test_after_an_import_a_school_that_closed_leaves_the_figures(schools: list[Institution]) -> None:
    actions.publish_coverage()
    Institution.objects.filter(pk=schools[0].pk).update(status=Institution.Status.CLOSED)
    RegisterImportFactory.create(updated=0, unchanged=1)
    assert actions.publish_changes() is None
    RegisterImportFactory.create(updated=1)
    actions.publish_changes()
    assert not SchoolCoverage.objects.filter(school=schools[0]).exists()
    assert SchoolCoverage.objects.count() == 2


def test_bringing_up_to_date_gives_the_same_rows_as_starting_from_nothing(
    schools: list[Institution], employer: Institution
) -> None:
    actions.publish_coverage()
    CollaborationFactory.create(
        organiser=schools[0], partner=employer, schools=schools, area=SupportArea.ENTERPRISE
    )
    RoleHolderFactory.create(institution=schools[1])
    actions.publish_changes()
    in_parts = everything()
    SchoolCoverage.objects.all().delete()
    actions.publish_coverage()
    assert in_parts == everything()


def test_changes_long_before_the_last_run_are_not_looked_at_again(schools: list[Institution]) -> None:
    actions.publish_coverage()
    assert actions.schools_changed_since(timezone.now() + timedelta(seconds=1)) == []


def test_the_first_bringing_up_to_date_is_a_full_run(schools: list[Institution]) -> None:
    run = actions.publish_changes()
    assert run is not None
    assert run.is_full
    assert RollupRun.objects.count() == 1
