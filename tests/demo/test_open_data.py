"""An England on the published register: only what no register holds is made up."""

from math import hypot
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from demo.england import bulk, open_data
from demo.england.country import England
from demo.england.imagined import imagine, register_tables
from demo.england.load import load_england
from demo.england.scale import SCALES_WITH_DATA
from demo.england.tables import tables
from demo.england.vocabulary import read_vocabularies
from institutions.models import Area, GroupMembership, Institution, PriorityList, Term, Vocabulary
from outcomes.models import SchoolCoverage
from outcomes.reports.invariants import violations
from tests.demo.england import SEED, TINY

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(shared_data: Path) -> England:
    """A register that is in the database already, as an import leaves it."""
    england = imagine(TINY, SEED, timezone.localdate(), read_vocabularies())
    bulk.empty()
    bulk.fill(register_tables(england), lambda _: None)
    return england


def _read(folder: Path) -> England:
    return open_data.read_register(TINY, SEED, timezone.localdate(), read_vocabularies(), folder)


def test_schools_trusts_and_universities_are_those_of_the_register(
    register: England, shared_data: Path
) -> None:
    read = _read(shared_data)
    assert {school.urn for school in read.schools} == {school.urn for school in register.schools}
    assert {row.ukprn for row in read.universities} == {row.ukprn for row in register.universities}
    current = GroupMembership.objects.current().count()
    assert sum(len(members) for members in read.members.values()) == current > 0


def test_employers_settle_by_a_school_of_their_authority(register: England, shared_data: Path) -> None:
    read = _read(shared_data)
    assert len(read.employers) == TINY.employers
    for employer in read.employers:
        near = min(
            hypot(
                (employer.easting or 0) - (school.easting or 0),
                (employer.northing or 0) - (school.northing or 0),
            )
            for school in read.schools
            if school.local_authority_id == employer.local_authority_id
        )
        assert near < 3_000


def test_what_is_made_up_fits_on_the_register(register: England, shared_data: Path) -> None:
    registered = set(Institution.objects.values_list("pk", flat=True))
    bulk.fill(tables(_read(shared_data), "no password"), lambda _: None)
    added = Institution.objects.exclude(pk__in=registered)
    assert set(added.values_list("kind", flat=True)) == {
        Institution.Kind.EMPLOYER,
        Institution.Kind.BROKER,
        Institution.Kind.NETWORK,  # the body that owns the brokerage standard
    }
    assert {name: broken for name, broken in violations().items() if broken} == {}


def test_the_list_of_real_schools_bears_no_real_lists_name(register: England, shared_data: Path) -> None:
    bulk.fill(tables(_read(shared_data), "no password"), lambda _: None)
    assert set(PriorityList.objects.values_list("name", flat=True)) == {"Demonstration list"}


def test_every_industry_of_the_published_counts_is_one_of_our_sectors(db: None) -> None:
    ours = set(Term.objects.of(Vocabulary.SECTOR).values_list("code", flat=True))
    assert set(open_data.INDUSTRIES.values()) == ours


def test_a_folder_without_the_files_is_refused_by_name_and_nothing_changes(tmp_path: Path) -> None:
    areas = Area.objects.count()
    with pytest.raises(CommandError, match=r"There is no .*lad_la_devolved_area_region_lookup_by_year\.csv"):
        call_command("load_demo", data=tmp_path)
    assert Area.objects.count() == areas


@pytest.mark.slow
def test_the_published_register_is_whole(shared_data: Path) -> None:
    scale, today = SCALES_WITH_DATA["small"], timezone.localdate()
    load_england(scale=scale, seed=SEED, today=today, data=shared_data, say=lambda _: None)
    assert Institution.objects.open().utcs().count() == 44
    assert Area.objects.of_kind(Area.Kind.LOCAL_AUTHORITY).current().count() == 153
    assert Institution.objects.filter(kind=Institution.Kind.TRUST).count() == 657
    assert SchoolCoverage.objects.filter(is_utc=True).count() == 44
