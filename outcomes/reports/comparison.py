"""Schools beside a country or their own authorities: published figures, like with like, pooled and with intervals.

All that is read here is published, so everybody may see it. What is withheld stays unknown: a group of schools gets a
share only when nearly all of its people are in it, because the schools whose numbers are withheld are those with few.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Max, QuerySet, TextChoices

from institutions.models import Area, Institution
from outcomes.comparability import NotComparable, require_comparable
from outcomes.models import Fact, Measure, Missing, Release
from outcomes.statistics import Difference, Share, difference, pooled

LEAST_PEOPLE = 25  # of fewer, no percentage
LEAST_SHOWN = 0.9  # of the people in a group of schools


class Against(TextChoices):
    ENGLAND = "england", "All of England"
    AUTHORITIES = "authorities", "Their own authorities"


Group = Fact.Group


@dataclass(frozen=True)
class Side:
    """One side of a comparison: the people of all its schools together, or why they cannot be added up."""

    share: Share | None = None
    why_not: str = ""
    shown: int = 0
    withheld: int = 0
    people: int = 0
    fact: Fact | None = None  # any of them, for what it counts


@dataclass(frozen=True)
class Line:
    """One measure for one group of people. `theirs` leaves out `ours`, so that nobody stands on both sides."""

    measure: Measure
    group: Group
    ours: Side
    theirs: Side
    difference: Difference | None
    why_not: str


@dataclass(frozen=True)
class Gap:
    """The disadvantaged less the others, on either side."""

    measure: Measure
    ours: Difference | None
    theirs: Difference | None


@dataclass(frozen=True)
class Comparison:
    period: str
    release: Release
    lines: list[Line]

    def line(self, measure: str, group: str) -> Line | None:
        found = (line for line in self.lines if line.measure.code == measure and line.group == group)
        return next(found, None)

    @property
    def gaps(self) -> list[Gap]:
        codes = dict.fromkeys(line.measure.code for line in self.lines)
        pairs = [(self.line(code, Group.DISADVANTAGED), self.line(code, Group.OTHERS)) for code in codes]
        return [_gap(one, other) for one, other in pairs if one and other]


def compare(*, schools: Sequence[int], against: Against, measures: Collection[str]) -> Comparison | None:
    """The newest figures of these schools beside those of their country or their authorities. None without any."""
    areas = _areas(schools, against)
    return _compared(schools, measures, lambda facts: facts.filter(area__in=areas), _without)


def compare_with_schools(
    *, schools: Sequence[int], others: Collection[int], measures: Collection[str]
) -> Comparison | None:
    """The same beside other schools, none of them among these, added up."""
    return _compared(
        schools, measures, lambda facts: facts.filter(institution__in=others), lambda theirs, ours: theirs
    )


def _compared(
    schools: Sequence[int],
    measures: Collection[str],
    of_others: Callable[[QuerySet[Fact]], QuerySet[Fact]],
    apart: Callable[[Side, Iterable[Fact]], Side],
) -> Comparison | None:
    """`apart` takes out of the others' side whoever stands on ours."""
    period = newest_period(schools=schools, measures=measures)
    if period is None:
        return None
    ours = _by_measure_and_group(facts_of(schools=schools, measures=measures, period=period))
    found = of_others(_facts(measures, period)).select_related("measure", "release")
    theirs = _by_measure_and_group(found)
    lines = [_line(facts, apart(side(theirs.get(key, [])), facts)) for key, facts in ours.items()]
    return Comparison(period, lines[0].ours.fact.release, lines) if lines[0].ours.fact else None


def newest_period(*, schools: Sequence[int], measures: Collection[str]) -> str | None:
    """The last cohort of which these schools have figures."""
    facts = Fact.objects.in_use().filter(institution__in=schools, measure__code__in=measures)
    found: str | None = facts.aggregate(newest=Max("period"))["newest"]
    return found


def facts_of(*, schools: Sequence[int], measures: Collection[str], period: str) -> list[Fact]:
    """Each school's own figures, in the order of the measures and then of names."""
    facts = _facts(measures, period).filter(institution__in=schools)
    return list(
        facts.select_related("measure", "release", "institution")
        .defer("institution__search")
        .order_by("measure__position", "institution__name", "institution")
    )


def programme(type_code: str) -> list[int]:
    """All open schools of a type, such as the university technical colleges."""
    return list(Institution.objects.open().filter(type_code=type_code).values_list("pk", flat=True))


def side(facts: Iterable[Fact]) -> Side:
    """Counts added up; never percentages averaged."""
    known = list(facts)
    shares = [Share(fact.numerator, fact.size) for fact in known if fact.size and fact.numerator is not None]
    withheld = len([fact for fact in known if fact.missing == Missing.SUPPRESSED])
    people = sum(fact.size or 0 for fact in known)
    total = pooled(shares) if shares else None
    why_not = _why_no_share(total, withheld, people, of_one=len(known) == 1)
    return Side(
        share=None if why_not else total,
        why_not=why_not,
        shown=len(shares),
        withheld=withheld,
        people=people,
        fact=known[0] if known else None,
    )


def _why_no_share(total: Share | None, withheld: int, people: int, *, of_one: bool) -> str:
    if total is None:
        if withheld:
            return f"{Missing.SUPPRESSED.label}" if of_one else "withheld for every school"
        return "not available"
    if total.whole < LEAST_SHOWN * people:
        return (
            f"withheld for {withheld} of the schools, with {people - total.whole:,} of {people:,} people. Those "
            "withheld are the small numbers, so the rest would mislead"
        )
    return f"too few people for a percentage ({total.part} of {total.whole})" if people < LEAST_PEOPLE else ""


def _facts(measures: Collection[str], period: str) -> QuerySet[Fact]:
    return Fact.objects.in_use().filter(measure__code__in=measures, period=period)


def _areas(schools: Sequence[int], against: Against) -> list[int]:
    if against == Against.ENGLAND:
        return list(Area.objects.filter(code=Area.ENGLAND).values_list("pk", flat=True))
    found = Institution.objects.filter(pk__in=schools, local_authority__isnull=False)
    return list(found.values_list("local_authority_id", flat=True).distinct().order_by("local_authority_id"))


def _by_measure_and_group(facts: Iterable[Fact]) -> dict[tuple[int, str], list[Fact]]:
    def key(fact: Fact) -> tuple[int, str]:
        return fact.measure_id, fact.pupil_group

    def position(fact: Fact) -> tuple[int, int, str]:
        return fact.measure.position, *key(fact)

    return {found: list(group) for found, group in groupby(sorted(facts, key=position), key)}


def _line(our_facts: list[Fact], theirs: Side) -> Line:
    ours = side(our_facts)
    why_not = ours.why_not or theirs.why_not
    found = None
    if ours.fact and theirs.fact and not why_not:
        try:
            require_comparable(ours.fact.basis, theirs.fact.basis)
        except NotComparable as reason:
            why_not = str(reason)
    if ours.share and theirs.share and not why_not:
        found = difference(ours.share, theirs.share)
    first = our_facts[0]
    return Line(first.measure, Group(first.pupil_group), ours, theirs, found, why_not)


def _without(theirs: Side, our_facts: Iterable[Fact]) -> Side:
    """An authority's or the country's figures without the schools that stand on the other side."""
    shown = [fact for fact in our_facts if fact.size and fact.numerator is not None]
    if theirs.share is None:
        return theirs
    part = theirs.share.part - sum(fact.numerator or 0 for fact in shown)
    whole = theirs.share.whole - sum(fact.size or 0 for fact in shown)
    if not 0 <= part <= whole or whole < LEAST_PEOPLE:
        return Side(why_not="there are no others to compare with", fact=theirs.fact)
    return Side(
        Share(part, whole), shown=theirs.shown, withheld=theirs.withheld, people=whole, fact=theirs.fact
    )


def _gap(disadvantaged: Line, others: Line) -> Gap:
    """Never worked out from a number that is withheld."""
    return Gap(
        disadvantaged.measure,
        _difference(disadvantaged.ours, others.ours),
        _difference(disadvantaged.theirs, others.theirs),
    )


def _difference(one: Side, other: Side) -> Difference | None:
    return difference(one.share, other.share) if one.share and other.share else None
