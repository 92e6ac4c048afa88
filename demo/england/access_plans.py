"""The access plan of the demo's university, with what it does with schools counted towards its targets."""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.models import User
from core.dates import academic_year
from institutions.models import Institution
from outcomes import actions
from outcomes.models import AccessPlan, AccessTarget
from outcomes.reports.access_plans import linkable

TARGETS = [
    (
        "PTA_1",
        "ACCESS",
        "More entrants from areas of low participation",
        "Young people in TUNDRA quintile 1",
        11,
    ),
    (
        "PTA_2",
        "ACCESS",
        "More entrants who had free school meals",
        "Pupils eligible for free school meals",
        19,
    ),
    (
        "PTS_1",
        "SUCCESS",
        "More disadvantaged students complete their first year",
        "Students from IMD quintile 1",
        84,
    ),
]
STEP = Decimal("1.5")  # to be gained each year


def promise() -> None:
    """As the university would enter it: a plan since last year, three targets, and what counts towards them."""
    university_user = User.objects.get(email="university@demo.example")
    university = Institution.objects.get(members__user=university_user)
    plan = _plan(university, university_user)
    first, second, _ = plan.targets.order_by("code")
    partnerships, _, records = linkable(first)
    latest = records.order_by("-starts_on", "-pk")
    _count(first, university_user, partnerships=partnerships.order_by("pk")[:3], collaborations=latest[8:12])
    _, programmes, _ = linkable(second)
    _count(second, university_user, programmes=programmes.order_by("pk")[:2], collaborations=latest[:8])


def _count(target: AccessTarget, by: User, **work: Any) -> None:
    given: dict[str, Any] = {"partnerships": [], "programmes": [], "collaborations": []}
    chosen = {name: list(rows) for name, rows in work.items()}
    if any(chosen.values()):  # a very small England may have none
        actions.link_work(target=target, by=by, **given | chosen)


def _plan(university: Institution, by: User) -> AccessPlan:
    first = int(academic_year(timezone.localdate())[:4]) - 1
    years = [f"{year}/{(year + 1) % 100:02d}" for year in range(first - 1, first + 4)]
    plan = actions.publish_access_plan(
        provider=university, first_year=years[1], last_year=years[4], url="https://example.org/plan", by=by
    )
    for code, stage, words, audience, start in TARGETS:
        target = actions.set_access_target(
            plan=plan,
            code=code,
            stage=stage,
            words=words,
            audience=audience,
            unit=AccessTarget.Unit.PERCENT,
            baseline=Decimal(start),
            baseline_year=years[0],
            milestones={year: start + number * STEP for number, year in enumerate(plan.years, start=1)},
            by=by,
        )
        last_year = target.years.get(year=years[1])
        actions.report_on_target(
            year=last_year,
            actual=last_year.milestone - Decimal("0.3"),
            source="Our own admissions data",
            by=by,
        )
    return plan
