"""A register that is made up from first to last: real authorities, imagined institutions."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from demo.england import figures, neighbourhoods, ties, trusts
from demo.england.access_rows import NeighbourhoodBandRow
from demo.england.area_rows import AreaLinkRow, AreaRow
from demo.england.areas import area_rows, authorities, skills_area_rows, skills_link_rows
from demo.england.country import England
from demo.england.measure_rows import FactRow, ReleaseRow
from demo.england.providers import found_brokers, found_employers, found_universities
from demo.england.rows import (
    GroupMembershipRow,
    InstitutionLinkRow,
    InstitutionRow,
    Row,
)
from demo.england.scale import Scale
from demo.england.schools import found_schools, settle
from demo.england.vocabulary import Vocabularies


def imagine(scale: Scale, seed: int, today: date, vocabularies: Vocabularies) -> England:
    england = England(scale, seed, today, vocabularies, authorities())
    places = settle(england)
    found_schools(england, places)
    trusts.found_trusts(england)
    found_universities(england, places)
    found_employers(england, places)
    found_brokers(england)
    return england


def register_tables(england: England) -> Iterator[tuple[type[Row], Iterable[Row]]]:
    """What an import of the real register would have brought; nothing where one did."""
    if not england.is_imagined:
        return
    yield AreaRow, chain(area_rows(england.authorities), skills_area_rows(england.authorities))
    yield AreaLinkRow, skills_link_rows(england.authorities)
    yield InstitutionRow, chain(england.schools, england.other_schools, england.trusts, england.universities)
    yield NeighbourhoodBandRow, neighbourhoods.band_rows(england)
    yield ReleaseRow, figures.releases(england)
    yield FactRow, figures.fact_rows(england, england.vocabularies.measures)
    yield GroupMembershipRow, trusts.membership_rows(england)
    yield InstitutionLinkRow, chain(ties.successor_rows(england), ties.sponsor_rows(england))
