"""What was judged of low value, and what was stopped, for those who can do something about it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from institutions.models import Area, Institution
from partnerships.models import Partnership, Programme, ProgrammeKind, Review, StageEntry
from partnerships.queries.low_value import judged_low
from tests.factories import AreaFactory, MembershipFactory, PartnershipFactory
from tests.partnerships.test_reviews import ask, say

pytestmark = pytest.mark.django_db

PAGE = "/partnerships/stopped/"


@pytest.fixture
def partnership(trust: Institution, employer: Institution) -> Partnership:
    return PartnershipFactory.create(institutions=[trust, employer], title="Talks for all")


def close(review: Review) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Review.objects.filter(pk=review.pk).update(closes_on=yesterday, opened_on=yesterday)


def test_a_partnership_whose_latest_review_is_low_is_listed_for_its_parties_and_administrators(
    client: Client,
    partnership: Partnership,
    trust: Institution,
    authority: Area,
    lead: User,
    stranger: User,
) -> None:
    review = ask("HEALTH", partnership, trust, lead)
    say(review, trust, lead, 2)
    assert judged_low(lead) == []  # the other side has not answered
    close(review)
    la = MembershipFactory.create(over_area=True, area=authority).user
    for reader, is_own in ((lead, True), (la, False)):
        client.force_login(reader)
        page = client.get(PAGE).content.decode()
        assert "Talks for all" in page
        assert (reverse("partnerships:review", args=[review.pk]) in page) is is_own
    elsewhere = MembershipFactory.create(over_area=True, area=AreaFactory.create()).user
    assert judged_low(stranger) == judged_low(elsewhere) == []
    again = ask("HEALTH", partnership, trust, lead)
    say(again, trust, lead, 3)
    close(again)
    assert judged_low(lead) == []


def test_what_does_not_judge_value_lists_nothing(
    partnership: Partnership, trust: Institution, lead: User
) -> None:
    review = ask("SET_UP", partnership, trust, lead)
    say(review, trust, lead, 1)
    close(review)
    assert judged_low(lead) == []


def test_stopped_pilots_and_programmes_are_listed(
    client: Client, partnership: Partnership, lead: User, stranger: User
) -> None:
    today = timezone.localdate()
    StageEntry.objects.create(partnership=partnership, stage="ENDED", began_on=today, decision="STOP")
    kind = ProgrammeKind.objects.get(code="PILOT")
    Programme.objects.create(
        title="Saturday school",
        summary="S",
        kind=kind,
        starts_on=today,
        decision="STOP",
        decided_on=today,
        decision_reason="Few came.",
    )
    client.force_login(lead)
    page = client.get(PAGE).content.decode()
    assert "Talks for all" in page
    assert "Few came." in page
    client.force_login(stranger)
    page = client.get(PAGE).content.decode()
    assert "Talks for all" not in page
    assert "Few came." in page
