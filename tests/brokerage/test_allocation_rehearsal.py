"""Rehearsing: what counts as a need and as a free place, what is kept, and what happens to a worker that dies."""

import inspect
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from brokerage import actions, matching
from brokerage.actions import allocation_rehearsal
from brokerage.matching import result
from brokerage.models import AllocationRow, AllocationRun, Introduction, Offer
from brokerage.models.allocation import Gain
from brokerage.models.introduction import MOST_WAITING
from brokerage.queries.allocation import gaps_of
from brokerage.queries.fairness import fairness_kept
from brokerage.queries.instance import question_of
from institutions.models import Area, Institution, PriorityList, PriorityListing
from tests.allocation_factories import AllocationRunFactory
from tests.factories import (
    AreaFactory,
    InstitutionFactory,
    IntroductionFactory,
    OfferFactory,
    PartnershipFactory,
    RequestFactory,
)

State, Row = AllocationRun.State, AllocationRow.State


@pytest.fixture
def run(authority: Area, schools: list[Institution]) -> AllocationRun:
    """Over the authority with the three schools, for science."""
    return AllocationRunFactory.create(areas=[authority])


def needs(run: AllocationRun) -> list[tuple[int, int]]:
    instance = question_of(run).instance
    return list(zip(instance.school_id[instance.need_school], instance.need_area, strict=True))


def rehearsed(run: AllocationRun) -> AllocationRun:
    actions.rehearse_run(run=run)
    run.refresh_from_db()
    return run


STEM = 2


def test_a_school_needs_what_it_has_no_live_partnership_for(
    run: AllocationRun, schools: list[Institution]
) -> None:
    PartnershipFactory.create(institutions=[schools[0]])
    PartnershipFactory.create(institutions=[schools[1]], ended=True)
    PartnershipFactory.create(institutions=[schools[2]], areas=["LITERACY"])
    assert needs(run) == [(schools[1].pk, STEM), (schools[2].pk, STEM)]


def test_a_school_that_asks_needs_it_whatever_it_has(run: AllocationRun, schools: list[Institution]) -> None:
    PartnershipFactory.create(institutions=schools)
    RequestFactory.create(school=schools[1])
    assert needs(run) == [(schools[1].pk, STEM)]


def test_a_school_waits_for_the_introduction_that_is_under_way(
    run: AllocationRun, schools: list[Institution]
) -> None:
    IntroductionFactory.create(request__school=schools[0])
    assert needs(run) == [(school.pk, STEM) for school in schools[1:]]


def test_only_schools_of_the_run_count(run: AllocationRun, schools: list[Institution]) -> None:
    InstitutionFactory.create(local_authority=AreaFactory.create())
    InstitutionFactory.create(local_authority=schools[0].local_authority, closed=True)
    primary = InstitutionFactory.create(local_authority=schools[0].local_authority, primary=True)
    assert len(needs(run)) == 4
    run.phases = ["PRIMARY"]
    assert needs(run) == [(primary.pk, STEM)]
    run.phases = []
    run.priority_list = PriorityList.objects.create(name="List", valid_from=date(2026, 1, 1))
    PriorityListing.objects.create(priority_list=run.priority_list, institution=schools[1])
    assert needs(run) == [(schools[1].pk, STEM)]


def test_priority_and_having_nothing_are_known(run: AllocationRun, schools: list[Institution]) -> None:
    for name, until in (("Now", None), ("Over", "2026-02-01")):
        listed = PriorityList.objects.create(name=name, valid_from="2026-01-01", valid_to=until)
        school = schools[0] if name == "Now" else schools[1]
        PriorityListing.objects.create(priority_list=listed, institution=school)
    PartnershipFactory.create(institutions=[schools[2]], areas=["LITERACY"])
    question = question_of(run)
    assert question.instance.school_is_priority.tolist() == [True, False, False]
    assert question.instance.school_has_none.tolist() == [True, True, False]
    assert question.priority_lists == [{"name": "Now", "edition": "2026-01-01"}]


def test_offers_that_could_not_be_asked_for_are_left_out(run: AllocationRun) -> None:
    _, last = run.days
    here = OfferFactory.create(places=3, places_taken=1)
    online = OfferFactory.create(online=True)
    OfferFactory.create(withdrawn=True)
    OfferFactory.create(places_taken=1)
    OfferFactory.create(areas=["LITERACY"])
    OfferFactory.create(confirmed_on=timezone.localdate() - timedelta(days=400))
    OfferFactory.create(available_from=last + timedelta(days=1))
    OfferFactory.create(easting=530_000, northing=180_000)
    OfferFactory.create(
        visibility=Offer.Visibility.NAMED_FIRST, everyone_from=timezone.localdate() + timedelta(days=1)
    )
    instance = question_of(run).instance
    assert instance.offer_id.tolist() == [here.pk, online.pk]
    assert instance.offer_places.tolist() == [2, 1]
    assert instance.offer_is_remote.tolist() == [False, True]
    assert instance.offer_reach.tolist() == [30_000, 0]


def test_alternatives_divide_the_places_that_they_share(run: AllocationRun) -> None:
    provider = InstitutionFactory.create(employer=True)
    shared = provider.shared_places.create(places=5, places_taken=1)
    alternatives = [OfferFactory.create(places=n, shared_places=shared) for n in (1, 4, 4)]
    alone = OfferFactory.create(places=7)
    instance = question_of(run).instance
    places = dict(zip(instance.offer_id.tolist(), instance.offer_places.tolist(), strict=True))
    assert [places[offer.pk] for offer in alternatives] == [1, 2, 1]
    assert places[alone.pk] == 7


def test_no_more_are_planned_with_one_provider_than_may_wait_with_it(
    run: AllocationRun, employer: Institution
) -> None:
    waiting = OfferFactory.create(provider=employer, places=30, places_taken=3)
    other = OfferFactory.create(provider=employer, places=5)
    for _ in range(3):
        IntroductionFactory.create(offer=waiting)
    instance = question_of(run).instance
    assert instance.offer_id.tolist() == [waiting.pk, other.pk]
    assert instance.offer_places.tolist() == [MOST_WAITING - 3 - 5, 5]


def test_who_said_no_lately_or_is_not_to_see_an_offer_is_kept_apart(
    run: AllocationRun, schools: list[Institution], trust: Institution
) -> None:
    declined = IntroductionFactory.create(
        request__school=schools[0], state=Introduction.State.EXPIRED, offer=OfferFactory.create(places=2)
    )
    long_ago = IntroductionFactory.create(
        request__school=schools[1], state=Introduction.State.EXPIRED, offer=OfferFactory.create(places=2)
    )
    Introduction.objects.filter(pk=long_ago.pk).update(created_at=timezone.now() - timedelta(days=400))
    own = OfferFactory.create(provider=schools[2])
    hidden = OfferFactory.create(visibility=Offer.Visibility.NAMED_NOT)
    hidden.named.add(trust)
    Institution.objects.filter(pk=schools[0].pk).update(low_age=14, high_age=19)
    too_young = OfferFactory.create(year_groups=["Y08"])
    instance = question_of(run).instance
    pairs = {
        (int(instance.school_id[school]), int(instance.offer_id[offer])) for school, offer in instance.barred
    }
    assert pairs == {
        (schools[0].pk, declined.offer_id),
        (schools[2].pk, own.pk),
        (schools[0].pk, too_young.pk),
        *((school.pk, hidden.pk) for school in schools),
    }


def test_partners_are_known(run: AllocationRun, schools: list[Institution], employer: Institution) -> None:
    PartnershipFactory.create(institutions=[schools[1], employer], areas=["LITERACY"])
    assert question_of(run).instance.partner.tolist() == [[1, employer.pk]]


def test_the_same_inputs_have_the_same_hash_and_other_inputs_another(run: AllocationRun) -> None:
    offer = OfferFactory.create(places=2)
    first = question_of(run).inputs_hash
    run.salt = "another"
    assert question_of(run).inputs_hash == first
    Offer.objects.filter(pk=offer.pk).update(places=3)
    assert question_of(run).inputs_hash != first


def test_schools_that_asked_come_in_their_order_and_before_the_others(
    run: AllocationRun, schools: list[Institution]
) -> None:
    for school, days in ((schools[2], 20), (schools[1], 10)):
        RequestFactory.create(school=school, created_at=timezone.now() - timedelta(days=days))
    assert question_of(run).arrival().tolist() == [2, 1, 0]


def test_a_rehearsal_keeps_who_gets_what_and_why_others_get_nothing(
    run: AllocationRun, schools: list[Institution]
) -> None:
    offer = OfferFactory.create()
    listed = PriorityList.objects.create(name="List", valid_from=date(2026, 1, 1))
    PriorityListing.objects.create(priority_list=listed, institution=schools[1])
    RequestFactory.create(school=schools[0], created_at=timezone.now() - timedelta(days=9))
    run = rehearsed(run)
    assert (run.state, run.percent, run.attempt) == (State.REHEARSED, 100, 1)
    rows = {row.school_id: row for row in run.rows.all()}
    assert {pk: row.offer_id for pk, row in rows.items()} == {
        schools[0].pk: None,
        schools[1].pk: offer.pk,
        schools[2].pk: None,
    }
    assert (rows[schools[1].pk].state, rows[schools[1].pk].fit, rows[schools[1].pk].metres) == (
        Row.WAITING,
        710,
        0,
    )
    assert rows[schools[0].pk].asked_on == timezone.localdate() - timedelta(days=9)
    assert {rows[school.pk].state for school in (schools[0], schools[2])} == {Row.NOTHING}
    reached = {way: run.summary[way]["priority_needs_met"] for way in ("optimum", "first_come")}
    assert reached == {"optimum": 1, "first_come": 0}
    assert run.summary["places"] == 1


def test_nobody_hears_of_a_rehearsal(run: AllocationRun) -> None:
    offer = OfferFactory.create()
    rehearsed(run)
    offer.refresh_from_db()
    assert (offer.places_taken, Introduction.objects.count()) == (0, 0)


def test_a_run_without_needs_or_offers_is_rehearsed_too(
    run: AllocationRun, schools: list[Institution]
) -> None:
    run = rehearsed(run)
    assert (run.state, {row.reason for row in run.rows.all()}) == (State.REHEARSED, {"NO_OFFER_IN_REACH"})
    PartnershipFactory.create(institutions=schools)
    assert rehearsed(AllocationRunFactory.create(areas=run.areas.all())).rows.count() == 0


def test_a_school_without_a_position_can_have_what_is_online(
    run: AllocationRun, schools: list[Institution]
) -> None:
    Institution.objects.filter(pk=schools[0].pk).update(easting=None, northing=None, precision="")
    OfferFactory.create(places=9)
    online = OfferFactory.create(online=True, places=9)
    row = rehearsed(run).rows.get(school=schools[0])
    assert (row.offer, row.metres) == (online, None)


def test_it_is_counted_who_is_served_and_where_more_is_needed(
    run: AllocationRun, schools: list[Institution]
) -> None:
    OfferFactory.create()
    RequestFactory.create(school=schools[0], created_at=timezone.now() - timedelta(days=9))
    run = rehearsed(run)
    served = dict(fairness_kept(run))
    [secondary] = served["Phase"]
    assert (secondary.name, secondary.schools, secondary.needs, secondary.met, secondary.percent) == (
        "Secondary",
        3,
        3,
        1,
        33,
    )
    assert secondary.days_waited == 9
    assert [row.name for row in served["Trust"]] == ["In a trust"]
    assert [row.name for row in served["Region"]] == ["Northern Dales"]
    [gap] = gaps_of(run, limit=10)
    assert (gap.authority, gap.area, gap.needs) == ("Stonebridge", "STEM", 2)


def test_a_second_worker_leaves_a_run_alone_until_the_first_is_silent(run: AllocationRun) -> None:
    AllocationRun.objects.update(state=State.REHEARSING, attempt=1)
    assert rehearsed(run).state == State.REHEARSING
    AllocationRun.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=3))
    run = rehearsed(run)
    assert (run.state, run.attempt) == (State.REHEARSED, 2)


def test_a_worker_that_was_thought_dead_writes_nothing(
    run: AllocationRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell = allocation_rehearsal._tell

    def taken_over_meanwhile(*facts: Any) -> None:
        tell(*facts)
        AllocationRun.objects.update(attempt=7)

    monkeypatch.setattr(allocation_rehearsal, "_tell", taken_over_meanwhile)
    run = rehearsed(run)
    assert (run.state, run.rows.count()) == (State.REHEARSING, 0)


def test_a_worker_stops_when_the_run_is_cancelled(
    run: AllocationRun, monkeypatch: pytest.MonkeyPatch, administrator: User
) -> None:
    allocate = matching.allocate

    def cancelled_meanwhile(*facts: Any, **more: Any) -> Any:
        actions.cancel_run(run=run, by=administrator)
        return allocate(*facts, **more)

    monkeypatch.setattr(matching, "allocate", cancelled_meanwhile)
    run = rehearsed(run)
    assert (run.state, run.rows.count()) == (State.CANCELLED, 0)


def test_a_failure_while_writing_back_leaves_nothing_half_written(
    run: AllocationRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: Any) -> None:
        raise ConnectionError

    monkeypatch.setattr(allocation_rehearsal, "fairness_of", die)
    with pytest.raises(ConnectionError):
        actions.rehearse_run(run=run)
    run.refresh_from_db()
    assert (run.state, run.rows.count()) == (State.FAILED, 0)


def test_a_run_whose_workers_die_three_times_is_given_up(run: AllocationRun) -> None:
    long_ago = timezone.now() - timedelta(minutes=3)
    AllocationRun.objects.update(state=State.REHEARSING, attempt=3, heartbeat_at=long_ago)
    assert rehearsed(run).state == State.FAILED


def test_the_engines_words_are_those_of_the_rows() -> None:
    reasons = {reason.name for reason in result.Reason if reason != result.Reason.MET}
    assert reasons == set(AllocationRow.Reason.values)
    assert {gain.name: gain.value for gain in result.Gain} == {gain.name: gain.value for gain in Gain}


def test_every_step_of_the_engine_has_its_words() -> None:
    source = inspect.getsource(inspect.getmodule(matching.allocate) or matching)
    assert set(re.findall(r'clock\.step\("(\w+)"', source)) == set(allocation_rehearsal.STEPS)
