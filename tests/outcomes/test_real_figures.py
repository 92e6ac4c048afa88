"""The department's figures exactly as published, beside an independent reading of the same files."""

import csv
import gzip
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Sum

from core import db
from core.errors import RuleBroken
from institutions.actions import import_areas
from institutions.actions.importing import Report
from institutions.models import Area, Institution
from outcomes import actions
from outcomes.actions import Publication
from outcomes.models import Fact, Missing, Release

# One process: each would import the whole register for itself.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("real register"), pytest.mark.long]

AFTER_18 = "destinations/england_ks5-studest_2024-25.csv.gz"
AFTER_16 = "destinations/england_ks4-pupdest_2024-25.csv.gz"
CENSUS = "schools_census/england_census_2024-25.csv.gz"
TABLES = Publication("2024-25")


SCORECARD = "deprivation/neet_participation_la_scorecard_2025.csv"
SKILLS = "labour_market/local_skills_indicators_by_lad_lsip_mca_202509.csv.gz"
DISTRICTS = "deprivation/imd2025_england_ltla24.csv"
DISTRICTS_2019 = "deprivation/imd2019_england_ltla23.csv"
LOOKUPS = [
    "lad_la_devolved_area_region_lookup_by_year.csv",
    "la_all_codes.csv",
    "lad_to_lsip_lookup_2023.xlsx",
    "lad_to_combined_authority_lookup_202505.csv",
    "england_education_authorities_2024_simplified.geojson",
]


def rows_of(path: Path) -> list[dict[str, str]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig") as text:
        return list(csv.DictReader(text))


def _register(shared_data: Path) -> None:
    """Areas from the published look-ups, and each school of the destination tables with its number and its type."""
    for name in LOOKUPS:
        import_areas(path=shared_data / "geography" / name)
    areas = dict(Area.objects.current().of_kind(Area.Kind.LOCAL_AUTHORITY).values_list("dfe_code", "pk"))
    found = {
        row["URN"]: row for file in (AFTER_16, AFTER_18) for row in rows_of(shared_data / file) if row["URN"]
    }
    Institution.objects.bulk_create(
        Institution(
            kind=Institution.Kind.SCHOOL,
            name=row["SCHNAME"],
            urn=urn,
            type_code="40" if row["NFTYPE"] == "UTC" else "",
            local_authority_id=areas[row["LEA"]],
        )
        for urn, row in found.items()
    )


@pytest.fixture(scope="module")
def reports(shared_data: Path, django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Report]]:
    """What each import reported. All of it is taken back after the last test here."""
    with django_db_blocker.unblock(), transaction.atomic():
        _register(shared_data)
        found = {
            "18": actions.import_destinations(path=shared_data / AFTER_18, publication=TABLES),
            "16": actions.import_destinations(path=shared_data / AFTER_16, publication=TABLES),
            "census": actions.import_census(path=shared_data / CENSUS, publication=TABLES),
            "imd": actions.import_deprivation(
                path=shared_data / DISTRICTS, publication=Publication("Indices 2025")
            ),
            "imd 2019": actions.import_deprivation(
                path=shared_data / DISTRICTS_2019, publication=Publication("Indices 2019")
            ),
            "neet": actions.import_participation(
                path=shared_data / SCORECARD, publication=Publication("Scorecard 2025")
            ),
            "skills": actions.import_labour_market(
                path=shared_data / SKILLS, publication=Publication("Local skills 202509")
            ),
        }
        connection.check_constraints()  # here once, or each test would do it for all of this at its end
        yield found
        transaction.set_rollback(True)


def test_every_row_of_the_destinations_comes_in(reports: dict[str, Report]) -> None:
    assert reports["18"] == Report(2_288, 2_288, 0, 0, 0, [])
    assert reports["16"] == Report(4_163, 4_163, 0, 0, 0, [])


def test_schools_and_their_pupils_are_as_many_as_in_the_file(
    reports: dict[str, Report], shared_data: Path
) -> None:
    published = [row for row in rows_of(shared_data / AFTER_18) if row["URN"]]
    facts = Fact.objects.filter(measure__code="18_he", pupil_group="ALL", institution__isnull=False)
    assert facts.count() == len(published) == 2_136
    assert _sum(facts, "size") == sum(_number(row["TOT_COHORT"]) for row in published)
    assert _sum(facts, "numerator") == sum(_number(row["TOT_HE"]) for row in published)


@pytest.mark.parametrize(
    ("code", "column"),
    [
        ("18_he", "TOT_HE"),
        ("18_apprenticeship", "TOT_APPREN"),
        ("18_he_l3", "L3_HE"),
        ("18_overall", "TOT_OVERALL"),
    ],
)
@pytest.mark.parametrize(("group", "suffix"), [("ALL", ""), ("DISADVANTAGED", "_DIS"), ("OTHERS", "_NONDIS")])
def test_every_rate_is_the_published_one(
    code: str, column: str, group: str, suffix: str, reports: dict[str, Report], shared_data: Path
) -> None:
    facts = Fact.objects.filter(measure__code=code, pupil_group=group, institution__isnull=False)
    known = {fact.institution.urn: fact for fact in facts.select_related("institution") if fact.institution}
    for row in rows_of(shared_data / AFTER_18):
        if row["URN"]:
            fact, count, share = known[row["URN"]], row[column + suffix], row[f"{column}PER{suffix}"]
            assert fact.numerator == (int(count) if count.isdigit() else None)
            assert fact.value == (Decimal(share.rstrip("%")) if share[:1].isdigit() else None)
            assert bool(fact.missing) == (not share[:1].isdigit())


def test_what_is_withheld_is_not_nought(reports: dict[str, Report], shared_data: Path) -> None:
    withheld = [row for row in rows_of(shared_data / AFTER_18) if row["URN"] and row["TOT_HE_DIS"] == "SUPP"]
    facts = Fact.objects.filter(
        measure__code="18_he", pupil_group="DISADVANTAGED", missing=Missing.SUPPRESSED
    )
    assert facts.filter(institution__isnull=False).count() == len(withheld) > 1_000
    assert not facts.filter(value__isnull=False).exists()
    assert not facts.filter(numerator=0).exists()


def test_totals_of_the_country_and_of_authorities_are_areas(reports: dict[str, Report]) -> None:
    country = Fact.objects.get(area__code=Area.ENGLAND, measure__code="18_he", pupil_group="ALL")
    assert (country.size, country.numerator, country.value) == (541_441, 198_999, Decimal(37))
    assert Fact.objects.filter(area__dfe_code="373", measure__code="18_he").count() == 3
    assert Fact.objects.filter(area__isnull=False, measure__code="18_he", pupil_group="ALL").count() == 152


def test_those_who_finished_two_years_before_the_tables_are_in_them(reports: dict[str, Report]) -> None:
    assert set(Fact.objects.filter(measure__panel="AFTER_18").values_list("period", flat=True)) == {"2022/23"}
    assert set(Fact.objects.filter(measure__panel="PUPILS").values_list("period", flat=True)) == {"2024/25"}


def test_the_44_utcs(reports: dict[str, Report]) -> None:
    facts = Fact.objects.filter(institution__type_code="40", measure__code="18_he", pupil_group="ALL")
    assert facts.count() == 44
    assert (_sum(facts, "numerator"), _sum(facts, "size")) == (1_156, 3_187)


def test_the_census_counts_pupils_by_its_own_words(reports: dict[str, Report], shared_data: Path) -> None:
    published = {row["URN"]: row for row in rows_of(shared_data / CENSUS)}
    facts = Fact.objects.filter(measure__code="fsm6").select_related("institution")
    for fact in facts:
        assert fact.institution
        row = published[fact.institution.urn or ""]
        assert fact.numerator == (int(row["NUMFSMEVER"]) if row["NUMFSMEVER"].isdigit() else None)
        if fact.numerator is None:
            assert fact.value is None  # where the table writes 0.00% beside no number
    assert reports["census"].rows_read == 24_473
    totals = [error for error in reports["census"].errors if "total" in error.message]
    assert len(totals) == 3


def test_areas_have_their_figures_with_the_edition(reports: dict[str, Report]) -> None:
    assert [reports[name].rejected for name in ("imd", "neet")] == [0, 0]
    hartlepool = Fact.objects.filter(area__code="E06000001")
    scores = hartlepool.filter(measure__code="imd_score").order_by("measure__version")
    assert list(scores.values_list("measure__version", "value")) == [
        (1, Decimal("35.04")),
        (2, Decimal("37.58")),
    ]
    assert hartlepool.get(measure__code="unemployment").value == Decimal("5.49")
    assert hartlepool.get(measure__code="unemployment").period == "2025-09"
    assert Fact.objects.get(area__code=Area.ENGLAND, measure__code="neet_or_unknown").value == Decimal("5.6")


def test_the_same_file_again_touches_nothing(reports: dict[str, Report], shared_data: Path) -> None:
    marks = "SELECT md5(string_agg(xmin::text || xmax::text, '' ORDER BY id)) FROM outcomes_fact"
    before, releases = db.rows(marks), Release.objects.count()
    again = actions.import_destinations(path=shared_data / AFTER_18, publication=TABLES)
    assert again == Report(2_288, 0, 0, 2_288, 0, [])
    assert (db.rows(marks), Release.objects.count()) == (before, releases)


def test_a_table_of_results_is_refused_whole(reports: dict[str, Report], shared_data: Path) -> None:
    with pytest.raises(RuleBroken, match="It has no column"):
        actions.import_destinations(
            path=shared_data / "destinations/england_ks5final_2023-24.csv.gz",
            publication=Publication("2023-24"),
        )


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0


def _sum(facts: Any, column: str) -> int:
    return int(facts.aggregate(total=Sum(column))["total"])
