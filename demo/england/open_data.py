"""A real register: published files are imported, then employers are imagined where enterprises really are."""

import csv
import gzip
from collections.abc import Callable, Iterator
from datetime import date
from io import StringIO
from itertools import count
from pathlib import Path
from random import Random
from typing import NamedTuple

from django.core.management import call_command
from django.db.models import Max, QuerySet

from demo.england.areas import authorities
from demo.england.country import England, pick
from demo.england.geography import POSTCODE_LETTERS, Nearby
from demo.england.providers import employer, found_brokers
from demo.england.rows import InstitutionRow
from demo.england.scale import Scale
from demo.england.vocabulary import Vocabularies
from institutions.models import Area, GroupMembership, Institution

# Command and file, in the order in which they build on each other.
IMPORTS = [
    ("import_areas", "geography/lad_la_devolved_area_region_lookup_by_year.csv"),
    ("import_areas", "geography/la_all_codes.csv"),
    ("import_areas", "geography/lad_to_lsip_lookup_2023.xlsx"),
    ("import_areas", "geography/lad_to_combined_authority_lookup_202505.csv"),
    ("import_areas", "geography/england_education_authorities_2024_simplified.geojson"),
    ("import_areas", "geography/england_lad_2024_simplified.geojson"),
    ("import_areas", "geography/lsip_boundaries_2023_ultra_generalised.geojson"),
    ("import_areas", "geography/combined_authority_boundaries_2023_ultra_generalised.geojson"),
    ("import_establishments", "gias/rebuilt_edubase_layout_mixed_dates.csv.gz"),
    ("import_establishment_links", "gias/links_edubasealldata20250422.csv.gz"),
    ("import_trusts", "groups/england_ks2-mats-performance_2024-25.csv"),
    ("import_providers", "higher_education/discover_uni_institution_2025.csv"),
    ("import_providers", "higher_education/learning-providers-plus_2021.csv"),
]
# Command, file and release: what is published of those schools and places.
FIGURES = [
    ("import_destinations", "destinations/england_ks5-studest_2024-25.csv.gz", "2024-25"),
    ("import_destinations", "destinations/england_ks4-pupdest_2024-25.csv.gz", "2024-25"),
    ("import_census", "schools_census/england_census_2024-25.csv.gz", "2024-25"),
    ("import_participation", "deprivation/neet_participation_la_scorecard_2025.csv", "Scorecard 2025"),
    ("import_deprivation", "deprivation/imd2025_england_ltla24.csv", "Indices 2025"),
    (
        *("import_labour_market", "labour_market/local_skills_indicators_by_lad_lsip_mca_202509.csv.gz"),
        "Local skills 202509",
    ),
]
ENTERPRISES = "labour_market/local_skills_indicators_by_lad_lsip_mca_202509.csv.gz"
DISTRICT_ROWS = "LADU"
AROUND = 12_000  # metres from a district's centre in which its employers settle
# The file's columns of enterprises by industry, and our sectors. Quarrying and utilities are with manufacturing.
INDUSTRIES = {
    "Agriculture, forestry & fishing": "AGRICULTURE",
    "Mining, quarrying & utilities": "MANUFACTURING",
    "Manufacturing": "MANUFACTURING",
    "Construction": "CONSTRUCTION",
    "Motor trades": "MOTOR",
    "Wholesale": "WHOLESALE",
    "Retail": "RETAIL",
    "Transport & storage": "TRANSPORT",
    "Accommodation & food services": "HOSPITALITY",
    "Information & communication": "INFORMATION",
    "Financial & insurance": "FINANCE",
    "Property": "PROPERTY",
    "Professional, scientific & technical": "PROFESSIONAL",
    "Business administration & support services": "SUPPORT",
    "Public administration & defence": "PUBLIC",
    "Education": "EDUCATION",
    "Health": "HEALTH",
    "Arts, entertainment, recreation & other services": "ARTS",
}


class District(NamedTuple):
    """Where enterprises of one sector are, and how many."""

    code: str
    easting: int
    northing: int
    sector: str
    enterprises: float


def files(folder: Path) -> list[Path]:
    figures = (name for _, name, _ in FIGURES)
    return [folder / name for name in [*(name for _, name in IMPORTS), *figures, ENTERPRISES]]


def import_register(folder: Path, say: Callable[[str], None]) -> None:
    """Schools, trusts, universities and areas as they are published."""
    for command, name in IMPORTS:
        _bring_in(say, command, folder, name)


def import_figures(folder: Path, say: Callable[[str], None]) -> None:
    """What became of students, who the pupils are, and what the places are like."""
    for command, name, release in FIGURES:
        _bring_in(say, command, folder, name, release=release)


def _bring_in(say: Callable[[str], None], command: str, folder: Path, name: str, **options: str) -> None:
    """Run an import command; of what it says, the last line: how many rows came in."""
    answer = StringIO()
    call_command(command, str(folder / name), stdout=answer, **options)
    say(f"{name}: {answer.getvalue().splitlines()[-1]}")


def read_register(scale: Scale, seed: int, today: date, vocabularies: Vocabularies, folder: Path) -> England:
    """England as imported, with employers and brokers of our own. Schools without a position stay out of it."""
    ids = dict(Area.objects.of_kind(Area.Kind.LOCAL_AUTHORITY).current().values_list("code", "pk"))
    known = [row._replace(id=ids[row.code]) for row in authorities() if row.code in ids]
    england = England(scale, seed, today, vocabularies, known, is_imagined=False)
    england.country = Area.objects.england().pk
    england.ids = count((Institution.objects.aggregate(last=Max("pk"))["last"] or 0) + 1)
    placed = Institution.objects.filter(easting__isnull=False).order_by("pk")
    england.schools = _rows(placed.in_scope().exclude(phases=[]))
    england.universities = _rows(placed.open().filter(kind=Institution.Kind.UNIVERSITY))
    _read_trusts(england)
    _found_employers(england, folder)
    found_brokers(england)
    return england


def _rows(institutions: "QuerySet[Institution]") -> list[InstitutionRow]:
    return [InstitutionRow(*values) for values in institutions.values_list(*InstitutionRow._fields)]


def _read_trusts(england: England) -> None:
    schools = {school.id: school for school in england.schools}
    pairs = GroupMembership.objects.current().order_by("group", "member")
    for group, member in pairs.values_list("group", "member"):
        if member in schools:
            england.members.setdefault(group, []).append(schools[member])
    england.trusts = _rows(Institution.objects.filter(pk__in=england.members).order_by("pk"))


def _found_employers(england: England, folder: Path) -> None:
    """As many of each sector in each district as its share of the country's enterprises asks for."""
    rng, nearby = england.rng("employers"), Nearby(england.schools)
    districts = list(_districts(folder / ENTERPRISES))
    district_ids = dict(Area.objects.of_kind(Area.Kind.DISTRICT).values_list("code", "pk"))
    weights = [district.enterprises for district in districts]
    around = {(d.easting, d.northing): nearby.within(d.easting, d.northing, AROUND) for d in districts}
    taken: dict[str, set[str]] = {}
    for district in rng.choices(districts, weights, k=england.scale.employers):
        neighbours = around[district.easting, district.northing] or england.schools
        neighbour = pick(rng, neighbours)
        names = taken.setdefault(neighbour.town, set())
        row = employer(england, district.sector, neighbour.town, names, rng)
        england.employers.append(
            _near(row, neighbour, rng)._replace(district_id=district_ids.get(district.code))
        )


def _near(row: InstitutionRow, neighbour: InstitutionRow, rng: Random) -> InstitutionRow:
    """Some streets from a real school, in its postcode sector."""
    return row._replace(
        local_authority_id=neighbour.local_authority_id,
        town=neighbour.town,
        postcode=f"{neighbour.postcode[:-2]}{pick(rng, POSTCODE_LETTERS)}{pick(rng, POSTCODE_LETTERS)}",
        easting=(neighbour.easting or 0) + int(rng.gauss(0, 400)),
        northing=(neighbour.northing or 0) + int(rng.gauss(0, 400)),
        precision=Institution.Precision.SECTOR,
    )


def _districts(path: Path) -> Iterator[District]:
    with gzip.open(path, "rt", newline="", encoding="utf-8-sig") as lines:
        for record in csv.DictReader(lines):
            if record["geog"] != DISTRICT_ROWS:
                continue
            for industry, sector in INDUSTRIES.items():
                enterprises = float(record[f"enterpriseCountIndustry{industry}"] or 0)
                yield District(
                    record["areaCode"], int(record["BNG_E"]), int(record["BNG_N"]), sector, enterprises
                )
