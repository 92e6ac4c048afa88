"""Who leaves a role leaves partnerships, introductions and drafts to somebody."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from brokerage import tasks
from institutions import actions
from institutions.models import HandOverTask, Institution, RoleHolder, RoleType
from tests.brokerage.conftest import Ask
from tests.factories import CollaborationFactory, PartnershipFactory, RoleHolderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder(school: Institution, school_user: User) -> RoleHolder:
    return RoleHolderFactory.create(
        role_type=RoleType.objects.get(code="SLT_BUSINESS_LEAD"), institution=school, user=school_user
    )


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks.open_hand_over, "delay", tasks.open_hand_over)


def _left() -> list[str]:
    return sorted(HandOverTask.objects.values_list("what", flat=True))


def test_a_leavers_partnerships_introductions_and_drafts_become_tasks_that_day(
    client: Client,
    school: Institution,
    employer: Institution,
    school_user: User,
    holder: RoleHolder,
    ask: Ask,
) -> None:
    partnership = PartnershipFactory.create(institutions=[school, employer])
    PartnershipFactory.create(institutions=[school, employer], ended=True)
    introduction = ask()
    draft = CollaborationFactory.create(organiser=school, logged_by=school_user, draft=True)
    actions.end_role(role_holder=holder, ended_on=timezone.localdate(), by=school_user)
    for _ in range(2):
        tasks.open_hand_overs()
    assert _left() == [
        f"Draft: {draft}",
        f"Introduction: {introduction.offer} for {school}",
        f"Partnership: {partnership}",
    ]
    client.force_login(school_user)
    assert "3 things to hand over" in client.get(reverse("outcomes:home")).content.decode()
    for task in HandOverTask.objects.all():
        assert client.get(task.address).status_code == 200


def test_nothing_is_listed_before_the_day_of_leaving(
    school: Institution, employer: Institution, school_user: User, holder: RoleHolder
) -> None:
    PartnershipFactory.create(institutions=[school, employer])
    soon = timezone.localdate() + timedelta(days=7)
    actions.end_role(role_holder=holder, ended_on=soon, by=school_user)
    tasks.open_hand_overs()
    assert _left() == []
    RoleHolder.objects.update(started_on=soon - timedelta(days=30), ended_on=timezone.localdate())
    tasks.open_hand_overs()
    assert len(_left()) == 1


@pytest.mark.parametrize(("code", "count"), [("CAREERS_LEADER", 0), ("SLT_BUSINESS_LEAD", 1)])
def test_only_who_answers_for_partnerships_leaves_them(
    school: Institution, employer: Institution, code: str, count: int
) -> None:
    PartnershipFactory.create(institutions=[school, employer])
    left: dict[str, Any] = {"ended_on": timezone.localdate()}
    RoleHolderFactory.create(institution=school, role_type=RoleType.objects.get(code=code), **left)
    tasks.open_hand_overs()
    assert len(_left()) == count
