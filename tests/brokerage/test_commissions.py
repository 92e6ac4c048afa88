"""What a school commissions from a delivery partner for what it asked for."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from brokerage import actions
from brokerage.models import Commission, Request, RequestKind
from core.errors import RuleBroken
from institutions.models import Institution
from tests.factories import RequestFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def need(school: Institution) -> Request:
    kind = RequestKind.objects.get(code="DELIVERY_PARTNER")
    return RequestFactory.create(school=school, kind=kind)


def days(**when: int) -> dict[str, str]:
    """Dates of a form, so many days from today."""
    today = timezone.localdate()
    return {
        f"{name}_{part}": str(getattr(today + timedelta(days=number), part))
        for name, number in when.items()
        for part in ("day", "month", "year")
    }


def test_a_school_keeps_from_whom_it_commissioned_what_until_when_and_what_came_of_it(
    client: Client, need: Request, school: Institution, school_user: User, employer: Institution
) -> None:
    client.force_login(school_user)
    page = reverse("brokerage:request", args=[need.pk])
    address = reverse("brokerage:commission_delivery", args=[need.pk])
    assert address in client.get(page).content.decode()
    typed = {"commissioner": school.pk, "provider": employer.name, "what": "Ten sessions", "value": "4,500"}
    early = client.post(address, typed | days(starts_on=-60, ends_on=-90)).content.decode()
    assert "The last day must be on or after the first day." in early
    assert client.post(address, typed | days(starts_on=-60, ends_on=-1)).status_code == 302
    commission = Commission.objects.get()
    shown = client.get(page).content.decode()
    assert "£4,500" in shown
    assert "Outcome awaited" in shown
    outcome = reverse("brokerage:tell_commission_outcome", args=[need.pk, commission.pk])
    client.post(outcome, {"outcome": "All ten took place."})
    shown = client.get(page).content.decode()
    assert "What came of it: All ten took place." in shown
    assert "Outcome awaited" not in shown


def test_only_the_school_or_its_trust_commissions_and_from_another(
    need: Request, school: Institution, trust: Institution, lead: User, employer: Institution, broker: User
) -> None:
    today = timezone.localdate()
    said: dict[str, Any] = {"what": "W", "starts_on": today, "ends_on": today, "value": None}
    by_trust = {"request": need, "commissioner": trust, "provider": employer, "by": lead}
    assert actions.commission_delivery(**said | by_trust).commissioner == trust
    other = Institution.objects.members_of(trust).exclude(pk=school.pk)[0]
    for different, sentence in (
        ({"commissioner": other}, "Only the school itself or its trust"),
        ({"provider": trust}, "nobody commissions from itself"),
        ({"request": RequestFactory.create(school=school, area="LITERACY")}, "nothing is commissioned"),
    ):
        with pytest.raises(RuleBroken, match=sentence):
            actions.commission_delivery(**said | by_trust | different)
    with pytest.raises(PermissionDenied):
        actions.commission_delivery(**said | by_trust | {"by": broker})
