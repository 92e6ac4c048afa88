"""Sending a plan of links with higher education: introductions by two routes."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from brokerage import access
from brokerage.actions.introductions import propose
from brokerage.models import BroughtAlong, Introduction, Offer
from brokerage.queries.access_routes import AREA, PlannedLink, rehearse
from core.dates import academic_year
from core.errors import RuleBroken
from institutions.models import Area, Institution

# Of the year, the offer and the school a key is made, so that a plan sent twice asks once.
_KEYS = UUID("5b0a3c5e-6d51-4f0b-9a57-3f8f1c0e7d42")


@dataclass(frozen=True)
class Sent:
    """How many introductions of each route went out, and what refused the others, in words."""

    direct: int
    through: int
    refused: list[str]


@transaction.atomic
def send_access_routes(*, area: Area, by: User) -> Sent:
    """Put today's plan to the universities.

    One introduction for each school that is reached directly, and one for each secondary school that is to bring its
    feeders along. Secondary schools that work with a university already need none.
    """
    access.require_allocation(by, [area])
    direct, groups = [], defaultdict[tuple[int, int], list[PlannedLink]](list)
    for link in rehearse(area).links:
        if link.offer and link.via:
            groups[link.via.pk, link.offer.pk].append(link)
        elif link.offer:
            direct.append(link)
    refused: list[str] = []
    sent_directly = [_introduce(link.offer, link.primary, by, refused) for link in direct if link.offer]
    through = [_through(links, by, refused) for links in groups.values()]
    sent = Sent(len([*filter(None, sent_directly)]), len([*filter(None, through)]), refused)
    audit.record("access_routes_sent", area, by=by, direct=sent.direct, through=sent.through)
    return sent


def _through(links: list[PlannedLink], by: User, refused: list[str]) -> Introduction | None:
    """The introduction of a secondary school, with the primary schools that come along."""
    offer, secondary = links[0].offer, links[0].via
    assert offer is not None
    assert secondary is not None
    introduction = _introduce(offer, secondary, by, refused)
    if introduction:
        BroughtAlong.objects.bulk_create(
            [BroughtAlong(introduction=introduction, primary=link.primary) for link in links],
            ignore_conflicts=True,
        )
    return introduction


def _introduce(offer: Offer, school: Institution, by: User, refused: list[str]) -> Introduction | None:
    """Somebody may have taken the place a moment ago: that is told, and the rest goes on."""
    key = uuid5(_KEYS, f"{academic_year(timezone.localdate())} {offer.pk} {school.pk}")
    try:
        with transaction.atomic():
            return propose(
                offer=offer,
                school=school,
                area=AREA,
                words="",
                by=by,
                submission_key=key,
                origin=Introduction.Origin.RUN,
            )
    except RuleBroken as refusal:
        refused.append(f"{school}: {refusal.message}")
        return None
