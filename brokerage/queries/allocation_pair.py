"""Why one school gets one offer in a run, and what it would have had instead: the points, part by part."""

from dataclasses import dataclass

import numpy as np
from django.utils import timezone

from brokerage.matching import points
from brokerage.matching.result import COSTS_A_NEED
from brokerage.models import AllocationRow, AllocationRun, Offer
from brokerage.queries.instance import PHASE_NUMBER, fresh_points
from institutions.models import Institution, Phase, SupportArea
from partnerships.models import Partnership


@dataclass(frozen=True)
class Part:
    """One part of the fit: in words, and the points of the offer and of its runner-up."""

    name: str
    words: str
    points: int
    other_words: str
    other_points: int | None


@dataclass(frozen=True)
class Pair:
    """The parts for the offer a school gets, beside those of the runner-up."""

    parts: list[Part]
    total: int
    other_total: int | None
    why_not_the_other: str


Scores = dict[str, tuple[str, int]]


def pair_of(row: AllocationRow, run: AllocationRun) -> Pair | None:
    """The reasons for one row; none where the school gets nothing."""
    if row.offer is None:
        return None
    own = _scores(row.offer, row.school, run)
    other = _scores(row.runner_up, row.school, run) if row.runner_up else {}
    parts = [
        Part(name, words, score, *(other.get(name) or ("", None))) for name, (words, score) in own.items()
    ]
    total, other_total = (sum(score for _, score in scores.values()) for scores in (own, other))
    return Pair(
        parts=parts,
        total=total,
        other_total=other_total if other else None,
        why_not_the_other=_why_not(row, fits_less=total - other_total),
    )


def _why_not(row: AllocationRow, *, fits_less: int) -> str:
    if row.runner_up is None or row.gap is None:
        return ""
    if row.gap >= COSTS_A_NEED:
        return "Its places go to schools that would otherwise get nothing."
    if not row.gap:
        return "It would be just as good for the whole; between equals a number decides that is drawn for each run."
    others = row.gap - fits_less
    if fits_less <= 0:
        better = f"{-fits_less} points better" if fits_less else "just as well"
        return (
            f"It would fit this school {better}, but others need its places: they would lose {others} points."
        )
    if others <= 0:
        return f"It fits this school {fits_less} points less."
    return f"It fits this school {fits_less} points less, and other schools would lose another {others}."


def _scores(offer: Offer, school: Institution, run: AllocationRun) -> Scores:
    """Each part in words and points, counted as the engine counts them."""
    day = timezone.localdate(run.rehearsed_at)
    days = (day - offer.confirmed_on).days
    works_together = _are_partners(offer.provider, school)
    return {
        "Distance": _distance(offer, school),
        "Area of support": (
            ", ".join(SupportArea(area).short_label for area in SupportArea if area in offer.areas),
            points.POINTS["area_fit"] // len(set(offer.areas)),
        ),
        "Ages": _ages(offer, school),
        "Continuity": (
            "They work together already" if works_together else "Not partners yet",
            points.POINTS["partner"] if works_together else 0,
        ),
        "Up to date": (
            f"Confirmed {days} day{'' if days == 1 else 's'} before",
            fresh_points(offer.confirmed_on, day),
        ),
    }


def _distance(offer: Offer, school: Institution) -> tuple[str, int]:
    if offer.delivery == Offer.Delivery.ONLINE:
        return "Online, so distance does not count", points.POINTS["online"]
    assert offer.easting is not None  # offer_in_person_has_a_place_and_a_reach
    assert offer.northing is not None
    if school.easting is None or school.northing is None:
        return "The register has no position for the school", 0
    metres = int(np.hypot(school.easting - offer.easting, school.northing - offer.northing))
    return f"{metres / 1000:.1f} km in a straight line", int(
        points.distance_points(np.array([metres], np.int32))[0]
    )


def _ages(offer: Offer, school: Institution) -> tuple[str, int]:
    taught = [phase for phase in Phase if phase in school.phases]
    shared = [phase for phase in taught if phase in offer.phases]
    masks = [np.array([sum(1 << PHASE_NUMBER[p] for p in phases)], np.uint8) for phases in (taught, shared)]
    return ", ".join(str(phase.label) for phase in shared), int(points.phase_points(*masks)[0])


def _are_partners(provider: Institution, school: Institution) -> bool:
    together = Partnership.objects.live().filter(parties__institution=provider)
    return together.filter(parties__institution=school).exists()
