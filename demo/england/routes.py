"""Primary schools that came along when their secondary school was introduced to a university."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from demo.england.access_rows import BroughtAlongRow
from demo.england.country import England
from demo.england.introductions import Brokerage
from demo.england.rows import InstitutionRow
from demo.england.ties import feeder_rows

MOST = 4
EVERY = (
    2  # of so many introductions of secondary schools about higher education, one brings its feeders along
)


@dataclass(frozen=True)
class Along:
    """`by_partnership`: the same primaries, by what came of the introduction."""

    rows: list[BroughtAlongRow]
    by_partnership: dict[int, list[InstitutionRow]]


def coming_along(england: England, brokerage: Brokerage) -> Along:
    schools = {school.id: school for school in england.schools}
    feeders = defaultdict[int, list[int]](list)
    for link in feeder_rows(england):
        feeders[link.to_institution_id].append(link.institution_id)
    rows, by_partnership = [], {}
    for introduction in brokerage.introductions:
        primaries = feeders[introduction.school_id][:MOST]
        if introduction.area == "HIGHER_EDUCATION" and primaries and introduction.id % EVERY == 0:
            rows += _rows(introduction.id, primaries)
            if introduction.partnership_id:
                by_partnership[introduction.partnership_id] = [schools[pk] for pk in primaries]
    return Along(rows, by_partnership)


def _rows(introduction: int, primaries: Iterable[int]) -> list[BroughtAlongRow]:
    return [BroughtAlongRow(introduction, primary) for primary in primaries]
