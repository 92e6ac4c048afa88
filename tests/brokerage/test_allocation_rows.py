"""Single rows of a run are left out by somebody who knows better, and put back."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, User
from brokerage import actions
from brokerage.models import AllocationRow, AllocationRun, Introduction
from core.errors import RuleBroken
from institutions.models import Area, Institution
from tests.allocation_factories import AllocationRowFactory, AllocationRunFactory
from tests.factories import OfferFactory

pytestmark = pytest.mark.django_db
State = AllocationRow.State


@pytest.fixture
def run(authority: Area) -> AllocationRun:
    return AllocationRunFactory.create(rehearsed=True, areas=[authority])


@pytest.fixture
def row(run: AllocationRun, schools: list[Institution]) -> AllocationRow:
    offer = OfferFactory.create(places=3)
    AllocationRowFactory.create(run=run, school=schools[1], offer=offer)
    return AllocationRowFactory.create(run=run, school=schools[0], offer=offer)


def left_out(row: AllocationRow, by: User) -> AllocationRow:
    return actions.leave_out_row(row=row, words="Its head is away this term.", by=by)


def test_what_is_left_out_is_not_sent_and_the_others_are(row: AllocationRow, administrator: User) -> None:
    left_out(row, administrator)
    assert left_out(row, administrator).refusal == "Its head is away this term."
    actions.send_run(run=row.run, by=administrator)
    [sent] = Introduction.objects.all()
    assert sent.school_id != row.school_id
    row.refresh_from_db()
    assert row.state == State.LEFT_OUT
    assert AuditEvent.objects.filter(verb="row_left_out", subject_id=row.run_id).count() == 1


def test_what_is_put_back_is_sent(row: AllocationRow, administrator: User) -> None:
    left_out(row, administrator)
    assert actions.put_back_row(row=row, by=administrator).refusal == ""
    actions.send_run(run=row.run, by=administrator)
    assert Introduction.objects.filter(school=row.school_id).count() == 1


@pytest.mark.parametrize("deed", [left_out, lambda row, by: actions.put_back_row(row=row, by=by)])
def test_only_before_the_run_is_sent_and_only_by_those_who_may_plan_one(
    row: AllocationRow, administrator: User, school_user: User, deed: Callable[[AllocationRow, User], object]
) -> None:
    with pytest.raises(PermissionDenied):
        deed(row, school_user)
    actions.send_run(run=row.run, by=administrator)
    with pytest.raises(RuleBroken, match="The run is: sent"):
        deed(row, administrator)


def test_a_row_without_an_offer_is_nothing_to_leave_out(run: AllocationRun, administrator: User) -> None:
    row = AllocationRowFactory.create(run=run, nothing=True)
    with pytest.raises(RuleBroken, match="nothing to leave out"):
        left_out(row, administrator)


def test_from_the_page_of_the_row(row: AllocationRow, administrator: User, client: Client) -> None:
    client.force_login(administrator)
    page, form, back = (
        reverse(f"brokerage:{name}", args=[row.run_id, row.pk])
        for name in ("allocation_row", "leave_out_row", "put_back_row")
    )
    assert form in client.get(page).content.decode()
    assert "Enter why this one is left out" in client.post(form, {"words": ""}).content.decode()
    shown = client.post(form, {"words": "They asked us to wait."}, follow=True).content.decode()
    assert "Left out by hand: They asked us to wait." in shown
    listed = reverse("brokerage:allocation_rows", args=[row.run_id]) + "?show=left_out"
    assert row.school.name in client.get(listed).content.decode()
    assert (
        "1 left out by hand"
        in client.get(reverse("brokerage:allocation_run", args=[row.run_id])).content.decode()
    )
    assert client.get(form)["Location"] == page
    assert "Leave this one out" in client.post(back, follow=True).content.decode()
