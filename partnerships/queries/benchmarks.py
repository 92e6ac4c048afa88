"""How much of each year group met employers, workplaces and higher education in a school year: at least, at most.

Only counts are kept, never who came. `at_least` is the largest single activity that surely counts: so many met somebody
even if the same pupils came each time. `at_most` adds up all that may count, and no year group is larger than itself.
Tenancy: for the school's or trust's own people.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from core.dates import academic_year_days
from institutions.models import Institution, YearGroup
from partnerships.models import BenchmarkRule, Collaboration, Contribution, Flag, Participation
from partnerships.queries.schools import years_of


@dataclass(frozen=True)
class Share:
    """Of one year group or of several. `pupils`: how many it has, an estimate from the roll; None: it is not known."""

    pupils: int | None
    at_least: int
    at_most: int

    @property
    def percents(self) -> tuple[int, int] | None:
        if not self.pupils:
            return None
        return round(100 * self.at_least / self.pupils), round(100 * self.at_most / self.pupils)


@dataclass(frozen=True)
class Line:
    """A year group or a school, with a share for each benchmark; None where the benchmark is not for it."""

    name: str
    shares: list[Share | None]


@dataclass
class _Met:
    surely: int = 0
    perhaps: int = 0


# What was counted at one school, by benchmark and year group.
Met = dict[tuple[int, str], _Met]


def benchmarks_of_years(school: Institution, rules: list[BenchmarkRule], year: str) -> list[Line]:
    """A line for each year group that any of the benchmarks is for."""
    met = _met([school.pk], rules, year)[school.pk]
    used = {group for rule in rules for group in rule.year_groups}
    held = [YearGroup(group) for group in years_of(school) if group in used]
    size = _pupils_a_year(school)
    return [Line(group.label, [_share(met, rule, group, size) for rule in rules]) for group in held]


def benchmarks_of_schools(
    schools: Iterable[Institution], rules: list[BenchmarkRule], year: str
) -> list[Line]:
    """A line for each school that has year groups which the benchmarks are for."""
    schools = list(schools)
    met = _met([school.pk for school in schools], rules, year)
    lines = [
        Line(school.name, [_all_years(school, met[school.pk], rule) for rule in rules]) for school in schools
    ]
    return [line for line in lines if any(line.shares)]


def rules_of(year: str) -> list[BenchmarkRule]:
    """Those in force when the school year began."""
    return list(BenchmarkRule.objects.in_force(academic_year_days(year)[0]))


def _met(schools: Collection[int], rules: list[BenchmarkRule], year: str) -> dict[int, Met]:
    """The pupils of each confirmed activity, shared out to the benchmarks that its type may count towards."""
    found: dict[int, Met] = defaultdict(lambda: defaultdict(_Met))
    for row in _counted(schools, academic_year_days(year)):
        for rule in rules:
            record = row.contribution.collaboration
            if _may_count(record, row.year_group, rule):
                met = found[row.contribution.school_id][rule.number, row.year_group]
                met.perhaps += row.pupils
                if not rule.needs_interaction or Flag.INTERACTIVE in record.flags:
                    met.surely = max(met.surely, row.pupils)
    return found


def _counted(schools: Collection[int], days: tuple[date, date]) -> Iterable[Participation]:
    rows = Participation.objects.filter(
        contribution__in=Contribution.objects.confirmed().filter(school__in=schools),
        contribution__collaboration__starts_on__range=days,
        contribution__collaboration__activity_type__activity_kind__isnull=False,
    )
    return rows.select_related("contribution__collaboration__activity_type__activity_kind")


def _may_count(record: Collaboration, year_group: str, rule: BenchmarkRule) -> bool:
    assert record.activity_type  # a record that is confirmed has one
    is_online = record.delivery == Collaboration.Delivery.ONLINE
    return (
        rule.number in record.activity_type.activity_kind.benchmarks
        and year_group in rule.year_groups
        and (rule.counts_online or not is_online)
    )


def _share(met: Met, rule: BenchmarkRule, group: str, size: int | None) -> Share | None:
    if group not in rule.year_groups:
        return None
    counted = met.get((rule.number, group), _Met())
    if size is None:
        return Share(None, counted.surely, counted.perhaps)
    return Share(size, min(counted.surely, size), min(counted.perhaps, size))


def _all_years(school: Institution, met: Met, rule: BenchmarkRule) -> Share | None:
    size = _pupils_a_year(school)
    shares = [share for group in years_of(school) if (share := _share(met, rule, group, size))]
    if not shares:
        return None
    pupils = None if size is None else size * len(shares)
    return Share(pupils, sum(share.at_least for share in shares), sum(share.at_most for share in shares))


def _pupils_a_year(school: Institution) -> int | None:
    """The roll shared out evenly to the years of the school: an estimate, and the page says so."""
    if not school.roll or school.low_age is None or school.high_age is None:
        return None
    return max(1, round(school.roll / max(1, school.high_age - school.low_age)))
