"""How many pupils a school has in each year group, and how many of them come to something."""

from random import Random
from typing import NamedTuple

from demo.england.rows import InstitutionRow
from institutions.models import YearGroup

CODES = list(YearGroup.values)
YOUNGEST = 3  # the age at which nursery begins
# Where the register gives no ages.
AGES = {"EARLY_YEARS": (3, 5), "PRIMARY": (4, 11), "SECONDARY": (11, 16), "POST_16": (16, 19)}


class Cohorts(NamedTuple):
    """A school's year groups from `first` to before `last` (places in CODES), pupils in each, and the share in need."""

    first: int
    last: int
    pupils: int
    need: float


def cohorts(school: InstitutionRow) -> Cohorts:
    ages = [AGES[phase] for phase in school.phases] or [AGES["PRIMARY"]]
    low = max(YOUNGEST, school.low_age if school.low_age is not None else min(low for low, _ in ages))
    high = school.high_age if school.high_age is not None else max(high for _, high in ages)
    first = min(low - YOUNGEST, len(CODES) - 1)
    last = max(first + 1, min(high - YOUNGEST, len(CODES)))
    pupils = max(4, (school.roll or 200) // (last - first))
    return Cohorts(first, last, pupils, float(school.fsm_percent or 18) / 100)


def chosen(cohort: Cohorts, luck: float) -> range:
    """One year group or two neighbours, as places in CODES."""
    first = cohort.first + int(luck * (cohort.last - cohort.first))
    return range(first, min(cohort.last, first + (1 if luck * 7 % 1 < 0.6 else 2)))


def turnout(cohort: Cohorts, rng: Random) -> tuple[int, int]:
    """Pupils who came, and the disadvantaged among them: a class, some of a year, or all of it."""
    luck = rng.random()
    pupils = cohort.pupils if luck > 0.8 else min(cohort.pupils, 6 + int(luck * 60))
    return pupils, min(pupils, int(pupils * cohort.need * (0.6 + rng.random())))
