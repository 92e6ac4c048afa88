"""What waits for somebody, in the words of the page that greets them.

Tenancy: everything starts from the institution or the area of the membership that the person is acting with.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from brokerage.models import BrokerArea, Introduction, Offer, Request
from institutions.models import Institution, Membership
from institutions.models.institution import InstitutionQuerySet
from partnerships.models import Collaboration


@dataclass(frozen=True)
class Waiting:
    """One thing to do: how many of them, in words, and where."""

    count: int
    text: str
    url: str


def waiting_for(membership: Membership) -> list[Waiting]:
    """What waits for the holder of a membership at an institution; the most urgent first, nothing empty."""
    if membership.institution is None:
        return []
    own = Institution.objects.with_members(membership.institution)
    return [item for item in _items(own, membership.institution) if item.count]


def _items(own: InstitutionQuerySet, institution: Institution) -> Iterator[Waiting]:
    log, introductions = reverse("partnerships:collaborations"), reverse("brokerage:introductions")
    asked, logged = Introduction.objects.awaiting_answer(), Collaboration.objects.filter(organiser__in=own)
    of_us, to_confirm = asked.filter(offer__provider__in=own), Collaboration.objects.awaiting_answer_of(own)
    yield _waiting(of_us, "school is", "schools are", "waiting for your answer", introductions)
    yield _waiting(to_confirm, "record", "records", "to confirm", log)
    yield _waiting(logged.questioned(), "record", "records", "that the other side questions", log)
    yield _waiting(logged.drafts(), "draft", "drafts", "to finish", log)
    by_us = asked.filter(school__in=own)
    yield _waiting(by_us, "request is", "requests are", "with a partner, who will answer", introductions)
    if institution.kind == Institution.Kind.BROKER:
        served = BrokerArea.objects.current().filter(broker=institution).values("area")
        needs = Request.objects.open().filter(school__local_authority__in=served)
        yield _waiting(needs, "open request", "open requests", "in the areas you serve", introductions)


def _waiting(rows: QuerySet[Any], one: str, many: str, rest: str, url: str) -> Waiting:
    count = rows.count()
    return Waiting(count, f"{count:,} {one if count == 1 else many} {rest}", url)


def offers_of(institution: Institution) -> int:
    """Published offers of an institution."""
    return Offer.objects.filter(provider=institution, state=Offer.State.PUBLISHED).count()
