"""Who may plan, send and cancel a run, and when it is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import AuditEvent, User
from brokerage import actions
from brokerage.models import AllocationRun
from core.dates import academic_year
from core.errors import RuleBroken
from institutions.models import Area, Institution, Role
from tests.allocation_factories import AllocationRunFactory
from tests.factories import (
    AreaFactory,
    InstitutionFactory,
    MembershipFactory,
)

State = AllocationRun.State
Plan = Callable[..., AllocationRun]


@pytest.fixture
def plan(authority: Area, schools: list[Institution], administrator: User) -> Plan:
    """Plan a run for the authority; anything about it can be said otherwise."""

    def plan(**otherwise: Any) -> AllocationRun:
        asked: dict[str, Any] = {
            "areas": [authority],
            "year": academic_year(timezone.localdate()),
            "support_areas": ["STEM"],
            "by": administrator,
        }
        return actions.plan_run(**(asked | otherwise))

    return plan


def test_a_run_is_planned_and_handed_to_a_worker(
    plan: Plan, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch, authority: Area
) -> None:
    handed: list[dict[str, Any]] = []
    monkeypatch.setattr("brokerage.tasks.rehearse_run.apply_async", lambda *a, **k: handed.append(k or a[1]))
    with django_capture_on_commit_callbacks(execute=True):
        run = plan()
    assert (run.state, list(run.areas.all())) == (State.PLANNED, [authority])
    assert len(handed) == 1
    assert AuditEvent.objects.filter(verb="run_planned", subject_id=run.pk).exists()


def test_the_draw_between_equals_is_the_days_and_the_places(plan: Plan, region: Area) -> None:
    first = plan()
    AllocationRun.objects.update(state=State.CANCELLED)
    assert plan().salt == first.salt
    AllocationRun.objects.update(state=State.CANCELLED)
    assert plan(areas=[region]).salt != first.salt


def test_administrators_at_or_above_the_area_may_plan_and_others_may_not(
    plan: Plan, region: Area, authority: Area, stranger: User, lead: User, employer_user: User
) -> None:
    elsewhere = MembershipFactory.create(over_area=True, area=AreaFactory.create()).user
    for person in (stranger, lead, employer_user, elsewhere):
        with pytest.raises(PermissionDenied):
            plan(by=person)
    for area in (region, authority):
        plan(by=MembershipFactory.create(over_area=True, area=area).user)
        AllocationRun.objects.update(state=State.CANCELLED)


def test_an_administrator_of_an_authority_may_not_plan_for_its_region(
    plan: Plan, region: Area, authority: Area
) -> None:
    with pytest.raises(PermissionDenied):
        plan(areas=[authority, region], by=MembershipFactory.create(over_area=True, area=authority).user)


def test_a_broker_may_plan_where_it_serves_and_only_who_may_act_for_it(
    plan: Plan, broker: User, broker_organisation: Institution, authority: Area
) -> None:
    assert plan(by=broker).planned_by == broker
    reader = MembershipFactory.create(institution=broker_organisation, role=Role.READER).user
    at_home = MembershipFactory.create(over_area=True, area=AreaFactory.create()).user
    InstitutionFactory.create(broker=True, local_authority=at_home.memberships.get().area)
    for person in (reader, at_home):
        with pytest.raises(PermissionDenied):
            plan(by=person)
    broker_organisation.broker_areas.update(valid_to="2026-01-01")
    AllocationRun.objects.update(state=State.CANCELLED)
    with pytest.raises(PermissionDenied):
        plan(by=broker)


@pytest.mark.parametrize(
    ("otherwise", "message"),
    [
        ({"areas": []}, "Select an area."),
        ({"support_areas": []}, "Select at least one area of support."),
        ({"year": "2019/20"}, "The school year 2019/20 is over."),
    ],
)
def test_what_cannot_be_planned_is_refused_in_a_sentence(
    plan: Plan, otherwise: dict[str, Any], message: str
) -> None:
    with pytest.raises(RuleBroken, match=message):
        plan(**otherwise)


def test_two_runs_never_work_over_the_same_ground(plan: Plan, region: Area, authority: Area) -> None:
    plan(areas=[region])
    with pytest.raises(RuleBroken, match="Another run is at work over Northern Dales"):
        plan(areas=[authority])
    InstitutionFactory.create(local_authority=(beside := AreaFactory.create(parent=region.parent)))
    assert plan(areas=[beside]).state == State.PLANNED


def test_a_run_that_is_rehearsed_stands_in_nobodys_way_until_it_is_sent(
    plan: Plan, authority: Area, administrator: User
) -> None:
    rehearsed = AllocationRunFactory.create(rehearsed=True, areas=[authority])
    plan()
    with pytest.raises(RuleBroken, match="Another run is at work"):
        actions.publish_run(run=rehearsed, by=administrator)
    AllocationRun.objects.filter(state=State.PLANNED).update(state=State.CANCELLED)
    assert actions.publish_run(run=rehearsed, by=administrator).state == State.PUBLISHING


def test_only_what_is_rehearsed_can_be_sent_and_twice_is_once(authority: Area, administrator: User) -> None:
    planned = AllocationRunFactory.create(areas=[authority])
    with pytest.raises(RuleBroken, match="waiting to begin"):
        actions.publish_run(run=planned, by=administrator)
    AllocationRun.objects.update(state=State.CANCELLED)
    run = AllocationRunFactory.create(rehearsed=True, areas=[authority])
    actions.publish_run(run=run, by=administrator)
    actions.publish_run(run=run, by=administrator)
    assert AuditEvent.objects.filter(verb="run_published", subject_id=run.pk).count() == 1


def test_a_run_is_cancelled_until_it_is_over(authority: Area, administrator: User) -> None:
    for state in (State.PLANNED, State.REHEARSING, State.REHEARSED, State.PUBLISHING):
        run = AllocationRunFactory.create(rehearsed=True, state=state, areas=[authority])
        assert actions.cancel_run(run=run, by=administrator).state == State.CANCELLED
        assert actions.cancel_run(run=run, by=administrator).state == State.CANCELLED
    over = AllocationRunFactory.create(rehearsed=True, state=State.PUBLISHED, areas=[authority])
    with pytest.raises(RuleBroken, match="The run is: sent"):
        actions.cancel_run(run=over, by=administrator)


def test_others_may_neither_send_nor_cancel(authority: Area, stranger: User, lead: User) -> None:
    run = AllocationRunFactory.create(rehearsed=True, areas=[authority])
    for person in (stranger, lead):
        with pytest.raises(PermissionDenied):
            actions.publish_run(run=run, by=person)
        with pytest.raises(PermissionDenied):
            actions.cancel_run(run=run, by=person)


def test_a_run_is_seen_by_those_who_oversee_all_of_it(
    authority: Area, region: Area, broker: User, administrator: User, lead: User, stranger: User
) -> None:
    here = AllocationRunFactory.create(areas=[authority])
    wide = AllocationRunFactory.create(areas=[authority, AreaFactory.create()])
    la = MembershipFactory.create(over_area=True, area=authority).user
    seen = {
        person.name: set(AllocationRun.objects.visible_to(person))
        for person in (administrator, la, broker, lead, stranger)
    }
    assert seen == {
        administrator.name: {here, wide},
        la.name: {here},
        broker.name: {here},
        lead.name: set(),
        stranger.name: set(),
    }
