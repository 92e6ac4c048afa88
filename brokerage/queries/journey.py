"""What the offer journey looks up on the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from brokerage import links
from brokerage.models import JourneyStep, PendingOffer
from core.errors import RuleBroken
from core.keys import is_key
from institutions.models import Institution


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
