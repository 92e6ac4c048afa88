"""What somebody in a role has in hand: partnerships, records, introductions."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.models import User
from brokerage.models import Introduction
from institutions.models import Institution, RoleHolder
from partnerships.models import Collaboration, Partnership

Carried = tuple[str, str]


def carried_by(holder: RoleHolder) -> Iterator[Carried]:
    """In words, each with the page where somebody else can take it on.

    Who answers for partnerships leaves all of the institution's; anybody leaves what they began themselves.
    """
    if holder.role_type.carries_work:
        yield from _partnerships(holder.institution)
    user = holder.user or User.objects.filter(email__iexact=holder.email).exclude(email="").first()
    yield from _introductions(holder, user)
    if user:
        yield from _drafts(holder.institution, user)


def _partnerships(institution: Institution) -> Iterator[Carried]:
    live = Partnership.objects.live().filter(parties__institution=institution).order_by("pk")
    for partnership in live:
        yield f"Partnership: {partnership}", reverse("partnerships:partnership", args=[partnership.pk])


def _introductions(holder: RoleHolder, user: User | None) -> Iterator[Carried]:
    for introduction in _open(holder.institution, user, holder.role_type.carries_work):
        words = f"Introduction: {introduction.offer} for {introduction.school}"
        yield words, reverse("brokerage:introduction", args=[introduction.pk])


def _open(institution: Institution, user: User | None, is_all: bool) -> QuerySet[Introduction]:
    here = Q(offer__provider=institution) | Q(school=institution)
    if not is_all:
        here &= Q(proposed_by=user) if user else Q(pk=None)
    return (
        Introduction.objects.awaiting_answer().filter(here).select_related("offer", "school").order_by("pk")
    )


def _drafts(institution: Institution, user: User) -> Iterator[Carried]:
    drafts = Collaboration.objects.drafts().filter(organiser=institution, logged_by=user).order_by("pk")
    for draft in drafts.select_related("activity_type"):
        yield f"Draft: {draft}", reverse("partnerships:collaboration_edit", args=[draft.pk])
