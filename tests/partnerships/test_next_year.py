"""This year's list becomes next year's plan."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import User
from core.errors import RuleBroken
from institutions.models import Institution
from partnerships import actions
from partnerships.models import Collaboration
from tests.partnerships.conftest import Log

pytestmark = pytest.mark.django_db

PAGE = "/collaborations/next-year/"


def test_what_is_selected_becomes_a_draft_a_year_later_once(
    client: Client, log: Log, lead: User, schools: list[Institution]
) -> None:
    record = log()
    client.force_login(lead)
    assert "Bridge building day" in client.get(PAGE).content.decode()
    client.post(PAGE, {"records": [record.pk]})
    draft = Collaboration.objects.drafts().get()
    assert record.starts_on
    assert (draft.follows, draft.starts_on) == (record, record.starts_on + timedelta(weeks=52))
    assert (draft.partner, draft.year_groups) == (record.partner, ["Y09"])
    assert {part.school for part in draft.contributions.all()} == set(schools)
    assert not draft.contributions.filter(participations__isnull=False).exists()
    assert "is planned again already" in client.get(PAGE).content.decode()
    html = client.get(f"/collaborations/{record.pk}/").content.decode()
    assert f'href="/collaborations/{draft.pk}/"' in html
    assert actions.plan_next_year(organiser=record.organiser, records=[record], by=lead) == []


def test_a_school_that_left_the_trust_is_not_planned_for(
    log: Log, lead: User, trust: Institution, schools: list[Institution]
) -> None:
    record = log()
    trust.memberships.filter(member=schools[0]).delete()
    [draft] = actions.plan_next_year(organiser=trust, records=[record], by=lead)
    assert schools[0] not in {part.school for part in draft.contributions.all()}


def test_nobody_plans_from_a_draft_or_from_what_others_recorded(
    log: Log, lead: User, employer: Institution, employer_user: User, trust: Institution
) -> None:
    record = log()
    with pytest.raises(RuleBroken, match="that you have recorded"):
        actions.plan_next_year(organiser=employer, records=[record], by=employer_user)
    Collaboration.objects.update(state="DRAFT")
    with pytest.raises(RuleBroken, match="that you have recorded"):
        actions.plan_next_year(organiser=trust, records=[record], by=lead)
