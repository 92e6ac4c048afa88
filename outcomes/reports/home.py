"""What waits for somebody, in the words of the page that greets them.

Tenancy: everything starts from the institution or the area of the membership that the person is acting with.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from brokerage import access
from brokerage.models import Introduction, Offer, Request, Routing
from brokerage.queries.queue import queue_of
from institutions.models import Affiliation, Area, HandOverTask, Institution, Membership, Role
from institutions.models.institution import InstitutionQuerySet
from partnerships.models import (
    ActionPoint,
    CaseNomination,
    Collaboration,
    Concern,
    Consent,
    Document,
    Finding,
    Issue,
    LibraryItem,
    PartyInvitation,
    Respondent,
)


@dataclass(frozen=True)
class Waiting:
    """One thing to do: how many of them, in words, and where."""

    count: int
    text: str
    url: str


def waiting_for(membership: Membership) -> list[Waiting]:
    """What waits for the holder of a membership; the most urgent first, nothing empty."""
    items: list[Waiting] = []
    if own := membership.institution:
        items += [*_of_institution(own), *_of_documents(own), *_of_library(own)]
    if membership.area and membership.role == Role.ADMINISTRATOR:
        items += [*_of_area(membership.area), *_of_reviewer(membership)]
    if access.has_queue(membership):
        items += _of_queue(membership)
    return [item for item in items if item.count]


def _of_queue(membership: Membership) -> Iterator[Waiting]:
    """For brokers, their partners and coordinators."""
    queue = reverse("brokerage:queue")
    asked = Routing.objects.waiting().filter(partner=membership.institution)
    yield _waiting(asked, "request is", "requests are", "handed on to you", f"{queue}?whose=asked")
    yield _waiting(queue_of(membership), "open request", "open requests", "in your queue", queue)


def _of_institution(institution: Institution) -> Iterator[Waiting]:
    own = Institution.objects.with_members(institution)
    log, introductions = reverse("partnerships:collaborations"), reverse("brokerage:introductions")
    requests = reverse("brokerage:requests")
    asked, logged = Introduction.objects.awaiting_answer(), Collaboration.objects.filter(organiser__in=own)
    of_us, to_confirm = asked.filter(offer__provider__in=own), Collaboration.objects.awaiting_answer_of(own)
    yield _waiting(of_us, "school is", "schools are", "waiting for your answer", introductions)
    handed = Introduction.objects.filter(
        state=Introduction.State.WITH_BROKER, broker=institution, broker_accepted_at=None
    )
    yield _waiting(
        handed,
        "introduction is",
        "introductions are",
        "handed to you, to take on",
        f"{introductions}?side=helped",
    )
    yield from _of_invitations(own)
    late, actions = (
        ActionPoint.objects.overdue().filter(institution__in=own),
        reverse("partnerships:action_points"),
    )
    yield _waiting(late, "overdue action", "overdue actions", "from meetings", actions)
    in_the_way = Issue.objects.overdue().filter(institution__in=own)
    yield _waiting(in_the_way, "overdue issue", "overdue issues", "in partnerships", actions)
    told = Concern.objects.waiting().filter(school__in=own)
    families = reverse("partnerships:concerns", args=[institution.pk])
    yield _waiting(told, "report", "reports", "of families to answer", families)
    yield from _of_reviews(own)
    yield _waiting(to_confirm, "record", "records", "to confirm", log)
    yield _waiting(logged.questioned(), "record", "records", "that the other side questions", log)
    yield _waiting(logged.drafts(), "draft", "drafts", "to finish", log)
    left = HandOverTask.objects.open().filter(role_holder__institution=institution)
    roles = reverse("institutions:roles", args=[institution.pk])
    yield _waiting(left, "thing", "things", "to hand over from somebody who left", f"{roles}#hand-over")
    by_us = asked.filter(school__in=own)
    yield _waiting(by_us, "request is", "requests are", "with a partner, who will answer", introductions)
    agreed = Introduction.objects.filter(Q(school__in=own) | Q(offer__provider__in=own))
    agreed = agreed.filter(state=Introduction.State.ACCEPTED, planned_on__lte=timezone.localdate())
    yield _waiting(
        agreed, "introduction", "introductions", "of which you can say whether it took place", introductions
    )
    solved = Request.objects.filter(school__in=own, state=Request.State.SOLVED)
    yield _waiting(
        solved, "request waits", "requests wait", "for your word on what came of it", f"{requests}?state=word"
    )


def _of_invitations(own: InstitutionQuerySet) -> Iterator[Waiting]:
    invited = PartyInvitation.objects.open().filter(institution__in=own)
    yield _waiting(
        invited,
        "partnership",
        "partnerships",
        "that you are asked to join",
        reverse("partnerships:invitations"),
    )
    asking = Affiliation.objects.asked().filter(member__in=own)
    yield _waiting(asking, "group asks", "groups ask", "you to join", reverse("institutions:groups_asking"))


def _of_reviews(own: InstitutionQuerySet) -> Iterator[Waiting]:
    reviews = reverse("partnerships:reviews")
    to_answer = Respondent.objects.awaited().filter(institution__in=own)
    yield _waiting(to_answer, "review or survey", "reviews and surveys", "to answer", reviews)
    found = Finding.objects.to_do().filter(review__institution__in=own)
    yield _waiting(found, "finding", "findings", "of a quality visit to act on", reviews)


def _of_library(institution: Institution) -> Iterator[Waiting]:
    """Where others wait for its word, and where readers wait for it to look again."""
    own = Institution.objects.with_members(institution)
    library = reverse("partnerships:own_items")
    asked = Consent.objects.awaited().filter(institution__in=own)
    yield _waiting(
        asked, "case study about you waits", "case studies about you wait", "for your word", library
    )
    nominated = CaseNomination.objects.open().filter(institution__in=own)
    yield _waiting(nominated, "case study", "case studies", "that you are asked to write", library)
    stale = LibraryItem.objects.published().stale().filter(owner__in=own)
    yield _waiting(stale, "item", "items", "in the library to look at again", library)


def _of_reviewer(membership: Membership) -> Iterator[Waiting]:
    """For whoever administers an area: what its institutions want to publish."""
    sent = LibraryItem.objects.visible_to(membership.user).filter(state=LibraryItem.State.IN_REVIEW)
    review = reverse("partnerships:library_review")
    yield _waiting(sent, "item", "items", "of the library to review", review)


def _of_documents(institution: Institution) -> Iterator[Waiting]:
    """Its own: a trust's schools look after theirs."""
    documents = reverse("partnerships:institution_documents", args=[institution.pk])
    own = Document.objects.of_owner(institution)
    yield _waiting(own.to_review(), "plan or document", "plans and documents", "to review", documents)
    broken = own.in_force().filter(is_link_broken=True)
    yield _waiting(broken, "link", "links", "to a document that somebody found broken", documents)


def _of_area(area: Area) -> Iterator[Waiting]:
    """For those who administer it."""
    own = Document.objects.of_owner(area).to_review()
    address = reverse("partnerships:area_documents", args=[area.code])
    yield _waiting(own, "plan or document", "plans and documents", "of the authority to review", address)
    submitted = Document.objects.to_accept(area)
    address = f"{reverse('partnerships:documents')}?area={area.code}&state=unaccepted"
    yield _waiting(submitted, "plan or document", "plans and documents", "to accept", address)


def _waiting(rows: QuerySet[Any], one: str, many: str, rest: str, url: str) -> Waiting:
    count = rows.count()
    return Waiting(count, f"{count:,} {one if count == 1 else many} {rest}", url)


def offers_of(institution: Institution) -> int:
    """Published offers of an institution."""
    return Offer.objects.filter(provider=institution, state=Offer.State.PUBLISHED).count()
