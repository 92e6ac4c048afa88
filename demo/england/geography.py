"""Where things are: imagined towns around each authority's real centre, and spots in them."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from random import Random
from typing import NamedTuple

from demo.england.areas import Authority
from demo.england.country import pick
from demo.england.names import town_names
from demo.england.rows import InstitutionRow

SCHOOLS_IN_A_TOWN = 9
CELL = 5_000  # metres; the grid in which neighbours are looked up
POSTCODE_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"  # those that the second half of a postcode uses
SPARSE_FOOTPRINT = 6_000  # metres; schools this far apart are in the country


class Town(NamedTuple):
    """`district` is the first half of its postcodes, `radius` how far its streets go, in metres."""

    name: str
    authority: Authority
    easting: int
    northing: int
    radius: int
    district: str


class Spot(NamedTuple):
    street: str
    town: str
    postcode: str
    easting: int
    northing: int
    is_rural: bool


def towns(authorities: Iterable[Authority], schools: Sequence[int], rng: Random) -> list[list[Town]]:
    """For each authority its towns; an authority with more schools has more of them."""
    names, districts = town_names(rng), Counter[str]()
    return [
        [
            _town(authority, next(names), districts, rng)
            for _ in range(max(1, round(number / SCHOOLS_IN_A_TOWN)))
        ]
        for authority, number in zip(authorities, schools, strict=True)
    ]


def _town(authority: Authority, name: str, districts: Counter[str], rng: Random) -> Town:
    """Towns fill the ellipse over which the authority's real schools are spread."""
    angle, distance = rng.random() * math.tau, 1.35 * math.sqrt(rng.random())
    along, across = distance * math.cos(angle), distance * math.sin(angle)
    lean = authority.tilt * along + math.sqrt(1 - authority.tilt**2) * across
    narrow = min(authority.spread_east, authority.spread_north)
    return Town(
        name=name,
        authority=authority,
        easting=int(authority.easting + along * authority.spread_east),
        northing=int(authority.northing + lean * authority.spread_north),
        radius=min(1_500, max(200, narrow // 4)),
        district=_next_district(pick(rng, authority.postcode_areas), districts),
    )


def _next_district(area: str, used: Counter[str]) -> str:
    """Each postcode area numbers its districts; after 99 it shares them out again."""
    used[area] += 1
    return f"{area}{(used[area] - 1) % 99 + 1}"


def spot(town: Town, street: str, rng: Random) -> Spot:
    """Somewhere in the town, or, one time in five where towns are far apart, in a village beyond it."""
    wide = min(town.authority.spread_east, town.authority.spread_north) > SPARSE_FOOTPRINT
    is_rural = wide and rng.random() < 0.3
    reach = town.radius * (3 if is_rural else 1)
    east, north = rng.gauss(0, reach), rng.gauss(0, reach)
    east, north = (max(-2 * reach, min(2 * reach, metres)) for metres in (east, north))
    return Spot(
        street=street,
        town=town.name,
        postcode=_postcode(town.district, east, north, rng),
        easting=int(town.easting + east),
        northing=int(town.northing + north),
        is_rural=is_rural,
    )


def _postcode(district: str, east: float, north: float, rng: Random) -> str:
    """A sector is a quarter of a town, so what shares one lies together."""
    sector = 1 + (east > 0) + 2 * (north > 0)
    return f"{district} {sector}{pick(rng, POSTCODE_LETTERS)}{pick(rng, POSTCODE_LETTERS)}"


class Nearby:
    """Schools by grid square, to find those around a place."""

    def __init__(self, schools: Iterable[InstitutionRow]) -> None:
        self.squares: dict[tuple[int, int], list[InstitutionRow]] = defaultdict(list)
        for school in schools:
            if school.easting is not None and school.northing is not None:
                self.squares[school.easting // CELL, school.northing // CELL].append(school)

    def within(self, easting: int, northing: int, metres: int) -> list[InstitutionRow]:
        """Nearest first."""
        reach = metres // CELL + 1
        column, row = easting // CELL, northing // CELL
        found = []
        for x in range(column - reach, column + reach + 1):
            for y in range(row - reach, row + reach + 1):
                for school in self.squares.get((x, y), ()):
                    distance = math.hypot((school.easting or 0) - easting, (school.northing or 0) - northing)
                    if distance <= metres:
                        found.append((distance, school.id, school))
        return [school for _, _, school in sorted(found)]
