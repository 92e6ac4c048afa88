"""Partnerships as their parties read them: what is next, and which an institution has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Prefetch
from django.utils import timezone

from accounts.models import User
from institutions.models import Institution, SupportArea
from institutions.queries.lineage import history_of
from partnerships.models import Partnership, Party

REVIEW_WITHIN = timedelta(days=365)
ENDS_SOON = timedelta(days=90)


@dataclass(frozen=True)
class Listed:
    """A partnership in an institution's list, with the parties that are not that institution."""

    partnership: Partnership
    others: list[Institution]
    areas: list[str]


def next_step(partnership: Partnership, parties: Sequence[Party]) -> str:
    """The one thing that would bring it forward now, in words."""
    today = timezone.localdate()
    if partnership.stage == Partnership.Stage.ENDED:
        return ""
    silent = [str(party.institution) for party in parties if not party.goal]
    if silent:
        return f"Say what you want from it. Still to do: {', '.join(silent)}."
    if partnership.agreed_on is None:
        return "Agree on paper what each of you does, and note the day it was signed."
    ends = partnership.agreement_ends_on
    if ends is not None and ends <= today + ENDS_SOON:
        return "The agreement runs out soon or has run out. Renew it, or end the partnership."
    if (partnership.reviewed_on or partnership.agreed_on) <= today - REVIEW_WITHIN:
        return "Look back together: the last review is more than a year ago."
    if partnership.stage == Partnership.Stage.CO_DESIGN:
        return "Try it out: log the first thing that you do together."
    return ""


def of_institution(institution: Institution, *, viewer: User) -> list[Listed]:
    """Live ones first, then the latest; those of a trust's schools and of a school's predecessors among them."""
    parties = Party.objects.filter(institution__in=history_of(institution))
    rows = (
        Partnership.objects.visible_to(viewer)
        .filter(pk__in=parties.values("partnership"))
        .select_related("kind")
        .prefetch_related(Prefetch("parties", Party.objects.select_related("institution").order_by("pk")))
    )
    ordered = sorted(rows, key=lambda row: (row.ended_on is not None, -row.started_on.toordinal(), row.pk))
    return [
        Listed(
            partnership=row,
            others=[each.institution for each in row.parties.all() if each.institution_id != institution.pk],
            areas=[SupportArea(area).label for area in row.areas],
        )
        for row in ordered
    ]
