"""What the offers of an employer (or another partner) led to: who asked, who agreed, what both sides say took place.

Tenancy: for the partner's own people, those who administer its area, and brokers. Schools are counted, not named, and
pupils are added up over all schools of a year.
"""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from brokerage.models import Introduction, Offer
from core import db
from core.dates import FIRST_MONTH, academic_year
from institutions.models import Institution, SupportArea

IMPACT = (Path(__file__).parent / "sql" / "impact.sql").read_text()
State = Introduction.State
WAITING = (State.PROPOSED, State.MAYBE, State.WITH_BROKER)
AGREED = (State.ACCEPTED, State.HAPPENED)
CAME_TO_NOTHING = (State.DECLINED, State.WITHDRAWN, State.CANCELLED, State.EXPIRED, State.DID_NOT_HAPPEN)


@dataclass(frozen=True)
class Done:
    """Activities that both sides confirmed; a school counts once, a pupil each time."""

    name: str
    activities: int
    schools: int
    pupils: int


@dataclass(frozen=True)
class YearOfWork:
    total: Done
    areas: list[Done]


def introduced_offers(provider: Institution) -> QuerySet[Offer]:
    """Offers that anybody was introduced to, with `asked`, `waiting`, `agreed`, `took_place`, `came_to_nothing`."""

    def standing(*states: str) -> Count:
        return Count("introductions", filter=Q(introductions__state__in=states))

    counted = Offer.objects.filter(provider=provider).annotate(
        asked=Count("introductions"),
        waiting=standing(*WAITING),
        agreed=standing(*AGREED),
        took_place=standing(State.HAPPENED),
        came_to_nothing=standing(*CAME_TO_NOTHING),
    )
    return counted.filter(asked__gt=0).order_by("-asked", "title", "pk")


def years_of_work(partner: Institution) -> list[YearOfWork]:
    """The latest school year first."""
    found = db.rows(IMPACT, {"partner": partner.pk, "today": timezone.localdate()})
    years = []
    for began, rows in groupby(found, key=lambda row: row["began"]):
        whole, *areas = rows  # the row without an area sorts first
        name = academic_year(date(began, FIRST_MONTH, 1))
        years.append(
            YearOfWork(_done(name, whole), [_done(SupportArea(row["area"]).label, row) for row in areas])
        )
    return years


def _done(name: str, row: dict[str, int]) -> Done:
    return Done(name, row["activities"], row["schools"], row["pupils"])
