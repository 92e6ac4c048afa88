"""Before the two begin: are both sides ready, and did anybody tell brokers of a conflict?"""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import User
from brokerage import actions, links
from brokerage.models import DeclaredConflict, Introduction, Readiness
from core.errors import RuleBroken
from institutions.models import Institution
from tests.brokerage.conftest import Ask, letters
from tests.factories import AccreditationFactory, InstitutionFactory

ALL_THERE = dict.fromkeys(Readiness.QUESTIONS, True)
Side = Introduction.Side


@pytest.fixture
def agreed(ask: Ask, employer_user: User) -> Introduction:
    return actions.answer_introduction(
        introduction=ask(), answer="ACCEPTED", reason=None, words="", by=employer_user
    )


def test_a_match_is_confirmed_when_both_sides_have_looked_at_themselves(
    agreed: Introduction, lead: User, employer_user: User
) -> None:
    actions.say_ready(introduction=agreed, answers=ALL_THERE, words="", by=lead)
    agreed.refresh_from_db()
    assert agreed.confirmed_at is None
    not_yet = ALL_THERE | {"has_time": False}
    actions.say_ready(introduction=agreed, answers=not_yet, words="After Easter.", by=employer_user)
    agreed.refresh_from_db()
    assert agreed.confirmed_at is not None
    told = letters("match_confirmed")
    assert {letter.to for letter in told} == {lead.email, "kilns@example.org"}
    for letter in told:
        assert "Kiln Works Ltd: not yet there: There is time for it this term" in letter.body
        assert "After Easter." in letter.body


def test_saying_it_again_replaces_it_and_confirms_once(
    agreed: Introduction, lead: User, employer_user: User
) -> None:
    for _ in range(2):
        for somebody in (lead, employer_user):
            actions.say_ready(introduction=agreed, answers=ALL_THERE, words="", by=somebody)
    assert Readiness.objects.count() == 2
    assert len(letters("match_confirmed")) == 2


def test_nobody_is_asked_before_a_yes(ask: Ask, lead: User) -> None:
    introduction = ask()
    with pytest.raises(RuleBroken, match="Waiting for an answer"):
        actions.say_ready(introduction=introduction, answers=ALL_THERE, words="", by=lead)


def test_the_letter_of_the_yes_leads_to_the_questions(agreed: Introduction, client: Client) -> None:
    assert "/ready/" in letters("introduction_accepted")[0].body
    assert "/ready/" in letters("introduction_accepted_provider")[0].body
    address = reverse("brokerage:ready_by_link", args=[links.ready_token(agreed, side=Side.PROVIDER)])
    page = client.post(address, {"words": "Kept"})
    assert set(page.context["form"].errors) == set(Readiness.QUESTIONS)
    assert "Kept" in page.content.decode()
    client.post(address, dict.fromkeys(Readiness.QUESTIONS, "yes") | {"has_goal": "no", "words": ""})
    readiness = Readiness.objects.get()
    assert (readiness.side, readiness.missing) == (Side.PROVIDER, ["It is clear what we want from it"])


def test_the_page_shows_what_either_side_lacks(agreed: Introduction, client: Client, lead: User) -> None:
    client.force_login(lead)
    here = reverse("brokerage:introduction", args=[agreed.pk])
    ready = reverse("brokerage:say_ready", args=[agreed.pk])
    assert ready in client.get(here).content.decode()
    client.post(ready, dict.fromkeys(Readiness.QUESTIONS, "yes") | {"has_person": "no", "words": ""})
    assert "Not there yet: Somebody leads on it, and has a name" in client.get(here).content.decode()


@pytest.fixture
def conflict(school: Institution, employer: Institution, school_user: User) -> DeclaredConflict:
    return actions.declare_conflict(
        institution=school, other=employer, words="A governor owns it.", by=school_user
    )


def test_brokers_of_the_area_and_its_administrators_read_a_conflict_and_the_other_side_never_does(
    conflict: DeclaredConflict,
    broker: User,
    administrator: User,
    school_user: User,
    employer_user: User,
    stranger: User,
) -> None:
    readers = (broker, administrator, school_user, employer_user, stranger)
    seen = [conflict in DeclaredConflict.objects.visible_to(somebody) for somebody in readers]
    assert seen == [True, True, True, False, False]


def test_a_broker_reads_it_before_introducing_the_two(
    conflict: DeclaredConflict,
    ask: Ask,
    lead: User,
    broker: User,
    broker_organisation: Institution,
    employer_user: User,
    client: Client,
    offer: Any,
) -> None:
    AccreditationFactory.create(broker=broker_organisation)
    introduction = ask()
    actions.hand_to_broker(introduction=introduction, broker=broker_organisation, words="", by=lead)
    here = reverse("brokerage:introduction", args=[introduction.pk])
    match = reverse("brokerage:match_offer", args=[introduction.request_id, offer.pk])
    client.force_login(broker)
    assert "A governor owns it." in client.get(here).content.decode()
    assert "A governor owns it." in client.get(match).content.decode()
    client.force_login(employer_user)
    assert "A governor owns it." not in client.get(here).content.decode()


def test_a_conflict_is_declared_and_ended_on_a_page(
    client: Client, school: Institution, school_user: User, employer: Institution, employer_user: User
) -> None:
    client.force_login(school_user)
    address = reverse("brokerage:conflicts", args=[school.pk])
    page = client.post(address, {"other": "Nobody of that name", "words": "Kept"})
    assert "stands for one institution" in page.content.decode()
    page = client.post(address, {"other": "kiln works ltd", "words": "Same pupils."}, follow=True)
    assert "Same pupils." in page.content.decode()
    conflict = DeclaredConflict.objects.get()
    assert conflict.other == employer
    client.post(reverse("brokerage:end_conflict", args=[conflict.pk]))
    assert not DeclaredConflict.objects.current().exists()
    client.force_login(employer_user)
    assert client.get(address).status_code == 403


def test_nobody_declares_for_others_or_against_themselves(
    school: Institution, school_user: User, employer_user: User
) -> None:
    other = InstitutionFactory.create(employer=True)
    with pytest.raises(PermissionDenied):
        actions.declare_conflict(institution=school, other=other, words="No.", by=employer_user)
    with pytest.raises(RuleBroken, match="another institution"):
        actions.declare_conflict(institution=school, other=school, words="No.", by=school_user)
