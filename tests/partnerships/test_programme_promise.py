"""What a programme brings, how many its members take on, and whom it reached."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from institutions.models import Institution
from partnerships import actions
from partnerships.models import MemberCount, Programme
from tests.factories import InstitutionFactory, MembershipFactory
from tests.partnerships.programmes import founded, on_day, page_of, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def consortium(leading: Client) -> Programme:
    """Realising Opportunities: two universities, one year."""
    programme = founded(
        leading, "CONSORTIUM", title="Realising Opportunities", award_requirement="Complete the assignment."
    )
    InstitutionFactory.create(university=True, name="Coast University")
    sent(leading, "add_programme_party", programme, institution="Coast University", role="MEMBER")
    sent(leading, "open_cohort", programme, year="2026/27")
    return programme


def test_each_university_of_a_consortium_counts_its_pupils_and_offers_to_those_who_complete(
    leading: Client, consortium: Programme, university: Institution, university_user: User
) -> None:
    coast = Institution.objects.get(name="Coast University")
    sent(leading, "count_member", consortium, "2026-27", member=university.pk, pupils="140", completed="96")
    leading.force_login(MembershipFactory.create(institution=coast).user)
    asked = leading.get(reverse("partnerships:count_member", args=[consortium.pk, "2026-27"]))
    assert list(asked.context["form"].fields["member"].queryset) == [coast]
    sent(leading, "count_member", consortium, "2026-27", member=coast.pk, pupils="61")
    typed = {"condition": "One grade lower", "courses": "History V100", "university": coast.pk}
    sent(leading, "offer_progression", consortium, **typed)
    own = page_of(leading, consortium)
    assert "61" in own
    assert "not yet" in own
    assert ">140<" not in own
    assert "History V100" in own
    leading.force_login(university_user)
    everybody = page_of(leading, consortium)
    assert ">140<" in everybody
    assert ">96<" in everybody
    assert ">61<" in everybody


def test_only_members_count_and_only_for_themselves(
    consortium: Programme, employer: Institution, employer_user: User, university_user: User
) -> None:
    cohort = consortium.cohorts.get()
    with pytest.raises(RuleBroken, match="is no member"):
        actions.count_member(cohort=cohort, member=employer, pupils=3, completed=None, by=university_user)
    coast = Institution.objects.get(name="Coast University")
    with pytest.raises(PermissionDenied):
        actions.count_member(cohort=cohort, member=coast, pupils=3, completed=None, by=employer_user)
    with pytest.raises(RuleBroken, match="No more can complete it"):
        actions.count_member(cohort=cohort, member=coast, pupils=3, completed=4, by=university_user)
    assert not MemberCount.objects.visible_to(employer_user).exists()


def test_a_university_that_has_no_part_promises_nothing(
    leading: Client, consortium: Programme, university: Institution, university_user: User
) -> None:
    other = InstitutionFactory.create(university=True)
    with pytest.raises(RuleBroken, match="has no part in it"):
        actions.offer_progression(
            programme=consortium, university=other, condition="C", courses=["X"], by=university_user
        )
    address = reverse("partnerships:offer_progression", args=[consortium.pk])
    many = {"university": university.pk, "condition": "C", "courses": "\n".join("abcdefghijklmnopqrstu")}
    assert "Enter 20 courses or fewer" in leading.post(address, many).content.decode()


def test_a_campaign_notes_whom_it_reached_beyond_schools_with_who_says_so(
    leading: Client, employer_user: User
) -> None:
    campaign = founded(
        leading,
        "CAMPAIGN",
        title="Science: so what",
        audience="Families",
        behaviour="Talk about science",
        **on_day("starts_on", date(2025, 9, 1)),
    )
    results = reverse("outcomes:programme_results", args=[campaign.pk])
    assert "Nobody is counted yet" in leading.get(results).content.decode()
    for whom, people in (("Readers of the local paper", "40000"), ("Families at the fair", "350")):
        day = on_day("reached_on", date(2026, 3, 1))
        sent(leading, "note_reach", campaign, whom=whom, people=people, source="The paper", **day)
    page = leading.get(results).content.decode()
    assert "40,350 people, if nobody is counted twice" in page
    assert "Readers of the local paper" in page
    sent(leading, "take_back_reach", campaign, campaign.reached.get(people=350).pk)
    assert "40,000 people." in leading.get(results).content.decode()
    leading.force_login(employer_user)
    assert "Take back" not in leading.get(results).content.decode()
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(RuleBroken, match="today or in the past"):
        actions.note_reach(
            programme=campaign,
            whom="W",
            people=1,
            reached_on=tomorrow,
            source="S",
            by=User.objects.get(name="Uma University"),
        )
    with pytest.raises(PermissionDenied):
        actions.take_back_reach(reach=campaign.reached.get(), by=employer_user)
