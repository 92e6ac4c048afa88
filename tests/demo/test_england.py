"""What is made up: from a seed, in the right numbers, and possible."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import chain
from typing import Any

import pytest

from brokerage.models import Introduction
from demo.england.areas import authorities
from demo.england.country import England
from demo.england.imagined import imagine, register_tables
from demo.england.providers import accreditation_rows, broker_area_rows
from demo.england.rows import (
    CollaborationRow,
    ContributionRow,
    IntroductionRow,
    OfferRow,
    ParticipationRow,
)
from demo.england.scale import SCALES, Scale
from demo.england.schools import shares
from demo.england.tables import tables
from demo.england.vocabulary import read_vocabularies
from institutions.models.institution import UTC_TYPE
from tests.demo.england import SEED, TINY

TODAY = date(2026, 3, 2)

pytestmark = pytest.mark.django_db


def _england(scale: Scale = TINY, seed: int = SEED) -> England:
    return imagine(scale, seed, TODAY, read_vocabularies())


def _rows(england: England) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row_type, rows in chain(register_tables(england), tables(england, "no password")):
        found[row_type.__name__] += rows
    return found


def _mark(rows: dict[str, list[Any]]) -> str:
    return sha256(repr(sorted(rows.items())).encode()).hexdigest()


def test_the_same_seed_makes_the_same_england() -> None:
    assert _mark(_rows(_england())) == _mark(_rows(_england()))


def test_another_seed_makes_another_england() -> None:
    assert _mark(_rows(_england())) != _mark(_rows(_england(seed=SEED + 1)))


def test_there_are_as_many_of_everything_as_the_scale_says() -> None:
    england = _england()
    rows = _rows(england)
    drafts = {row.id for row in rows[CollaborationRow.__name__] if row.state == "DRAFT"}
    recorded = [row for row in rows[ContributionRow.__name__] if row.collaboration_id not in drafts]
    assert len(england.schools) == TINY.schools
    assert sum(school.type_code == UTC_TYPE for school in england.schools) == TINY.utcs
    assert (len(england.trusts), len(england.employers)) == (TINY.trusts, TINY.employers)
    assert len(rows[OfferRow.__name__]) == TINY.offers
    assert len(recorded) == TINY.contributions


def test_every_authority_has_a_school_as_soon_as_there_are_enough() -> None:
    england = _england(SCALES["small"])
    assert len(england.authorities) == 153
    assert {school.local_authority_id for school in england.schools} == {a.id for a in england.authorities}


@pytest.mark.parametrize("total", [0, 1, 60, 153, 1_500, 24_000])
def test_schools_are_shared_out_to_the_last_one(total: int) -> None:
    assert sum(shares(authorities(), total)) == total


def test_every_academy_is_in_one_trust_and_no_trust_is_larger_than_it_may_be() -> None:
    england = _england(SCALES["small"])
    members = Counter(school.id for schools in england.members.values() for school in schools)
    assert set(members.values()) == {1}
    sizes = [len(schools) for schools in england.members.values()]
    assert max(sizes) == SCALES["small"].largest_trust
    assert min(sizes) >= 1


def test_schools_of_one_postcode_sector_lie_together() -> None:
    """So that the register turns a postcode that it does not hold into the right neighbourhood."""
    sectors: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for school in _england(SCALES["small"]).schools:
        sectors[school.postcode[:-2]].append((school.easting or 0, school.northing or 0))
    extents = [_extent(places) for places in sectors.values() if len(places) > 1]
    assert len(extents) > 100
    assert max(extents) < 20_000


def _extent(places: list[tuple[int, int]]) -> int:
    eastings, northings = [east for east, _ in places], [north for _, north in places]
    return max(max(eastings) - min(eastings), max(northings) - min(northings))


def test_a_few_authorities_have_no_broker_and_a_few_brokers_let_their_award_lapse() -> None:
    england = _england(SCALES["small"])
    served = {row.area_id for row in broker_area_rows(england) if row.valid_to is None}
    lapsed = [row for row in accreditation_rows(england) if row.valid_to and row.valid_to <= TODAY]
    assert 1 <= len(england.authorities) - len(served) <= 15
    assert 1 <= len(lapsed) <= 10


def test_an_offer_counts_the_places_that_introductions_hold() -> None:
    rows = _rows(_england())
    held = Counter(
        row.offer_id for row in rows[IntroductionRow.__name__] if row.state in Introduction.HOLDING
    )
    assert sum(held.values()) > 0
    for offer in rows[OfferRow.__name__]:
        assert offer.places_taken == held[offer.id] <= offer.places


def test_introductions_come_in_every_state() -> None:
    found = {row.state for row in _rows(_england(replace(TINY, offers=600)))[IntroductionRow.__name__]}
    assert found == set(Introduction.State)


def test_no_more_disadvantaged_pupils_than_pupils_come_and_only_with_a_definition() -> None:
    rows = _rows(_england())
    definitions = {row.id: row.definition for row in rows[CollaborationRow.__name__]}
    record = {row.id: row.collaboration_id for row in rows[ContributionRow.__name__]}
    assert rows[ParticipationRow.__name__]
    for row in rows[ParticipationRow.__name__]:
        assert (row.disadvantaged is not None) == bool(definitions[record[row.contribution_id]])
        assert (row.disadvantaged or 0) <= row.pupils


def test_nothing_recorded_lies_ahead() -> None:
    rows = _rows(_england())
    assert all(row.starts_on <= TODAY for row in rows[CollaborationRow.__name__] if row.state == "RECORDED")
