"""What the offer journey looks up on the way."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from math import hypot
from typing import Any

from django.db.models import Q, Sum
from django.utils import timezone

from brokerage import links
from brokerage.models import JourneyStep, OfferKind, PendingOffer, Request
from brokerage.models.offer_kind import MICRO
from core.errors import RuleBroken
from core.keys import is_key
from institutions.models import Institution, Term, Vocabulary
from institutions.models.vocabulary import TermQuerySet
from institutions.queries.places import Place, place_of
from partnerships.models import Event


def pending_by_link(token: str) -> PendingOffer:
    """The pending offer that the holder of a link may publish, or RuleBroken in words."""
    pending = PendingOffer.objects.filter(pk=links.pending_offer_of(token)).first()
    if pending is None:
        raise RuleBroken("This offer was not published in time. Please make it again.", code="link_expired")
    return pending


def school_in_mind(number: Any) -> Institution | None:
    """The open school or college that somebody came from, by the number in the address."""
    if not is_key(str(number)):
        return None
    return Institution.objects.open().schools().defer("search").filter(pk=number).first()


def event_in_mind(number: Any) -> Event | None:
    """The event that led somebody here, by the number in the address, once it has begun."""
    if not is_key(str(number)):
        return None
    return Event.objects.filter(pk=number, starts_on__lte=timezone.localdate()).first()


CLOSE_BY_KM = 25


def kinds_to_offer(*, have: str, provider: Institution | None) -> TermQuerySet:
    """Kinds of offer that what somebody has is good for, and that they may make; all of those for something else."""
    kinds = OfferKind.objects.for_provider(provider.kind if provider else Institution.Kind.EMPLOYER)
    if have in OfferKind.Have:
        kinds = kinds.good_for(have)
    found = Term.objects.of(Vocabulary.OFFER_KIND).exclude(code=MICRO)
    return found.filter(Q(offer_kind__in=kinds) | (Q(offer_kind=None) if have not in OfferKind.Have else Q()))


def asked_close_by(kinds: Iterable[Term], *, near: str) -> dict[str, str]:
    """For each kind, how many schools close by ask for help with something that it usually serves."""
    place = place_of(near) if near else None
    if place is None:
        return {}
    reach = CLOSE_BY_KM * 1000
    asked = Request.objects.open().filter(
        school__easting__range=(place.easting - reach, place.easting + reach),
        school__northing__range=(place.northing - reach, place.northing + reach),
    )
    schools: dict[str, set[int]] = defaultdict(set)
    for request in asked.select_related("school").defer("school__search"):
        if _distance(request.school, place) <= reach:
            schools[request.area].add(request.school_id)
    counts = {kind.code: len(set().union(*(schools[area] for area in kind.areas))) for kind in kinds}
    return {code: _close_by(count) for code, count in counts.items() if count}


def _distance(school: Institution, place: Place) -> float:
    """In metres, of a school with a position."""
    assert school.easting is not None
    assert school.northing is not None
    return hypot(school.easting - place.easting, school.northing - place.northing)


def _close_by(schools: int) -> str:
    asks = "school asks" if schools == 1 else "schools ask"
    return f"{schools} {asks} for help of this sort within {CLOSE_BY_KM} km of you"


@dataclass(frozen=True)
class StepReach:
    """One step of the journey over a while: how many reached it, and how many of them went on."""

    step: str
    reached: int
    answered: int

    @property
    def left_percent(self) -> int:
        """Whole per cent of those who reached it and went no further."""
        return round(100 * max(0, self.reached - self.answered) / self.reached) if self.reached else 0


def drop_out(*, steps: Iterable[str], days: int) -> list[StepReach]:
    """The steps in their order, over the last days. Sums over everybody: nothing in it is about anyone."""
    since = timezone.localdate() - timedelta(days=days)
    sums = (
        JourneyStep.objects.filter(day__gt=since).values("step").annotate(r=Sum("reached"), a=Sum("answered"))
    )
    counted = {row["step"]: (row["r"], row["a"]) for row in sums.order_by("step")}
    return [StepReach(step, *counted.get(step, (0, 0))) for step in steps]
