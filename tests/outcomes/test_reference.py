"""A second way to the levels, in plain Python: on a thousand random worlds it must say what the SQL says."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import pytest
from django.db.models import Model
from django.utils import timezone

from institutions.models import Institution, SupportArea, Term
from outcomes.models import Level
from outcomes.reports.coverage import COLUMN
from outcomes.reports.levels import rule_in_force, school_levels
from partnerships.models import (
    Collaboration,
    Confirmation,
    Contribution,
    Participation,
    Partnership,
    Party,
)
from tests.factories import AreaFactory, InstitutionFactory, TermFactory

pytestmark = pytest.mark.django_db

WORLDS = 1_000
TODAY = timezone.localdate()
AREAS = list(SupportArea)
IS_LEAP_DAY = (TODAY.month, TODAY.day) == (2, 29)
YEAR_AGO = TODAY.replace(year=TODAY.year - 1, day=28 if IS_LEAP_DAY else TODAY.day)


@dataclass
class World:
    """One school, two partners, and everything that they did."""

    school: Institution
    records: list[tuple[Collaboration, Contribution, int]] = field(default_factory=list)
    partnerships: list[tuple[Partnership, list[Party]]] = field(default_factory=list)


def maybe(rng: Random, day: date | None, share: float = 0.7) -> date | None:
    return day if rng.random() < share else None


def some_day(rng: Random) -> date:
    """Around today and around a year ago, where the rules turn."""
    about = rng.choice([TODAY, YEAR_AGO, TODAY - timedelta(days=200)])
    return about + timedelta(days=rng.randint(-3, 3))


def imagine(rng: Random, world: World, partners: list[Institution], activity_type: Term) -> None:
    school, says = world.school, [*Confirmation] * 2 + [Confirmation.CONFIRMED] * 12
    for _ in range(rng.randint(0, 3)):
        starts_on = some_day(rng)
        record = Collaboration(
            organiser=school,
            partner=rng.choice(partners),
            area=rng.choice(AREAS[:3]),
            activity_type=activity_type,
            starts_on=starts_on,
            ends_on=maybe(rng, starts_on + timedelta(days=rng.randint(0, 200)), 0.3),
            state=rng.choice(["RECORDED", "RECORDED", "RECORDED", "DRAFT"]),
            partner_confirmation=rng.choice(says),
            recorded_at=timezone.now(),
        )
        part = Contribution(collaboration=record, school=school, confirmation=rng.choice(says))
        world.records.append((record, part, rng.randint(0, 40)))
    for _ in range(rng.randint(0, 2)):
        stage = rng.choice(
            [*Partnership.LIVE, *Partnership.LIVE, Partnership.Stage.SEEKING, Partnership.Stage.ENDED]
        )
        partnership = Partnership(
            title="P",
            stage=stage,
            areas=rng.sample(AREAS[:3], rng.randint(1, 2)),
            started_on=some_day(rng),
            agreed_on=maybe(rng, some_day(rng)),
            agreement_ends_on=maybe(rng, some_day(rng), 0.3),
            reviewed_on=maybe(rng, some_day(rng)),
            ended_on=some_day(rng) if stage == Partnership.Stage.ENDED else None,
        )
        parties = [
            Party(
                partnership=partnership,
                institution=each,
                joined_on=(joined := maybe(rng, some_day(rng), 0.2)),
                left_on=joined + timedelta(days=rng.randint(0, 400))
                if joined and rng.random() < 0.5
                else None,
            )
            for each in [school, *rng.sample(partners, rng.randint(1, 2))]
        ]
        world.partnerships.append((partnership, parties))


def save(rows: list[Model]) -> None:
    if rows:
        type(rows[0])._default_manager.bulk_create(rows)


@pytest.fixture
def worlds() -> list[World]:
    """All of them in one database at once: none may touch another."""
    rng = Random(20261122)
    authority = AreaFactory.create(parent=AreaFactory.create(region=True))
    activity_type = TermFactory.create(vocabulary="ACTIVITY_TYPE")
    rows = [
        Institution(
            kind="SCHOOL",
            name=f"School {n}",
            urn=f"{800000 + n}",
            local_authority=authority,
            phases=["PRIMARY"],
        )
        for n in range(WORLDS)
    ]
    schools = Institution.objects.bulk_create(rows)
    partners = [InstitutionFactory.create(employer=True), InstitutionFactory.create(university=True)]
    found = [World(school) for school in schools]
    for world in found:
        imagine(rng, world, partners, activity_type)
    save([record for world in found for record, _, _ in world.records])
    save([part for world in found for _, part, _ in world.records])
    pupils = [
        Participation(contribution=part, year_group="Y09", pupils=number)
        for world in found
        for _, part, number in world.records
    ]
    save(list(pupils))
    save([partnership for world in found for partnership, _ in world.partnerships])
    save([party for world in found for _, parties in world.partnerships for party in parties])
    return found


def is_there(party: Party) -> bool:
    return (party.joined_on is None or party.joined_on <= TODAY) and (
        party.left_on is None or party.left_on > TODAY
    )


def counts(record: Collaboration, part: Contribution) -> bool:
    last = record.ends_on or record.starts_on
    disputed = Confirmation.DISPUTED in (record.partner_confirmation, part.confirmation)
    assert last
    assert record.starts_on
    return record.state == "RECORDED" and last > YEAR_AGO and record.starts_on <= TODAY and not disputed


def is_live(partnership: Partnership, parties: list[Party], school: Institution) -> bool:
    runs = partnership.stage in Partnership.LIVE or bool(
        partnership.ended_on and partnership.ended_on > TODAY
    )
    mine = any(is_there(party) and party.institution_id == school.pk for party in parties)
    return runs and mine and partnership.started_on <= TODAY


def meets_rule(partnership: Partnership) -> bool:
    agreed = partnership.agreed_on is not None and partnership.agreed_on <= TODAY
    holds = partnership.agreement_ends_on is None or partnership.agreement_ends_on > TODAY
    return agreed and holds and partnership.reviewed_on is not None and partnership.reviewed_on <= TODAY


def reference(world: World) -> dict[str, int]:
    """What the definitions say, one after the other, without a database."""
    levels: dict[str, int] = defaultdict(int)
    done = [(record, part, n) for record, part, n in world.records if counts(record, part)]
    live = [(each, parties) for each, parties in world.partnerships if is_live(each, parties, world.school)]
    for partnership, _ in live:
        for area in partnership.areas:
            levels[area] = max(levels[area], Level.STARTED)
    for record, _, _ in done:
        levels[record.area] = max(levels[record.area], Level.ACTIVE)
    both = {
        (record.area, record.partner_id)
        for record, part, _ in done
        if record.partner_confirmation == part.confirmation == Confirmation.CONFIRMED
    }
    for partnership, parties in live:
        others = {party.institution_id for party in parties if is_there(party)} - {world.school.pk}
        for area, partner in both:
            if meets_rule(partnership) and area in partnership.areas and partner in others:
                levels[area] = Level.EFFECTIVE
    totals = {
        "partnerships": len(live),
        "activities": len(done),
        "pupil_places": sum(number for _, _, number in done),
    }
    return {COLUMN[area]: int(levels[area]) for area in AREAS} | totals


def test_the_sql_says_what_the_definitions_say(worlds: list[World]) -> None:
    rule = rule_in_force(TODAY)
    assert (rule.needs_agreement, rule.needs_review, rule.activity_months) == (True, True, 12)
    found = {row["school_id"]: row for row in school_levels(schools=[world.school.pk for world in worlds])}
    wrong = [
        (world.school.pk, name, said, found[world.school.pk][name])
        for world in worlds
        for name, said in reference(world).items()
        if found[world.school.pk][name] != said
    ]
    assert wrong == []
    reached = {found[world.school.pk]["stem"] for world in worlds}
    assert reached == {0, 1, 2, 3}  # every level is met, so every rule is tried
