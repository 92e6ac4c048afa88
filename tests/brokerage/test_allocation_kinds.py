"""Runs for one kind of help: governors, trainee teachers, one school that helps another."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from brokerage import actions
from brokerage.models import AllocationRow, AllocationRun, OfferKind
from core.dates import academic_year
from institutions.models import Area, Institution, Phase, PriorityList, PriorityListing, Term
from tests.allocation_factories import AllocationRunFactory
from tests.factories import (
    InstitutionFactory,
    IntroductionFactory,
    OfferFactory,
    PartnershipFactory,
    RequestFactory,
    TermFactory,
)

Row = AllocationRow.State


@pytest.fixture
def governors() -> Term:
    return TermFactory.create(code="GOVERNOR")


def a_run(kind: Term, area: Area, **otherwise: Any) -> AllocationRun:
    asked: dict[str, Any] = {"areas": [area], "support_areas": ["LEADERSHIP"], "offer_kind": kind}
    return AllocationRunFactory.create(**(asked | otherwise))


def asks(school: Institution, kind: Term) -> None:
    RequestFactory.create(school=school, area="LEADERSHIP").kinds_wanted.add(kind)


def an_offer(kind: Term, **otherwise: Any) -> Any:
    return OfferFactory.create(**({"kind": kind, "areas": ["LEADERSHIP"]} | otherwise))


def given(run: AllocationRun) -> dict[str, str | None]:
    """What each school of the run gets."""
    actions.rehearse_run(run=run)
    rows = run.rows.select_related("school", "offer")
    return {row.school.name: row.offer.title if row.offer else None for row in rows}


def test_governors_go_to_the_schools_that_look_for_some(
    authority: Area, schools: list[Institution], governors: Term
) -> None:
    """Though one works with somebody on leadership already, and what else is on offer would fit better."""
    for school in schools[:2]:
        asks(school, governors)
    PartnershipFactory.create(institutions=[schools[0]], areas=["LEADERSHIP"])
    RequestFactory.create(school=schools[2], area="LEADERSHIP")
    an_offer(TermFactory.create(code="EXPERTISE"), places=5)
    an_offer(governors, title="A volunteer near you", reach_km=1)
    an_offer(governors, title="A volunteer further off", easting=449_000)
    assert set(given(a_run(governors, authority)).items()) in (
        {("Ash Lane School", "A volunteer near you"), ("Beech Hill School", "A volunteer further off")},
        {("Ash Lane School", "A volunteer further off"), ("Beech Hill School", "A volunteer near you")},
    )


def test_a_school_that_waits_for_a_governor_is_not_given_another(
    authority: Area, schools: list[Institution], governors: Term
) -> None:
    for school in schools[:2]:
        asks(school, governors)
    IntroductionFactory.create(
        school=schools[0], area="LEADERSHIP", offer=an_offer(governors, places_taken=1)
    )
    IntroductionFactory.create(
        school=schools[1], area="LEADERSHIP", offer=an_offer(TermFactory.create(code="EXPERTISE"))
    )
    an_offer(governors, title="A volunteer", places=3)
    assert given(a_run(governors, authority)) == {"Beech Hill School": "A volunteer"}


def test_trainee_teachers_go_to_the_schools_of_a_list(authority: Area, schools: list[Institution]) -> None:
    trainees = TermFactory.create(code="TRAINEES")
    assert OfferKind.objects.get(term=trainees).provider_kinds
    eligible = PriorityList.objects.create(name="Opportunity schools", valid_from=timezone.localdate())
    for school in schools[:2]:
        asks(school, trainees)
    PriorityListing.objects.create(priority_list=eligible, institution=schools[1])
    an_offer(trainees, title="Two trainees", provider=InstitutionFactory.create(university=True))
    run = a_run(trainees, authority, priority_list=eligible)
    assert given(run) == {"Beech Hill School": "Two trainees"}


def test_a_nursery_school_finds_a_buddy_that_is_strong_where_it_is_not(
    authority: Area, schools: list[Institution]
) -> None:
    buddies = TermFactory.create(code="SCHOOL_EXPERTISE")
    nursery = InstitutionFactory.create(
        name="Acorn Nursery", local_authority=authority, phases=[Phase.EARLY_YEARS]
    )
    asks(nursery, buddies)
    an_offer(buddies, title="Early reading, together", provider=schools[0], phases=[Phase.EARLY_YEARS])
    an_offer(buddies, title="Physics, together", provider=schools[1], phases=[Phase.SECONDARY])
    assert given(a_run(buddies, authority)) == {"Acorn Nursery": "Early reading, together"}


def test_what_a_run_for_one_kind_sends_belongs_to_the_request_and_is_followed_by_the_same_kind(
    authority: Area, schools: list[Institution], governors: Term, administrator: User
) -> None:
    asks(schools[0], governors)
    an_offer(governors, title="A volunteer")
    an_offer(governors, title="Another volunteer", online=True)
    an_offer(TermFactory.create(code="EXPERTISE"), title="Anything else", places=5)
    run = a_run(governors, authority)
    assert given(run) == {"Ash Lane School": "A volunteer"}
    actions.send_run(run=run, by=administrator)
    row = run.rows.get(state=Row.SENT)
    assert row.introduction is not None
    assert list(row.introduction.request.kinds_wanted.all()) == [governors]
    reason = TermFactory.create(decline_reason=True)
    row.introduction.offer.refresh_from_db()
    actions.introductions.give_answer(row.introduction, answer="DECLINED", reason=reason, words="", by=None)
    actions.propose_next_best(row=row)
    followed = run.rows.select_related("offer").get(state=Row.SENT)
    assert followed.offer is not None
    assert followed.offer.title == "Another volunteer"


def test_the_kind_is_chosen_on_the_form_and_told_on_the_run(
    client: Client, authority: Area, administrator: User, governors: Term
) -> None:
    client.force_login(administrator)
    sent = {
        "area": authority.code,
        "year": academic_year(timezone.localdate()),
        "support_areas": ["LEADERSHIP"],
        "offer_kind": "GOVERNOR",
    }
    answer = client.post(reverse("brokerage:plan_run"), sent)
    run = AllocationRun.objects.get()
    assert run.offer_kind == governors
    assert "people willing to be governors" in client.get(answer["Location"]).content.decode()
    again = client.get(reverse("brokerage:plan_run"), {"like": run.pk}).context["form"]
    assert again.initial["offer_kind"] == "GOVERNOR"
