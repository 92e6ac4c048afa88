"""England, its nine regions and its education authorities: the facts, and their rows."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from demo.england.rows import AreaRow
from institutions.models import Area

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
