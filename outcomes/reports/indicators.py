"""Figures that recommendations are measured by, worked out from the records as at any day.

Tenancy: public aggregates; counts of schools, brokers and people in public roles.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from brokerage.models import Accreditation, BrokerArea
from institutions.models import Area, Institution, Phase, RoleHolder, SupportArea
from institutions.models.institution import TYPES_OUT_OF_SCOPE
from outcomes.models import PlaceFigures
from outcomes.reports import coverage
from outcomes.reports.coverage import Filters
from partnerships.models import Partnership

CAREERS_LEADER = "CAREERS_LEADER"
INDEPENDENT = ("10", "11")


@dataclass(frozen=True)
class Figure:
    """A count, and what it is a share of; a plain count is a share of nothing."""

    count: int
    out_of: int | None = None

    @property
    def value(self) -> float | None:
        """Per cent where it is a share; None without anything to take a share of."""
        if self.out_of is None:
            return self.count
        return 100 * self.count / self.out_of if self.out_of else None


@dataclass(frozen=True)
class Indicator:
    """`of` answers the figure as at a day; `without` asks the list of schools with nothing for those who lack it."""

    words: str
    of: Callable[[date], Figure]
    is_share: bool = True
    without: str = ""


def _schools(filters: Filters, count: Callable[[coverage.CoverageRow], int]) -> Callable[[date], Figure]:
    def figure(day: date) -> Figure:
        england = Area.objects.england()
        row = coverage.total(Filters(phase=filters.phase, kind=filters.kind, on=day), area=england)
        return Figure(count(row), row.schools)

    return figure


def _authorities_with_brokerage(day: date) -> Figure:
    held = Accreditation.objects.held(day).values("broker")
    served = BrokerArea.objects.current(day).filter(broker__in=held).values("area").distinct().count()
    return Figure(served, Area.objects.of_kind(Area.Kind.LOCAL_AUTHORITY).current().count())


def _careers_leaders(day: date) -> Figure:
    secondaries = Institution.objects.in_scope_on(day).filter(phases__contains=[Phase.SECONDARY])
    named = RoleHolder.objects.current(day).filter(
        role_type__code=CAREERS_LEADER, institution__in=secondaries
    )
    return Figure(named.values("institution").distinct().count(), secondaries.count())


def _leaders_of_several(day: date) -> Figure:
    people = RoleHolder.objects.current(day).exclude(email="").values("email")
    several = people.annotate(places=Count("institution", distinct=True)).filter(places__gt=1)
    return Figure(several.count())


def _with_independents(day: date) -> Figure:
    live = (
        Partnership.objects.filter(started_on__lte=day)
        .exclude(ended_on__lte=day)
        .exclude(stage=Partnership.Stage.SEEKING)
    )
    independent = Institution.objects.filter(type_code__in=INDEPENDENT)
    maintained = Institution.objects.schools().exclude(type_code__in=TYPES_OUT_OF_SCOPE)
    both = live.filter(parties__institution__in=independent).filter(parties__institution__in=maintained)
    return Figure(both.distinct().count())


def _higher_education(row: coverage.CoverageRow) -> int:
    return row.cells[SupportArea.HIGHER_EDUCATION].working


_NO_HIGHER_EDUCATION = f"?area={SupportArea.HIGHER_EDUCATION}"
INDICATORS = {
    "EFFECTIVE": Indicator(
        "Schools and colleges with an effective relationship in at least one framework area",
        _schools(Filters(), lambda row: row.any_effective),
        without="?area=",
    ),
    "BOTH_ROLES": Indicator(
        "Schools and colleges with a senior leader for business and a link governor",
        _schools(Filters(), lambda row: row.both_roles),
    ),
    "ALL_AREAS": Indicator(
        "Schools and colleges active in all four framework areas",
        _schools(Filters(), lambda row: row.all_working),
    ),
    "BROKERAGE": Indicator("Local authorities that an accredited broker serves", _authorities_with_brokerage),
    "PRIMARIES_HE": Indicator(
        "Primary schools active with higher education",
        _schools(Filters(phase=Phase.PRIMARY), _higher_education),
        without=f"{_NO_HIGHER_EDUCATION}&phase={Phase.PRIMARY}",
    ),
    "STEM": Indicator(
        "Schools and colleges active in science, technology, engineering and maths",
        _schools(Filters(), lambda row: row.cells[SupportArea.STEM].working),
        without=f"?area={SupportArea.STEM}",
    ),
    "CAREERS_LEADERS": Indicator("Secondary schools with a named careers leader", _careers_leaders),
    "PRIORITY_HE": Indicator(
        "Schools on a priority list that are active with higher education",
        _schools(Filters(kind="priority"), _higher_education),
        without=f"{_NO_HIGHER_EDUCATION}&schools=priority",
    ),
    "PARTNERSHIP": Indicator(
        "Schools and colleges with at least one live partnership",
        _schools(Filters(), lambda row: row.schools - row.isolated),
        without="?area=PARTNERSHIP",
    ),
    "LEADERS": Indicator(
        "People who hold a role at more than one institution", _leaders_of_several, is_share=False
    ),
    "INDEPENDENTS": Indicator(
        "Live partnerships between state-funded and independent schools", _with_independents, is_share=False
    ),
}


def days_with_figures(until: date) -> Sequence[date]:
    """The days that months are kept as at, a year back: a figure worked out for each of them is a trend."""
    england = PlaceFigures.objects.filter(area__code=Area.ENGLAND, run__as_at__lte=until)
    since = date(until.year - 1, until.month, 1)
    return list(england.filter(month__gte=since).order_by("month").values_list("run__as_at", flat=True))
