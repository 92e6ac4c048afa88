"""Whom a school is likely to know: employers of its own town, and the universities nearest to it."""

from collections import defaultdict
from random import Random

from demo.england.country import England, pick
from demo.england.rows import InstitutionRow

KNOWN_UNIVERSITIES = 4


class Neighbours:
    def __init__(self, england: England) -> None:
        self.employers = england.employers
        self.universities = [row for row in england.universities if row.easting is not None]
        self.in_town: dict[tuple[int | None, str], list[InstitutionRow]] = defaultdict(list)
        self.in_authority: dict[int | None, list[InstitutionRow]] = defaultdict(list)
        self.known: dict[tuple[int, int], list[InstitutionRow]] = {}
        for employer in england.employers:
            self.in_town[employer.local_authority_id, employer.town].append(employer)
            self.in_authority[employer.local_authority_id].append(employer)

    def employer_of(self, school: InstitutionRow, rng: Random) -> InstitutionRow:
        here = self.in_town.get((school.local_authority_id, school.town))
        if not here or rng.random() < 0.25:
            here = self.in_authority.get(school.local_authority_id) or self.employers
        return pick(rng, here)

    def university_of(self, school: InstitutionRow, rng: Random) -> InstitutionRow:
        """One of the nearest, worked out once for each square of 20 km."""
        east, north = (school.easting or 0) // 20_000, (school.northing or 0) // 20_000
        if (east, north) not in self.known:
            here = (east * 20_000 + 10_000, north * 20_000 + 10_000)
            by_distance = sorted(self.universities, key=lambda row: (_square(row, here), row.id))
            self.known[east, north] = by_distance[:KNOWN_UNIVERSITIES]
        return pick(rng, self.known[east, north])


def _square(row: InstitutionRow, place: tuple[int, int]) -> int:
    return ((row.easting or 0) - place[0]) ** 2 + ((row.northing or 0) - place[1]) ** 2
