"""England, its nine regions and its education authorities: the facts, and their rows."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from demo.england.area_rows import AreaLinkRow, AreaRow
from institutions.models import Area, AreaLink

FACTS = Path(__file__).with_name("authorities.csv")

# Code: name, and how many pupils in a hundred take free school meals there, roughly.
REGIONS = {
    "E12000001": ("North East", 31),
    "E12000002": ("North West", 27),
    "E12000003": ("Yorkshire and The Humber", 27),
    "E12000004": ("East Midlands", 24),
    "E12000005": ("West Midlands", 29),
    "E12000006": ("East of England", 20),
    "E12000007": ("London", 27),
    "E12000008": ("South East", 19),
    "E12000009": ("South West", 20),
}


class Authority(NamedTuple):
    """An education authority. `id` is its row among the areas; the rest is explained in authorities.csv."""

    id: int
    code: str
    dfe_code: str
    name: str
    region: str
    easting: int
    northing: int
    spread_east: int
    spread_north: int
    tilt: float
    schools: int
    postcode_areas: list[str]


def authorities() -> list[Authority]:
    """In the order of the file: region by region. The rows before theirs are England and the regions."""
    with FACTS.open(newline="", encoding="utf-8") as lines:
        records = csv.DictReader(line for line in lines if not line.startswith("#"))
        return [_authority(number, record) for number, record in enumerate(records, len(REGIONS) + 2)]


def _authority(number: int, record: dict[str, str]) -> Authority:
    return Authority(
        id=number,
        code=record["code"],
        dfe_code=record["dfe_code"],
        name=record["name"],
        region=record["region"],
        easting=int(record["easting"]),
        northing=int(record["northing"]),
        spread_east=int(record["spread_east"]),
        spread_north=int(record["spread_north"]),
        tilt=float(record["tilt"]),
        schools=int(record["schools"]),
        postcode_areas=record["postcode_areas"].split(),
    )


def skills_areas(authorities: list[Authority]) -> Iterator[tuple[AreaRow, list[Authority]]]:
    """Imagined areas of local skills improvement plans: the north and the south of each region, London as one."""
    first = authorities[-1].id + 1
    halves = []
    for code, (name, _) in REGIONS.items():
        here = sorted((each for each in authorities if each.region == code), key=lambda each: -each.northing)
        middle = 0 if name == "London" else len(here) // 2
        parts = ((f"{name}, north", here[:middle]), (name if not middle else f"{name}, south", here[middle:]))
        halves += [(words, part) for words, part in parts if part]
    for number, (words, part) in enumerate(halves):
        yield AreaRow(first + number, f"E69{number + 1:06d}", Area.Kind.LSIP, words), part


def skills_area_rows(authorities: list[Authority]) -> Iterator[AreaRow]:
    return (row for row, _ in skills_areas(authorities))


def skills_link_rows(authorities: list[Authority]) -> Iterator[AreaLinkRow]:
    for row, part in skills_areas(authorities):
        for authority in part:
            yield AreaLinkRow(authority.id, row.id, AreaLink.Kind.MEMBER)


def area_rows(authorities: list[Authority]) -> Iterator[AreaRow]:
    yield AreaRow(1, Area.ENGLAND, Area.Kind.COUNTRY, "England")
    region_ids = {code: number for number, code in enumerate(REGIONS, 2)}
    for code, (name, _) in REGIONS.items():
        here = [authority for authority in authorities if authority.region == code]
        yield AreaRow(
            id=region_ids[code],
            code=code,
            kind=Area.Kind.REGION,
            name=name,
            parent_id=1,
            easting=sum(authority.easting for authority in here) // len(here),
            northing=sum(authority.northing for authority in here) // len(here),
        )
    for authority in authorities:
        yield AreaRow(
            id=authority.id,
            code=authority.code,
            kind=Area.Kind.LOCAL_AUTHORITY,
            name=authority.name,
            dfe_code=authority.dfe_code,
            parent_id=region_ids[authority.region],
            easting=authority.easting,
            northing=authority.northing,
        )
