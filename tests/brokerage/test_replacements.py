"""A party leaves a partnership: the others are protected, and somebody is sought in its place."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from brokerage import actions
from brokerage.models import Request
from core.errors import RuleBroken
from core.models import OutgoingEmail
from institutions.models import Institution, Term
from partnerships.actions import Notice
from partnerships.models import Partnership
from partnerships.queries.history import history
from partnerships.queries.record import read
from tests.factories import InstitutionFactory, MembershipFactory, PartnershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def four() -> list[Institution]:
    return [InstitutionFactory.create(name=f"School {letter}") for letter in "ABCD"]


@pytest.fixture
def people(four: list[Institution]) -> list[User]:
    return [MembershipFactory.create(institution=school).user for school in four]


@pytest.fixture
def partnership(four: list[Institution]) -> Partnership:
    return PartnershipFactory.create(institutions=four, areas=["STEM"])


def notice(**different: Any) -> Notice:
    today = timezone.localdate()
    usual: dict[str, Any] = {
        "noticed_on": today - timedelta(days=10),
        "leaves_on": today,
        "reason": Term.objects.get(vocabulary="LEAVING_REASON", code="STAFF"),
        "effect": "Nobody teaches the electronics days.",
    }
    return Notice(**(usual | different))


def test_d_12_a_withdrawal_protects_the_others(
    client: Client, partnership: Partnership, four: list[Institution], people: list[User]
) -> None:
    """Withdrawal that protects others: peers D-12."""
    leaver = partnership.parties.get(institution=four[0])
    venue = Term.objects.get(vocabulary="RESPONSIBILITY", code="VENUE")
    partnership.responsibilities.create(line=venue, lead=leaver)
    client.force_login(people[0])
    here = reverse("partnerships:partnership", args=[partnership.pk])
    address = reverse("brokerage:leave_partnership", args=[partnership.pk, leaver.pk])
    assert address in client.get(here).content.decode()
    told = {"reason": "STAFF", "effect": "Nobody teaches the electronics days."}
    for name, day in (
        ("noticed_on", timezone.localdate() - timedelta(days=10)),
        ("leaves_on", timezone.localdate()),
    ):
        told |= {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}
    assert client.post(address, told).url == here
    partnership.refresh_from_db()
    assert partnership.stage in Partnership.LIVE
    assert [party.institution for party in read(partnership).parties] == four[1:]
    letters = OutgoingEmail.objects.filter(subject__contains="leaves")
    assert set(letters.values_list("to", flat=True)) == {person.email for person in people[1:]}
    request = Request.objects.get()
    assert (request.school, request.area, request.is_open) == (four[1], "STEM", True)
    assert "School A leaves" in request.words
    leaver.refresh_from_db()
    assert leaver.withdrawal.notice_days == 10
    assert not partnership.responsibilities.exists()
    assert "with 10 days of notice" in history(partnership)[1].words
    client.force_login(people[1])
    page = client.get(here).content.decode()
    assert "Nobody teaches the electronics days." in page


def test_until_its_last_day_a_party_is_one(
    partnership: Partnership, four: list[Institution], people: list[User]
) -> None:
    leaver = partnership.parties.get(institution=four[0])
    tomorrow = timezone.localdate() + timedelta(days=1)
    actions.leave_partnership(party=leaver, notice=notice(leaves_on=tomorrow), by=people[0])
    assert leaver in partnership.parties.current()
    assert leaver not in partnership.parties.current(tomorrow)
    with pytest.raises(RuleBroken, match="has given notice already"):
        actions.leave_partnership(party=leaver, notice=notice(), by=people[0])


def test_two_alone_end_it_instead(four: list[Institution], people: list[User]) -> None:
    pair = PartnershipFactory.create(institutions=four[:2])
    with pytest.raises(RuleBroken, match="End the partnership instead"):
        actions.leave_partnership(party=pair.parties.get(institution=four[0]), notice=notice(), by=people[0])
    assert not Request.objects.exists()


def test_nobody_is_put_out_by_another(
    partnership: Partnership, four: list[Institution], people: list[User]
) -> None:
    with pytest.raises(PermissionDenied):
        actions.leave_partnership(
            party=partnership.parties.get(institution=four[0]), notice=notice(), by=people[1]
        )
