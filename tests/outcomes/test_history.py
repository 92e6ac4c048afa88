"""Figures of earlier days: kept as they were published, and never half-published (peers D-5, D-14)."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.utils import timezone

from core import db
from core.errors import RuleBroken
from institutions.models import Area, GroupMembership, Institution, InstitutionLink, RoleHolder, SupportArea
from outcomes import actions
from outcomes.models import Level, PastCoverage, PlaceFigures, RollupRun, SchoolCoverage
from outcomes.reports import coverage as report
from outcomes.reports import publishing
from outcomes.reports.coverage import Filters
from outcomes.reports.publishing import COLUMNS
from outcomes.reports.trends import trend_of
from partnerships.models import Collaboration, Partnership
from tests.factories import (
    CollaborationFactory,
    GroupMembershipFactory,
    InstitutionFactory,
    PartnershipFactory,
    RegisterImportFactory,
    RoleHolderFactory,
    RoleTypeFactory,
)

pytestmark = pytest.mark.django_db


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def now() -> list[tuple[Any, ...]]:
    return list(SchoolCoverage.objects.order_by("school").values_list("school", *COLUMNS))


def on(day: date) -> list[tuple[Any, ...]]:
    return list(PastCoverage.objects.on(day).order_by("school").values_list("school", *COLUMNS))


@pytest.fixture
def grown(schools: list[Institution], employer: Institution) -> list[Institution]:
    """One school was active two months ago, a second one is since last week."""
    for school, day in zip(schools[:2], (days_ago(60), days_ago(7)), strict=True):
        CollaborationFactory.create(
            organiser=school, partner=employer, schools=[school], area=SupportArea.STEM, starts_on=day
        )
    for day in (days_ago(65), days_ago(40), days_ago(0)):
        actions.publish_coverage(as_at=day)
    return schools


@pytest.mark.parametrize(("days", "active"), [(65, 0), (50, 0), (40, 1), (8, 1), (0, 2)])
def test_an_earlier_day_shows_what_was_published_then(
    grown: list[Institution], england: Area, days: int, active: int
) -> None:
    row = report.total(Filters(on=days_ago(days)), area=england)
    assert (row.schools, row.any_working) == (3, active)
    assert row.any_working + row.with_nothing == row.schools
    listed = report.with_nothing(Filters(on=days_ago(days)), area=england, support_area=None)
    assert listed.count() == row.with_nothing


def test_before_the_first_run_nothing_is_known(grown: list[Institution], england: Area) -> None:
    assert report.total(Filters(on=days_ago(66)), area=england).schools == 0
    assert report.latest_run(on=days_ago(66)) is None


def test_what_is_there_now_is_the_end_of_the_history(grown: list[Institution]) -> None:
    assert on(timezone.localdate()) == now()
    assert PastCoverage.objects.filter(valid_to=None).count() == 3


def test_an_unchanged_school_takes_no_more_room(grown: list[Institution]) -> None:
    kept = PastCoverage.objects.count()
    actions.publish_coverage()
    assert PastCoverage.objects.count() == kept == 3 + 2


def test_a_change_and_its_undoing_on_one_day_leave_no_trace(
    grown: list[Institution], employer: Institution
) -> None:
    before = list(PastCoverage.objects.order_by("pk").values())
    record = CollaborationFactory.create(organiser=grown[2], partner=employer, schools=[grown[2]])
    actions.publish_changes()
    assert now() == on(timezone.localdate())
    Collaboration.objects.filter(pk=record.pk).update(state="DRAFT", updated_at=timezone.now())
    actions.publish_changes()
    after = PastCoverage.objects.filter(valid_to__gt=F("valid_from")).count()
    assert after == len([row for row in before if row["valid_to"]]) + 1
    assert now() == on(timezone.localdate())
    assert not SchoolCoverage.objects.get(school=grown[2]).activities


def test_a_closed_school_leaves_today_and_stays_in_the_past(grown: list[Institution], england: Area) -> None:
    Institution.objects.filter(pk=grown[0].pk).update(status="CLOSED", closed_on=days_ago(0))
    actions.publish_coverage()
    assert report.total(Filters(), area=england).schools == 2
    assert report.total(Filters(on=days_ago(1)), area=england).schools == 3


def test_a_month_keeps_the_figures_of_its_last_run(grown: list[Institution], england: Area) -> None:
    months = {day.replace(day=1) for day in (days_ago(65), days_ago(40), days_ago(0))}
    kept = PlaceFigures.objects.filter(area=england)
    assert set(kept.values_list("month", flat=True)) == months
    points = trend_of(england, until=timezone.localdate())
    assert points[-1].row.any_working == 2
    assert points[-1].row.working_share == pytest.approx(200 / 3)
    actions.publish_coverage()
    assert kept.count() == len(months)


def test_trends_are_kept_of_every_place_and_trust(
    grown: list[Institution], authority: Area, region: Area, trust: Institution
) -> None:
    for place in (authority, region, trust):
        assert trend_of(place, until=timezone.localdate())[-1].row.schools == 3


# A school that becomes an academy (peers D-14)


def test_a_converted_school_keeps_what_it_did_and_the_past_counts_it_as_maintained(
    authority: Area, employer: Institution, england: Area
) -> None:
    autumn, january = days_ago(90), days_ago(10)
    old = InstitutionFactory.create(local_authority=authority, type_code="1")
    CollaborationFactory.create(
        organiser=old, partner=employer, schools=[old], area=SupportArea.STEM, starts_on=autumn
    )
    actions.publish_coverage(as_at=days_ago(80))
    Institution.objects.filter(pk=old.pk).update(status="CLOSED", closed_on=january)
    new = InstitutionFactory.create(local_authority=authority, type_code="34", opened_on=january)
    InstitutionLink.objects.create(institution=old, to_institution=new, kind=InstitutionLink.Kind.SUCCESSOR)
    actions.publish_coverage()
    assert SchoolCoverage.objects.get().school == new
    assert SchoolCoverage.objects.get().stem == Level.ACTIVE
    counted = {
        (kind, day): report.total(Filters(kind=kind, on=day), area=england).schools
        for kind in ("academy", "maintained")
        for day in (days_ago(80), days_ago(0))
    }
    assert list(counted.values()) == [0, 1, 1, 0]


def test_a_late_change_to_a_closed_schools_record_reaches_its_successor(
    authority: Area, employer: Institution
) -> None:
    old = InstitutionFactory.create(local_authority=authority, closed=True)
    new = InstitutionFactory.create(local_authority=authority)
    InstitutionLink.objects.create(institution=old, to_institution=new, kind=InstitutionLink.Kind.SUCCESSOR)
    actions.publish_coverage()
    CollaborationFactory.create(organiser=old, partner=employer, schools=[old], area=SupportArea.STEM)
    actions.publish_changes()
    assert SchoolCoverage.objects.get(school=new).stem == Level.ACTIVE


# All of it or nothing of it


def test_a_run_that_dies_anywhere_leaves_the_old_figures_and_the_next_is_right(
    grown: list[Institution], employer: Institution, england: Area, monkeypatch: pytest.MonkeyPatch
) -> None:
    last, before, past = report.latest_run(), now(), list(PastCoverage.objects.order_by("pk").values())
    months = list(PlaceFigures.objects.order_by("pk").values("month", "counts"))
    CollaborationFactory.create(organiser=grown[2], partner=employer, schools=grown[2:])
    for fatal in range(1, 9):
        with monkeypatch.context() as broken:
            broken.setattr(db, "execute", dying_at(fatal, db.execute))
            with pytest.raises(ConnectionError):
                actions.publish_coverage()
        assert report.latest_run() == last
        assert (now(), list(PastCoverage.objects.order_by("pk").values())) == (before, past), fatal
        assert list(PlaceFigures.objects.order_by("pk").values("month", "counts")) == months
    assert RollupRun.objects.filter(published_at=None).count() == 8
    actions.publish_coverage()
    assert report.total(Filters(), area=england).any_working == 3


def dying_at(fatal: int, execute: Callable[..., int]) -> Callable[..., int]:
    calls = iter(range(1, 100))

    def execute_or_die(sql: str, params: Any = None) -> int:
        if next(calls) == fatal:
            raise ConnectionError("killed")
        return execute(sql, params)

    return execute_or_die


def test_there_are_eight_statements_to_die_at(
    schools: list[Institution], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "execute", dying_at(9, db.execute))
    assert actions.publish_coverage() is not None


def test_an_older_run_never_replaces_a_newer_one(grown: list[Institution]) -> None:
    before = now()
    with pytest.raises(RuleBroken, match="published already"):
        actions.publish_coverage(as_at=days_ago(1))
    refused = RollupRun.objects.latest("pk")
    assert refused.published_at is None
    assert "older run never replaces" in refused.refusal
    assert now() == before
    with pytest.raises(CommandError, match="published already"):
        call_command("rollup", full=True, as_at=days_ago(1))


def test_a_run_that_was_overtaken_while_it_waited_is_refused(
    schools: list[Institution], monkeypatch: pytest.MonkeyPatch
) -> None:
    start = actions.coverage._start

    def slow_start(**given: Any) -> RollupRun:
        run = start(**given)
        with monkeypatch.context() as quick:
            quick.setattr(actions.coverage, "_start", start)
            actions.publish_coverage()
        return run

    monkeypatch.setattr(actions.coverage, "_start", slow_start)
    with pytest.raises(RuleBroken, match="published already"):
        actions.publish_coverage()


def test_figures_that_do_not_hold_together_are_not_published(
    grown: list[Institution], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = now()
    unsound = publishing.STAGE.replace("coalesce(lately.activities, 0) AS", "0 AS")
    assert unsound != publishing.STAGE
    monkeypatch.setattr(publishing, "STAGE", unsound)
    with pytest.raises(RuleBroken, match="active without an activity"):
        actions.publish_coverage()
    assert now() == before
    assert "active without an activity" in RollupRun.objects.latest("pk").refusal


def test_a_run_says_what_it_was_worked_out_from(grown: list[Institution]) -> None:
    register = RegisterImportFactory.create()
    run = actions.publish_coverage()
    assert run is not None
    assert run.register == register


# Whole and in parts: the same figures


@pytest.mark.parametrize("seed", range(6))
def test_in_parts_and_from_nothing_the_figures_are_the_same(
    seed: int, trust: Institution, schools: list[Institution], employer: Institution, university: Institution
) -> None:
    rng = Random(seed)
    actions.publish_coverage()
    for _ in range(6):
        for _ in range(rng.randint(1, 3)):
            rng.choice(EDITS)(rng, schools, [employer, university, trust])
        actions.publish_changes()
        in_parts = now(), on(timezone.localdate())
        assert in_parts[0] == in_parts[1]
        actions.publish_coverage()
        assert (now(), on(timezone.localdate())) == in_parts, seed
    SchoolCoverage.objects.all().delete()
    actions.publish_coverage()
    assert now() == in_parts[0]


def log(rng: Random, schools: list[Institution], partners: list[Institution]) -> None:
    school = rng.choice(schools)
    CollaborationFactory.create(
        organiser=school,
        partner=rng.choice(partners),
        schools=rng.sample(schools, rng.randint(1, 3)),
        area=rng.choice(list(SupportArea)),
        starts_on=days_ago(rng.choice([3, 200, 364, 365, 366, 500])),
    )


def dispute(rng: Random, schools: list[Institution], partners: list[Institution]) -> None:
    record = Collaboration.objects.order_by("?").first()
    if record:
        record.partner_confirmation = rng.choice(["DISPUTED", "CONFIRMED"])
        record.save(update_fields=["partner_confirmation", "updated_at"])


def join(rng: Random, schools: list[Institution], partners: list[Institution]) -> None:
    PartnershipFactory.create(
        institutions=[*rng.sample(schools, rng.randint(1, 2)), rng.choice(partners)],
        areas=rng.sample(list(SupportArea), 2),
        agreed_on=rng.choice([None, days_ago(5)]),
        reviewed_on=rng.choice([None, days_ago(2)]),
    )


def end(rng: Random, schools: list[Institution], partners: list[Institution]) -> None:
    partnership = Partnership.objects.live().first()
    if partnership:
        partnership.stage, partnership.ended_on = Partnership.Stage.ENDED, timezone.localdate()
        partnership.save(update_fields=["stage", "ended_on", "updated_at"])


def appoint(rng: Random, schools: list[Institution], partners: list[Institution]) -> None:
    role = RoleTypeFactory.create(code=rng.choice(["SLT_BUSINESS_LEAD", "LINK_GOVERNOR"]))
    school = rng.choice(schools)
    if not RoleHolder.objects.filter(institution=school, role_type=role).exists():
        RoleHolderFactory.create(institution=school, role_type=role)


EDITS = (log, log, dispute, join, end, appoint)


# The shape of partnerships


def test_partnerships_across_sectors_and_trusts_are_counted_from_their_parties(
    schools: list[Institution], employer: Institution, authority: Area, england: Area
) -> None:
    elsewhere = GroupMembershipFactory.create(member__local_authority=authority).member
    PartnershipFactory.create(institutions=[schools[0], employer])
    PartnershipFactory.create(institutions=[schools[0], elsewhere])
    PartnershipFactory.create(institutions=schools[:2])
    actions.publish_coverage()
    row = SchoolCoverage.objects.get(school=schools[0])
    assert (row.partnerships, row.cross_sector, row.cross_trust) == (3, 1, 1)
    assert GroupMembership.objects.filter(member=elsewhere).exists()
    total = report.total(Filters(), area=england)
    assert (total.live_partnerships, total.crossing_sectors, total.spanning_trusts) == (5, 1, 2)
    assert total.isolated == 1


def test_a_party_counts_while_it_is_one(schools: list[Institution], employer: Institution) -> None:
    together = PartnershipFactory.create(institutions=[*schools[:2], employer], started_on=days_ago(90))
    together.parties.filter(institution=schools[0]).update(left_on=days_ago(10))
    together.parties.filter(institution=employer).update(joined_on=days_ago(20))
    counted = {}
    for days in (30, 15, 0):
        actions.publish_coverage(as_at=days_ago(days))
        rows = SchoolCoverage.objects.order_by("school").values_list("partnerships", "cross_sector")
        counted[days] = list(rows)
    assert counted == {
        30: [(1, 0), (1, 0), (0, 0)],
        15: [(1, 1), (1, 1), (0, 0)],
        0: [(0, 0), (1, 1), (0, 0)],
    }


def test_reach_is_pupils_who_took_part_for_every_hundred_on_roll(
    schools: list[Institution], employer: Institution, england: Area
) -> None:
    for _ in range(2):
        CollaborationFactory.create(organiser=schools[0], partner=employer, schools=schools[:1])
    actions.publish_coverage()
    total = report.total(Filters(), area=england)
    assert (total.pupils_reached, total.pupils_on_roll) == (60, 3 * 600)
    assert total.reach == pytest.approx(100 * 60 / 1800)
