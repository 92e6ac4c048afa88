"""From what was found by asking people, through a need, to the programme that answers it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import User
from brokerage import actions
from brokerage.actions import RequestFacts
from brokerage.models import Request
from core.errors import RuleBroken
from institutions.models import Institution
from partnerships.models import Programme
from tests.partnerships.programmes import founded, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def need(school: Institution, lead: User) -> Request:
    """Found by asking parents."""
    found = RequestFacts(area="STEM", words="Science at home", source="Parents of Year 9, in May")
    return actions.make_request(school=school, facts=found, by=lead)


def test_what_parents_said_becomes_a_need_that_names_its_programme_and_is_named_by_it(
    leading: Client, need: Request, lead: User, stranger: User
) -> None:
    programme = founded(leading, "PROGRAMME", title="Family science")
    results = reverse("outcomes:programme_results", args=[programme.pk])
    page = reverse("brokerage:request", args=[need.pk])
    leading.force_login(lead)
    typed = {"programme": programme.pk}
    leading.post(reverse("brokerage:name_answering_programme", args=[need.pk]), typed)
    shown = leading.get(page).content.decode()
    assert "Family science" in shown
    assert "Parents of Year 9, in May" in shown
    answered = leading.get(results).content.decode()
    assert "Needs that it answers" in answered
    assert "Parents of Year 9, in May" in answered
    again = leading.post(reverse("brokerage:name_answering_programme", args=[need.pk]), typed)
    assert "It is named already" in again.content.decode()
    leading.force_login(stranger)
    told = leading.get(results).content.decode()
    assert "1 need of a school that you do not see" in told
    assert "Parents of Year 9" not in told
    leading.force_login(lead)
    leading.post(reverse("brokerage:drop_answering_programme", args=[need.pk, programme.pk]))
    assert "None is named" in leading.get(page).content.decode()


def test_only_the_school_and_who_works_on_it_names_one_that_still_runs(
    leading: Client, need: Request, lead: User, university_user: User
) -> None:
    pilot = founded(leading, "PILOT")
    with pytest.raises(PermissionDenied):
        actions.name_answering_programme(request=need, programme=pilot, by=university_user)
    sent(leading, "decide_programme", pilot, decision="STOP", reason="Nobody came.")
    with pytest.raises(RuleBroken, match="is over"):
        actions.name_answering_programme(request=need, programme=Programme.objects.get(), by=lead)
    leading.force_login(lead)
    asked = leading.get(reverse("brokerage:name_answering_programme", args=[need.pk]))
    assert not asked.context["form"].fields["programme"].queryset.exists()
