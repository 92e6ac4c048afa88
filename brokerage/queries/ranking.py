"""Which offers fit a school's need, best first, and why: the instant ranking.

The order is decided by whole points made of named parts, so that every place in it can be explained and the same
inputs always give the same order. Offers are public, so the ranking is too; who sees the page of a school is
decided there.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from brokerage.matching.points import POINTS
from brokerage.models import Introduction, Offer
from brokerage.models.offer import CONFIRMED_FOR
from core import db
from institutions.models import Institution, Phase, SupportArea
from partnerships.models import Partnership

SQL = Path(__file__).parent / "sql"
RANK_OFFERS = (SQL / "rank_offers.sql").read_text()
NOT_LISTED = (SQL / "not_listed.sql").read_text()
CLOSE_BY_KM = 25


@dataclass(frozen=True)
class FitPart:
    """One reason for an offer's place in the list, in words and in points."""

    name: str
    words: str
    points: int


@dataclass(frozen=True)
class RankedOffer:
    offer_id: int
    title: str
    provider_id: int
    provider: str
    delivery: str
    metres: int | None
    is_approximate: bool
    places_left: int
    confirmed_on: date
    available_from: date | None
    available_to: date | None
    parts: tuple[FitPart, ...]
    total: int

    @property
    def delivery_label(self) -> str:
        return str(Offer.Delivery(self.delivery).label)

    @property
    def distance(self) -> str:
        """The straight line in words, or that there is none."""
        if self.metres is None:
            return "Online"
        return f"{'about ' if self.is_approximate else ''}{self.metres / 1000:.1f} km in a straight line"


@dataclass(frozen=True)
class NotListed:
    """How many offers close by are not in the ranking, for one reason."""

    words: str
    offers: int


def rank_offers(*, school: Institution, area: str, limit: int = 20) -> list[RankedOffer]:
    """The offers that the school could ask for today in one area of support, best first."""
    if not school.phases:
        return []
    states = {"live": list(Partnership.LIVE), "holding": list(Introduction.HOLDING)}
    params = POINTS | _asked(school, area) | states | {"limit": limit}
    return [_ranked(row, area, school) for row in db.rows(RANK_OFFERS, params)]


def not_listed(*, school: Institution, area: str) -> list[NotListed]:
    """Why offers made within CLOSE_BY_KM of the school are not in its ranking."""
    words = {
        "FULL": "full",
        "OUT_OF_REACH": "do not travel as far as this school",
        "OTHER_PHASE": "for other ages",
        "LAPSED": "not confirmed in the last 13 months",
        "OVER": "over",
    }
    params = _asked(school, area) | {"within_m": CLOSE_BY_KM * 1000}
    counts = {row["reason"]: row["offers"] for row in db.rows(NOT_LISTED, params)}
    return [NotListed(words[reason], counts[reason]) for reason in words if reason in counts]


def _asked(school: Institution, area: str) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "school": school.pk,
        "area": SupportArea(area).value,
        "easting": school.easting,
        "northing": school.northing,
        "phases": list(school.phases),
        "today": today,
        "confirmed_since": today - CONFIRMED_FOR,
    }


def _ranked(row: dict[str, Any], area: str, school: Institution) -> RankedOffer:
    return RankedOffer(
        offer_id=row["id"],
        title=row["title"],
        provider_id=row["provider_id"],
        provider=row["provider"],
        delivery=row["delivery"],
        metres=row["metres"],
        is_approximate=row["precision"] not in ("", Institution.Precision.POSTCODE),
        places_left=row["places_left"],
        confirmed_on=row["confirmed_on"],
        available_from=row["available_from"],
        available_to=row["available_to"],
        parts=_parts(row, area, school),
        total=row["total"],
    )


def _parts(row: dict[str, Any], area: str, school: Institution) -> tuple[FitPart, ...]:
    """The points as PostgreSQL gave them, each with its sentence. They add up to the total."""
    others = len(row["areas"]) - 1
    taught = [phase for phase in school.phases if phase in row["phases"]]
    is_partner = row["partner_points"] > 0
    days = (timezone.localdate() - row["confirmed_on"]).days
    lists = row["priority_lists"]
    sentences = {
        "distance": ("Distance", _distance_words(row)),
        "area": ("Area of support", f"{SupportArea(area).label}{_and_others(others)}"),
        "phase": ("Ages", ", ".join(str(Phase(phase).label) for phase in taught)),
        "place": ("Places", f"{row['places_left']} left"),
        "partner": (
            "Continuity",
            "You already work together" if is_partner else "Not a partner of yours yet",
        ),
        "fresh": ("Up to date", _confirmed_words(days)),
        "priority": (
            "Priority",
            f"Your school is on: {lists}" if lists else "Your school is on no priority list",
        ),
    }
    return tuple(
        FitPart(name=name, words=words, points=row[f"{key}_points"])
        for key, (name, words) in sentences.items()
    )


def _distance_words(row: dict[str, Any]) -> str:
    if row["metres"] is None:
        return "Online, so distance does not count"
    where = "Their place is" if row["delivery"] == Offer.Delivery.AT_PROVIDER else "They are"
    return f"{where} {row['metres'] / 1000:.1f} km away in a straight line; they offer up to {row['reach_km']} km"


def _and_others(others: int) -> str:
    if not others:
        return " alone"
    return f" and {others} other area{'s' if others > 1 else ''}"


def _confirmed_words(days: int) -> str:
    return "Confirmed today" if not days else f"Confirmed {days} day{'s' if days > 1 else ''} ago"
