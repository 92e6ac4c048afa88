"""The published files exactly as they are, brought into one England."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Count, Q

from core import db
from institutions import actions
from institutions.actions.importing import Report
from institutions.models import Area, AreaLink, GroupMembership, Institution, InstitutionLink, SearchWord
from institutions.queries.lineage import lineage
from institutions.queries.places import place_of
from institutions.tasks import take_new_words

# One process: each would import the whole register for itself.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("real register"), pytest.mark.long]

ESTABLISHMENTS = "gias/rebuilt_edubase_layout_mixed_dates.csv.gz"
LINKS = "gias/links_edubasealldata20250422.csv.gz"
TRUSTS = "groups/england_ks2-mats-performance_2024-25.csv"
PROVIDERS = "higher_education/discover_uni_institution_2025.csv"
GRID_REFERENCES = "higher_education/learning-providers-plus_2021.csv"


@pytest.fixture(scope="module")
def england(shared_data: Path, django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Report]]:
    """What each import reported. All of it is taken back after the last test here."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = {
            "areas": actions.import_areas(path=shared_data / "geography"),
            "establishments": actions.import_establishments(path=shared_data / ESTABLISHMENTS),
            "links": actions.import_establishment_links(path=shared_data / LINKS),
            "trusts": actions.import_trusts(path=shared_data / TRUSTS),
            "providers": actions.import_providers(path=shared_data / PROVIDERS),
            "grid references": actions.import_providers(path=shared_data / GRID_REFERENCES),
        }
        connection.check_constraints()  # here once, or each test would do it for all of this at its end
        yield found
        transaction.set_rollback(True)


def test_every_establishment_comes_in(england: dict[str, Report]) -> None:
    assert england["establishments"] == Report(52_043, 52_043, 0, 0, 0, [])
    # Written in Windows-1252: read as Latin-1, quotes and dashes would be control characters.
    assert not Institution.objects.filter(name__regex=r"[\u0080-\u009f]").exists()
    assert Institution.objects.filter(name__contains="–").exists()


def test_the_same_file_again_touches_no_row(england: dict[str, Report], shared_data: Path) -> None:
    marks = "SELECT md5(string_agg(xmin::text || xmax::text, '' ORDER BY id)) FROM institutions_institution"
    before = db.rows(marks)
    again = actions.import_establishments(path=shared_data / ESTABLISHMENTS)
    assert again == Report(52_043, 0, 0, 52_043, 0, [])
    assert db.rows(marks) == before


def test_there_are_44_open_utcs(england: dict[str, Report]) -> None:
    utcs = Institution.objects.utcs().open()
    assert utcs.count() == 44
    assert utcs.in_scope().exclude(phases__contains=["SECONDARY", "POST_16"]).count() == 0


def test_153_authorities_answer_for_schools_today(england: dict[str, Report]) -> None:
    current = Area.objects.current().of_kind(Area.Kind.LOCAL_AUTHORITY)
    assert current.count() == 153
    assert current.filter(Q(dfe_code="") | Q(boundary=None) | Q(easting=None) | Q(parent=None)).count() == 0
    assert Institution.objects.in_scope().values("local_authority").distinct().count() == 153
    assert current.get(dfe_code="373").code == "E08000039"


def test_the_nine_regions_and_every_kind_of_area_are_there(england: dict[str, Report]) -> None:
    current = dict(Area.objects.current().values_list("kind").annotate(n=Count("pk")))
    assert current["REGION"] == 9
    assert current["LSIP"] == 38
    # 296 districts, of which 132 are authorities themselves.
    assert current["DISTRICT"] == 164
    assert Area.objects.current().filter(kind="DISTRICT", boundary=None).count() == 0


def test_reorganised_counties_have_ended_and_have_successors(england: dict[str, Report]) -> None:
    heirs = AreaLink.objects.filter(kind="SUCCESSOR", area__code="E10000006")
    assert set(heirs.values_list("to_area__name", flat=True)) == {"Cumberland", "Westmorland and Furness"}
    assert Area.objects.get(code="E10000006").valid_to is not None


def test_no_school_in_scope_is_outside_england(england: dict[str, Report]) -> None:
    abroad = Institution.objects.filter(status="OPEN", urn__gte="400000")
    assert abroad.count() == 1_577
    assert not abroad.in_scope().exists()


def test_schools_in_scope_are_those_that_the_state_funds(england: dict[str, Report]) -> None:
    """The department's own list of July 2025 has 22,010, without colleges."""
    kinds = dict(Institution.objects.in_scope().values_list("kind").annotate(n=Count("pk")))
    assert kinds == {"SCHOOL": 22_022, "COLLEGE": 286}


def test_every_link_is_told_once_and_every_row_accounted_for(england: dict[str, Report]) -> None:
    report = england["links"]
    assert report.rows_read == 33_801
    assert report.inserted == InstitutionLink.objects.count() == 17_051
    assert {error.message for error in report.errors} == {
        "is not an establishment that we know",
        "does not say which of the two came first",
    }
    there = set(InstitutionLink.objects.values_list("institution", "to_institution"))
    assert not there & {(after, before) for before, after in there}


def test_a_school_that_converted_keeps_its_history(england: dict[str, Report]) -> None:
    longest = max(
        (lineage(school) for school in Institution.objects.utcs().open()),
        key=lambda found: len(found.predecessors),
    )
    assert longest.predecessors
    assert all(school.status == "CLOSED" for school in longest.predecessors)


def test_657_trusts_have_their_5934_schools(england: dict[str, Report]) -> None:
    assert england["trusts"] == Report(657, 657, 0, 0, 0, [])
    trusts = Institution.objects.filter(kind="TRUST")
    assert trusts.filter(company_number__regex=r"^\d{8}$").count() == 657
    assert GroupMembership.objects.current().filter(group__in=trusts).count() == 5_934


def test_english_providers_are_there_once_and_most_have_a_place(england: dict[str, Report]) -> None:
    universities = Institution.objects.filter(kind="UNIVERSITY")
    assert universities.count() == england["providers"].inserted == 429
    assert england["grid references"].updated == 121
    assert universities.filter(easting=None).count() < 25


def test_places_are_found_for_postcodes_new_and_old(england: dict[str, Report]) -> None:
    known, new = place_of("EC3A 5DE"), place_of("EC3A 9ZZ")
    assert known
    assert new
    assert (known.precision, new.precision) == ("POSTCODE", "DISTRICT")
    assert place_of("ZZ1 1ZZ") is None


def test_every_word_of_the_directory_can_be_corrected_to(england: dict[str, Report]) -> None:
    take_new_words()
    assert SearchWord.objects.get(word="academy").institutions > 4_000
    assert not SearchWord.objects.filter(word__regex=r"\d").exists()
