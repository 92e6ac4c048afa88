"""Which offers fit a school's need, best first, and why: the instant ranking.

The order is decided by whole points made of named parts, so that every place in it can be explained and the same
inputs always give the same order. Offers are public, so the ranking is too; who sees the page of a school is
decided there.
"""

from dataclasses import dataclass
from datetime import date
from math import atan2, pi
from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.models import User
from brokerage.matching.points import POINTS
from brokerage.models import Introduction, Offer, Request
from brokerage.models.offer import CONFIRMED_FOR
from brokerage.queries.introductions import open_request_of
from core import db
from core.templatetags.words import lower_first
from institutions.models import Institution, Phase, SupportArea, YearGroup
from partnerships.models import Partnership
from partnerships.queries.schools import years_of

SQL = Path(__file__).parent / "sql"
RANK_OFFERS = (SQL / "rank_offers.sql").read_text()
NOT_LISTED = (SQL / "not_listed.sql").read_text()
CLOSE_BY_KM = 25


# Words of a request that every offer could meet, as PostgreSQL's dictionary keeps them.
SAY_NOTHING = (
    *("school", "pupil", "student", "child", "children", "class", "year", "group", "need", "help", "support"),
    *("work", "would", "like", "want", "look", "somebodi", "someon", "anyon", "peopl", "pleas", "us"),
    *(
        "talk",
        "time",
        "come",
        "day",
        "hour",
        "week",
        "term",
        "age",
        "get",
        "make",
        "use",
        "also",
        "one",
        "two",
    ),
)
WINDS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


@dataclass(frozen=True)
class FitPart:
    """One reason for an offer's place in the list, in words and in points, with the most that it can bring."""

    name: str
    words: str
    points: int
    most: int

    @property
    def speaks_for(self) -> bool:
        """At least half of what it can bring."""
        return bool(self.most) and 2 * self.points >= self.most


@dataclass(frozen=True)
class RankedOffer:
    offer_id: int
    title: str
    kind: str
    provider_id: int
    provider: str
    delivery: str
    metres: int | None
    sixteenth: int
    is_approximate: bool
    places_left: int
    confirmed_on: date
    available_from: date | None
    available_to: date | None
    parts: tuple[FitPart, ...]
    total: int

    @property
    def wind(self) -> str:
        """In which direction it lies from the school; nothing for what is online or in the same place."""
        return WINDS[(self.sixteenth + 1) // 2 % len(WINDS)] if self.metres else ""

    @property
    def delivery_label(self) -> str:
        return str(Offer.Delivery(self.delivery).label)

    @property
    def distance(self) -> str:
        """The straight line in words, or that there is none."""
        if self.metres is None:
            return "Online"
        return f"{'about ' if self.is_approximate else ''}{self.metres / 1000:.1f} km in a straight line"

    @property
    def speaking_for(self) -> list[FitPart]:
        """What brought it here, the most telling first."""
        return sorted((part for part in self.parts if part.speaks_for), key=lambda part: -part.points)

    @property
    def speaking_against(self) -> list[FitPart]:
        """What holds it back. Not to be a partner yet, or not to meet one's words, is no reproach."""
        neutral = {"Continuity", "What you asked for", "Priority"}
        return [part for part in self.parts if not part.speaks_for and part.name not in neutral]


@dataclass(frozen=True)
class NotListed:
    """How many offers close by are not in the ranking, for one reason."""

    words: str
    offers: int


def rank_offers(
    *, school: Institution, area: str, need: Request | None = None, limit: int = 20
) -> list[RankedOffer]:
    """The offers that the school could ask for today in one area of support, best first.

    `need` is its request, whose words and kinds count. Offers that their provider keeps from the school are left out.
    """
    if not school.phases:
        return []
    params = ranking_params(school=school, area=area, need=need, limit=limit)
    return [_ranked(row, area, school, need) for row in db.rows(RANK_OFFERS, params)]


def ranking_params(*, school: Institution, area: str, need: Request | None, limit: int) -> dict[str, Any]:
    """What RANK_OFFERS is asked."""
    states = {"live": list(Partnership.LIVE), "holding": list(Introduction.LIVE)}
    return POINTS | _asked(school, area) | states | _said(need) | {"limit": limit}


def rank_offers_for(*, viewer: User, school: Institution, area: str) -> list[RankedOffer]:
    """The ranking for somebody who need not belong to the school: what they may not see of it is left out."""
    need = open_request_of(school=school, area=area)
    if need and not Request.objects.visible_to(viewer).filter(pk=need.pk).exists():
        need = None
    ranked = rank_offers(school=school, area=area, need=need)
    shown = Offer.objects.visible_to(viewer).filter(pk__in=[found.offer_id for found in ranked])
    visible = set(shown.values_list("pk", flat=True))
    return [found for found in ranked if found.offer_id in visible]


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


def _said(need: Request | None) -> dict[str, Any]:
    """What the school has written down of its need."""
    return {
        "words": need.words if need else "",
        "kinds": list(need.kinds_wanted.values_list("pk", flat=True)) if need else [],
        "say_nothing": list(SAY_NOTHING),
    }


def _asked(school: Institution, area: str) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "school": school.pk,
        "area": SupportArea(area).value,
        "easting": school.easting,
        "northing": school.northing,
        "phases": list(school.phases),
        "years": years_of(school),
        "today": today,
        "confirmed_since": today - CONFIRMED_FOR,
    }


def _ranked(row: dict[str, Any], area: str, school: Institution, need: Request | None) -> RankedOffer:
    return RankedOffer(
        offer_id=row["id"],
        title=row["title"],
        kind=row["kind"],
        provider_id=row["provider_id"],
        provider=row["provider"],
        delivery=row["delivery"],
        metres=row["metres"],
        sixteenth=_sixteenth(row, school),
        is_approximate=row["precision"] not in ("", Institution.Precision.POSTCODE),
        places_left=row["places_left"],
        confirmed_on=row["confirmed_on"],
        available_from=row["available_from"],
        available_to=row["available_to"],
        parts=_parts(row, area, school, need),
        total=row["total"],
    )


def _sixteenth(row: dict[str, Any], school: Institution) -> int:
    """Where it lies from the school, in sixteenths of the compass rose from the north."""
    if not row["metres"] or school.easting is None or school.northing is None:
        return 0
    angle = atan2(row["easting"] - school.easting, row["northing"] - school.northing)
    return round(angle / (2 * pi) * 16) % 16


def _parts(row: dict[str, Any], area: str, school: Institution, need: Request | None) -> tuple[FitPart, ...]:
    """The points as PostgreSQL gave them, each with its sentence. They add up to the total."""
    others = len(row["areas"]) - 1
    is_partner = row["partner_points"] > 0
    days = (timezone.localdate() - row["confirmed_on"]).days
    lists = row["priority_lists"]
    sentences = {
        "distance": ("Distance", _distance_words(row), POINTS["distance"]),
        "area": (
            "Area of support",
            f"For {lower_first(SupportArea(area).label)}{_and_others(others)}",
            POINTS["area_fit"],
        ),
        "phase": ("Ages", _ages_words(row, school), POINTS["phase_fit"]),
        "place": ("Places", _places_words(row["places_left"]), POINTS["a_place"] * POINTS["places_counted"]),
        "partner": (
            "Continuity",
            "You already work together" if is_partner else "Not a partner of yours yet",
            POINTS["partner"],
        ),
        "fresh": ("Up to date", _confirmed_words(days), POINTS["fresh"]),
        "asked": (
            "What you asked for",
            _asked_words(row, need),
            POINTS["kind_asked"] + POINTS["a_word"] * POINTS["words_counted"],
        ),
        "priority": (
            "Priority",
            f"Your school is on: {lists}" if lists else "Your school is on no priority list",
            0,  # the same for every offer, so it tells nothing about one of them
        ),
    }
    return tuple(
        FitPart(name=name, words=said, points=row[f"{key}_points"], most=most)
        for key, (name, said, most) in sentences.items()
    )


def _places_words(places: int) -> str:
    return f"{places} place{'s' if places > 1 else ''} left"


def _ages_words(row: dict[str, Any], school: Institution) -> str:
    """The years that the offer names and the school has; else the phases."""
    if row["year_groups"]:
        shared = set(row["year_groups"]) & set(years_of(school))
        return "For " + ", ".join(str(year.label) for year in YearGroup if year in shared)
    taught = [phase for phase in school.phases if phase in row["phases"]]
    rest = "" if len(taught) == len(school.phases) else " only"
    return "For " + ", ".join(str(Phase(phase).label).lower() for phase in taught) + rest


def _asked_words(row: dict[str, Any], need: Request | None) -> str:
    met = [f"a kind of help that you asked for: {row['kind'].lower()}"] if row["is_kind_asked"] else []
    met += [f"your words are in it: {', '.join(row['words_met'])}"] if row["words_met"] else []
    if met:
        return "; ".join(met).capitalize()
    return "Not what your request speaks of" if need else "You have not written down what you need"


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
