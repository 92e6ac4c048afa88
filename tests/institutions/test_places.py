"""From a postcode to a place."""

import pytest

from core import db
from institutions.models import Institution
from institutions.queries.places import Place, place_of
from tests.factories import AreaFactory, InstitutionFactory

pytestmark = pytest.mark.django_db


def at(postcode: str, easting: int, **facts: object) -> Institution:
    return InstitutionFactory.create(postcode=postcode, easting=easting, northing=390_000, **facts)


def test_a_known_postcode_is_where_its_institutions_are() -> None:
    school = at("SB1 2AB", 430_000)
    at("SB1 2AB", 430_100, local_authority=school.local_authority)
    at("SB1 2AC", 490_000)
    assert place_of("sb12ab") == Place(430_050, 390_000, "POSTCODE", school.local_authority_id)


def test_an_unknown_postcode_is_in_its_sector_or_else_in_its_district() -> None:
    at("SB1 2AB", 430_000)
    at("SB1 3AB", 440_000)
    sector, district = place_of("SB1 2ZZ"), place_of("SB1 9ZZ")
    assert sector
    assert district
    assert (sector.easting, sector.precision) == (430_000, "SECTOR")
    assert (district.easting, district.precision) == (435_000, "DISTRICT")


def test_sb1_is_not_sb14() -> None:
    at("SB14 2AB", 430_000)
    assert place_of("SB1 4AB") is None
    assert place_of("SB1 2AB") is None


def test_the_authority_is_the_one_that_most_institutions_there_belong_to() -> None:
    few, many = AreaFactory.create(), AreaFactory.create()
    for authority in (few, many, many):
        at("SB1 2AB", 430_000, local_authority=authority)
    place = place_of("SB1 2AB")
    assert place
    assert place.local_authority_id == many.pk


def test_where_nobody_at_the_postcode_has_an_authority_its_neighbours_tell_it() -> None:
    at("SB1 2AB", 430_000, local_authority=None)
    neighbour = at("SB1 2AC", 431_000)
    place = place_of("SB1 2AB")
    assert place
    assert (place.easting, place.local_authority_id) == (430_000, neighbour.local_authority_id)


def test_an_institution_that_was_itself_placed_roughly_is_no_landmark() -> None:
    at("SB1 2AB", 430_000, precision="DISTRICT")
    assert place_of("SB1 2AB") is None


@pytest.mark.parametrize("typed", ["", "SB1", "not known", "SB1 2ABC", "12345"])
def test_what_is_no_postcode_is_nowhere(typed: str) -> None:
    at("SB1 2AB", 430_000)
    assert place_of(typed) is None


def test_the_look_up_reads_the_index_made_for_it() -> None:
    db.execute("SET LOCAL enable_seqscan = off")
    plan = db.rows(
        "EXPLAIN SELECT avg(easting) FROM institutions_institution"
        " WHERE postcode LIKE 'SB1 2%%' AND easting IS NOT NULL AND precision = 'POSTCODE'"
    )
    assert "institution_postcode_prefix" in str(plan)
