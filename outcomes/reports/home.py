"""What waits for somebody, in the words of the page that greets them.

Tenancy: everything starts from the institution or the area of the membership that the person is acting with.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from brokerage.models import BrokerArea, Introduction, Offer, Request
from institutions.models import Institution, Membership
from partnerships.models import Collaboration, Confirmation, Contribution


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
    own = _institutions(membership.institution)
    return [item for item in _items(own, membership.institution) if item.count]


def _institutions(institution: Institution) -> QuerySet[Institution]:
    """The institution itself and, for a trust, its schools."""
    schools = Institution.objects.members_of(institution).values("pk")
    return Institution.objects.filter(Q(pk=institution.pk) | Q(pk__in=schools))


def _items(own: QuerySet[Institution], institution: Institution) -> Iterator[Waiting]:
    introductions = Introduction.objects.awaiting_answer()
    asked_of_us = introductions.filter(offer__provider__in=own).count()
    yield Waiting(
        asked_of_us,
        _n(asked_of_us, "school is", "schools are") + " waiting for your answer",
        _introductions(),
    )

    recorded = Collaboration.objects.recorded()
    to_confirm = recorded.filter(partner__in=own, partner_confirmation=Confirmation.AWAITING).count()
    to_confirm += Contribution.objects.filter(school__in=own, confirmation=Confirmation.AWAITING).count()
    log = reverse("partnerships:collaborations")
    yield Waiting(to_confirm, _n(to_confirm, "record", "records") + " to confirm", log)

    questioned = recorded.filter(
        organiser__in=own, partner_confirmation__in=[Confirmation.CORRECTED, Confirmation.DISPUTED]
    ).count()
    yield Waiting(questioned, _n(questioned, "record", "records") + " that the other side questions", log)

    drafts = Collaboration.objects.drafts().filter(organiser__in=own).count()
    yield Waiting(drafts, _n(drafts, "draft", "drafts") + " to finish", log)

    we_asked = introductions.filter(school__in=own).count()
    yield Waiting(
        we_asked,
        _n(we_asked, "request is", "requests are") + " with a partner, who will answer",
        _introductions(),
    )

    if institution.kind == Institution.Kind.BROKER:
        served = BrokerArea.objects.current().filter(broker=institution).values("area")
        requests = Request.objects.open().filter(school__local_authority__in=served).count()
        yield Waiting(
            requests,
            _n(requests, "open request", "open requests") + " in the areas you serve",
            _introductions(),
        )


def offers_of(institution: Institution) -> int:
    """Published offers of an institution."""
    return Offer.objects.filter(provider=institution, state=Offer.State.PUBLISHED).count()


def _introductions() -> str:
    return reverse("brokerage:introductions")


def _n(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
