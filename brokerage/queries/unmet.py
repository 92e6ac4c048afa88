"""Where a need stayed unmet, and why: what was declined, left unanswered, called off, or closed without success.

Tenancy: administrators and brokers read it, each for the authorities that they look after. They may see the requests
themselves, so nothing is suppressed and schools are named.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Concat

from accounts.models import User
from brokerage.models import BrokerArea, Introduction, Request
from brokerage.models.introduction import IntroductionQuerySet
from brokerage.models.request import RequestQuerySet
from institutions.models import Area, Institution, SupportArea

State, Side = Introduction.State, Introduction.Side
CAME_TO_NOTHING = (State.DECLINED, State.EXPIRED, State.CANCELLED, State.DID_NOT_HAPPEN)
_KEYS = ("authority_code", "authority_name", "support_area", "reason")


@dataclass(frozen=True)
class UnmetNeed:
    """How often one thing stood in the way of one area of support in one authority.

    `schools` counts each school once; `still` those whose request waits or was closed as unmet to this day.
    """

    authority_code: str
    authority_name: str
    support_area: str
    reason: str
    times: int
    schools: int
    still: int

    @property
    def support_area_label(self) -> str:
        return str(SupportArea(self.support_area).label)


@dataclass(frozen=True)
class AuthorityTotal:
    """One authority: how often, how many schools, how many still, and what stood in the way most."""

    code: str
    name: str
    times: int
    schools: int
    still: int
    main_reason: str


def authorities_of(user: User) -> QuerySet[Area]:
    """Local authorities that the person administers, at whatever level, or serves as a broker."""
    mine = Area.objects.filter(administrators__user=user, administrators__ended_at=None).values("pk")
    brokers = Institution.objects.of(user)
    served = BrokerArea.objects.current().filter(broker__in=brokers).values("area")
    above = Q(pk__in=mine) | Q(parent__in=mine) | Q(parent__parent__in=mine)
    authorities = Area.objects.of_kind(Area.Kind.LOCAL_AUTHORITY)
    return authorities.filter(above | Q(pk__in=served)).order_by("name", "code")


def unmet_needs(*, authorities: QuerySet[Area], days: tuple[date, date], area: str = "") -> list[UnmetNeed]:
    """Every authority, area of support and reason, the most frequent first within an area."""
    found = [
        *_counted(
            introductions_unmet(authorities=authorities, days=days, area=area), _reason(), _OPEN_OR_UNMET
        ),
        *_counted(requests_unmet(authorities=authorities, days=days, area=area), _why_closed(), Q()),
    ]
    order = list(SupportArea.values)
    return sorted(found, key=lambda n: (n.authority_name, order.index(n.support_area), -n.times, n.reason))


def totals_by_authority(
    *, authorities: QuerySet[Area], days: tuple[date, date], area: str = ""
) -> list[AuthorityTotal]:
    """The same by authority, those with most schools still waiting first. A school counts once in each."""
    needs = unmet_needs(authorities=authorities, days=days, area=area)
    schools, still = _schools_by_authority(authorities=authorities, days=days, area=area)
    return sorted(
        (
            AuthorityTotal(
                code,
                name,
                sum(need.times for need in here),
                len(schools.get(code, ())),
                len(still.get(code, ())),
                max(here, key=lambda need: (need.times, need.reason)).reason,
            )
            for (code, name), here in _grouped(needs)
        ),
        key=lambda total: (-total.still, -total.times, total.name),
    )


def introductions_unmet(
    *, authorities: QuerySet[Area], days: tuple[date, date], area: str = ""
) -> IntroductionQuerySet:
    """Introductions that came to nothing in the days given."""
    rows = Introduction.objects.filter(
        state__in=CAME_TO_NOTHING,
        updated_at__date__range=days,
        school__local_authority__in=authorities.values("pk"),
    )
    return rows.filter(area=area) if area else rows


def requests_unmet(
    *, authorities: QuerySet[Area], days: tuple[date, date], area: str = ""
) -> RequestQuerySet:
    """Requests that were given up in the days given."""
    rows = Request.objects.filter(
        unmet_reason__isnull=False,
        updated_at__date__range=days,
        school__local_authority__in=authorities.values("pk"),
    )
    return rows.filter(area=area) if area else rows


_OPEN_OR_UNMET = Q(request__state__in=Request.OPEN) | Q(request__unmet_reason__isnull=False)


def _reason() -> Case:
    """What stood in the way, in words."""
    label = F("decline_reason__label")
    return Case(
        When(state=State.DECLINED, ended_by=Side.SCHOOL, then=Concat(Value("The school said no: "), label)),
        When(state=State.DECLINED, then=Concat(Value("The provider said no: "), label)),
        When(state=State.CANCELLED, ended_by=Side.SCHOOL, then=Value("Cancelled by the school")),
        When(state=State.CANCELLED, then=Value("Cancelled by the provider")),
        When(state=State.EXPIRED, then=Value("No answer in time")),
        default=Value("Did not take place"),
        output_field=CharField(),
    )


def _why_closed() -> Concat:
    return Concat(Value("Closed as not met: "), F("unmet_reason__label"), output_field=CharField())


def _counted(rows: QuerySet[Any], reason: Any, still: Q) -> Iterator[UnmetNeed]:
    grouped = (
        rows.annotate(
            authority_code=F("school__local_authority__code"),
            authority_name=F("school__local_authority__name"),
            support_area=F("area"),
            reason=reason,
        )
        .values(*_KEYS)
        .annotate(
            times=Count("pk", distinct=True),
            schools=Count("school", distinct=True),
            still=Count("school", distinct=True, filter=still) if still else Count("school", distinct=True),
        )
    )
    return (UnmetNeed(**row) for row in grouped.order_by(*_KEYS))


def _schools_by_authority(**asked: Any) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    schools: dict[str, set[int]] = {}
    still: dict[str, set[int]] = {}
    introductions, requests = introductions_unmet(**asked), requests_unmet(**asked)
    waiting = introductions.filter(_OPEN_OR_UNMET)
    for rows, into in ((introductions, schools), (requests, schools), (waiting, still), (requests, still)):
        for code, school in rows.values_list("school__local_authority__code", "school").distinct():
            into.setdefault(code, set()).add(school)
    return schools, still


def _grouped(needs: list[UnmetNeed]) -> Iterator[tuple[tuple[str, str], list[UnmetNeed]]]:
    by_authority: dict[tuple[str, str], list[UnmetNeed]] = {}
    for need in needs:
        by_authority.setdefault((need.authority_code, need.authority_name), []).append(need)
    yield from by_authority.items()
