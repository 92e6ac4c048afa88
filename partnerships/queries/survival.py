"""How long partnerships last: the share that is still alive after one, two and three years.

The product-limit estimate of Kaplan and Meier. A partnership that goes on is counted up to today, and one that ended
because an institution merged or closed up to that day: both are censored, which means that they are no failure.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils import timezone

from institutions.models import Area, Institution, RoleHolder
from partnerships.models import Partnership, Party

YEARS = (1, 2, 3)
DAYS_OF_A_YEAR = Fraction(1461, 4)
CENSORED = ("MERGED",)
LEADS = ("SLT_BUSINESS_LEAD", "TRUST_PARTNERSHIP_LEAD")
LEAST_AT_RISK = 5  # with fewer, one ending moves the figure by a fifth or more


@dataclass(frozen=True)
class Life:
    """How many days a partnership has lasted, and whether it failed at their end."""

    days: int
    failed: bool


@dataclass(frozen=True)
class Survival:
    """The share alive after so many years; none where too few were watched that long."""

    years: int
    at_risk: int
    share: Fraction | None

    @property
    def percent(self) -> int | None:
        return None if self.share is None else round(self.share * 100)


def survival(lives: Iterable[Life], *, least: int = LEAST_AT_RISK) -> list[Survival]:
    """One row for each of the years. At a tie, what fails comes before what is censored."""
    lasted: Counter[int] = Counter()
    failed: Counter[int] = Counter()
    for life in lives:
        lasted[life.days] += 1
        failed[life.days] += life.failed
    share, at_risk, days = Fraction(1), lasted.total(), iter(sorted(lasted))
    day = next(days, None)
    rows = []
    for years in YEARS:
        while day is not None and day < years * DAYS_OF_A_YEAR:
            share *= 1 - Fraction(failed[day], at_risk)
            at_risk -= lasted[day]
            day = next(days, None)
        rows.append(Survival(years, at_risk, share if at_risk >= least else None))
    return rows


def lives_of(area: Area | None = None) -> list[Life]:
    """All partnerships that ever began, or those with a party in one area."""
    return [life for _, _, life in _lives(area)]


def by_turnover(area: Area | None = None) -> tuple[list[Survival], list[Survival]]:
    """With a change of lead in the first year, and without: both counted from the end of that year.

    Only those that reached it are compared, because a partnership that ended early had less time to lose its lead.
    """
    first_year = int(DAYS_OF_A_YEAR)
    reached = [each for each in _lives(area) if each[2].days >= first_year]
    changed = _changed_lead({pk: started_on for pk, started_on, _ in reached})
    sides: tuple[list[Life], list[Life]] = ([], [])
    for pk, _, life in reached:
        sides[pk not in changed].append(Life(life.days - first_year, life.failed))
    return survival(sides[0]), survival(sides[1])


def _lives(area: Area | None) -> list[tuple[int, date, Life]]:
    """Of each its key and the day on which it began."""
    rows = Partnership.objects.exclude(stage=Partnership.Stage.SEEKING)
    if area is not None:
        parties = Party.objects.filter(institution__in=Institution.objects.in_area(area))
        rows = rows.filter(pk__in=parties.values("partnership"))
    today = timezone.localdate()
    return [
        (pk, started_on, Life(((ended_on or today) - started_on).days, _has_failed(ended_on, reason)))
        for pk, started_on, ended_on, reason in rows.values_list(
            "pk", "started_on", "ended_on", "end_reason__code"
        )
    ]


def _has_failed(ended_on: date | None, reason: str | None) -> bool:
    return ended_on is not None and reason not in CENSORED


def _changed_lead(began: Mapping[int, date]) -> set[int]:
    """Partnerships, by the day they began, of which some party lost its lead for business or partnerships in the
    first year.
    """
    parties = Party.objects.filter(partnership__in=began).values_list("partnership", "institution")
    left = RoleHolder.objects.filter(role_type__code__in=LEADS, ended_on__isnull=False)
    days: dict[int, list[date]] = {}
    for institution, ended_on in left.values_list("institution", "ended_on"):
        if ended_on is not None:
            days.setdefault(institution, []).append(ended_on)
    return {
        partnership
        for partnership, institution in parties
        for day in days.get(institution, ())
        if 0 <= (day - began[partnership]).days < DAYS_OF_A_YEAR
    }
