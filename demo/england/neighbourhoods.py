"""Made-up neighbourhoods, and where they stand: lowest where most pupils are eligible for free school meals."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import mean
from typing import TypedDict

from demo.england.access_rows import NeighbourhoodBandRow
from demo.england.country import England
from institutions.models import Measure

EDITION = "made up for the demonstration"
FIRST = 900_001  # real codes have no number so high
UNKNOWN = 40  # of so many schools the register lacks one's neighbourhood
LEVELS = {Measure.TUNDRA: "lsoa_code", Measure.POLAR4: "msoa_code", Measure.IMD2025: "lsoa_code"}


class Codes(TypedDict, total=False):
    """The columns that say which neighbourhood a school is in."""

    lsoa_code: str
    msoa_code: str


@dataclass
class Neighbourhoods:
    """An LSOA for each postcode sector and an MSOA for each postcode district, numbered as they come up."""

    numbers: dict[str, int] = field(default_factory=dict)

    def codes(self, postcode: str, *, urn: int) -> Codes:
        if urn % UNKNOWN == 0:
            return {}
        sector, district = postcode[:-2], postcode.partition(" ")[0]
        return {"lsoa_code": f"E01{self._number(sector)}", "msoa_code": f"E02{self._number(district)}"}

    def _number(self, place: str) -> int:
        return self.numbers.setdefault(place, FIRST + len(self.numbers))


def band_rows(england: England) -> Iterator[NeighbourhoodBandRow]:
    for measure, level in LEVELS.items():
        rng, need = england.rng(f"bands {measure}"), defaultdict[str, list[float]](list)
        for school in england.schools:
            if code := getattr(school, level):
                need[code].append(float(school.fsm_percent or 18))
        weight = {code: mean(percents) + rng.gauss(0, 5) for code, percents in need.items()}
        for place, code in enumerate(sorted(weight, key=lambda code: (-weight[code], code))):
            yield NeighbourhoodBandRow(measure, EDITION, code, 1 + place * measure.bands // len(weight))
