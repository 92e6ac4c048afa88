"""What a lead should know this Monday: what changed, what waits, what is missing, and who could help.

Tenancy: everything starts from a membership of the person, read when the letter is written. Counts, names of
institutions and titles only: a letter may be read by others, so no person and no pupil figure is in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from brokerage.models import Introduction, Offer
from brokerage.queries.ranking import rank_offers_for
from brokerage.queries.suggestions import suggest_schools
from institutions.access import Permission, roles_with
from institutions.models import Institution, Membership, RoleHolder, SupportArea
from institutions.queries.roles import terms_ending, vacancies
from outcomes.models import Level
from outcomes.reports.grid import GridRow, grid_of
from outcomes.reports.home import Waiting, waiting_for
from partnerships.models import Collaboration, LibraryItem, Partnership

SUGGESTED = 3


@dataclass(frozen=True)
class Line:
    text: str
    url: str


@dataclass(frozen=True)
class Section:
    """One institution of the person."""

    institution: Institution
    changed: list[Line]
    waiting: list[Waiting]
    missing: list[Line]
    suggested: list[Line]
    reading: list[Line]

    @property
    def is_worth_a_letter(self) -> bool:
        return bool(self.changed or self.waiting or self.missing)


def digest_of(user: User, *, since: date) -> list[Section]:
    """Only institutions where the person can do something about it, and only where there is something to say."""
    acting = Membership.objects.current().filter(
        user=user, institution__isnull=False, role__in=roles_with(Permission.PARTNERSHIP_EDIT)
    )
    sections = (
        _section(membership, user, since)
        for membership in acting.select_related("institution").order_by("pk")
    )
    return [section for section in sections if section.is_worth_a_letter]


def _section(membership: Membership, user: User, since: date) -> Section:
    institution = membership.institution
    assert institution is not None  # asked for above
    rows = grid_of(institution) if _has_grid(institution) else []
    return Section(
        institution=institution,
        changed=[*_changed(institution, since)],
        waiting=waiting_for(membership),
        missing=[*_missing(institution, rows)],
        reading=[*_reading(user)],
        suggested=[*(_offers_for(rows, user) if _has_grid(institution) else _schools_for(institution))],
    )


def _has_grid(institution: Institution) -> bool:
    return institution.is_school or institution.kind == Institution.Kind.TRUST


def _changed(institution: Institution, since: date) -> Iterator[Line]:
    own = Institution.objects.with_members(institution)
    keys = list(own.values_list("pk", flat=True))
    recorded = Collaboration.objects.recorded().about(keys).filter(recorded_at__date__gte=since)
    log = reverse("partnerships:collaborations")
    yield from _counted(recorded, "collaboration was", "collaborations were", "recorded", log)
    agreed = Introduction.objects.filter(Q(school__in=own) | Q(offer__provider__in=own)).filter(
        state=Introduction.State.ACCEPTED, answered_at__date__gte=since
    )
    introductions = reverse("brokerage:introductions")
    yield from _counted(agreed, "introduction was", "introductions were", "accepted", introductions)
    begun = Partnership.objects.filter(parties__institution__in=keys, started_on__gte=since).distinct()
    yield from _counted(begun, "partnership", "partnerships", "began", _partnerships_page(institution))
    left = RoleHolder.objects.filter(
        institution__in=keys, ended_on__gte=since, ended_on__lte=timezone.localdate()
    )
    yield from _counted(left, "person", "people", "left a role", _roles_page(institution))


def _missing(institution: Institution, rows: list[GridRow]) -> Iterator[Line]:
    grid = reverse("outcomes:institution_coverage", args=[institution.pk])
    for area in SupportArea:
        if count := sum(row.levels[area] == Level.NOTHING for row in rows):
            of_all = f"{count} of {len(rows)} schools have nothing" if len(rows) > 1 else "Nothing yet"
            yield Line(f"{of_all} in {area.short_label}", grid)
    own, roles = Institution.objects.with_members(institution), _roles_page(institution)
    if vacant := vacancies(within=own):
        words = _number(len(vacant), "role is", "roles are")
        yield Line(f"{words} vacant, the longest for {vacant[0].days} days", roles)
    unconfirmed = RoleHolder.objects.current().unconfirmed().filter(institution__in=own, ended_on=None)
    yield from _counted(unconfirmed, "name has", "names have", "not been confirmed for a year", roles)
    if ending := terms_ending(within=own):
        words = _number(len(ending), "term has ended or ends", "terms have ended or end")
        yield Line(f"{words} within sixty days", roles)


def _roles_page(institution: Institution) -> str:
    return reverse("institutions:roles", args=[institution.pk])


def _partnerships_page(institution: Institution) -> str:
    return reverse("partnerships:institution_partnerships", args=[institution.pk])


def _offers_for(rows: list[GridRow], user: User) -> Iterator[Line]:
    """The best offers for the school with the most gaps, in the first area where it has nothing and there are any."""
    in_need = max(
        (row for row in rows if row.gaps), key=lambda row: (row.is_priority, row.gaps), default=None
    )
    if in_need is None:
        return
    for area in (area for area in SupportArea if in_need.levels[area] == Level.NOTHING):
        best = rank_offers_for(viewer=user, school=in_need.school, area=area)[:SUGGESTED]
        for ranked in best:
            words = f"{ranked.title}, from {ranked.provider}: {area.short_label} for {in_need.school}"
            yield Line(words, reverse("brokerage:offer", args=[ranked.offer_id]))
        if best:
            return


def _schools_for(provider: Institution) -> Iterator[Line]:
    """Schools that the provider's latest offer fits best."""
    offers = Offer.objects.filter(provider=provider, state=Offer.State.PUBLISHED)
    if offer := offers.order_by("-published_at", "-pk").first():
        for school in suggest_schools(offer=offer, limit=SUGGESTED):
            yield Line(f"{school.name}: {offer}", reverse("brokerage:suggestions", args=[offer.pk]))


def _reading(user: User) -> Iterator[Line]:
    """What reviewers of the library put first, as far as the person may read it."""
    featured = LibraryItem.objects.visible_to(user).fresh().filter(state=LibraryItem.State.FEATURED)
    for item in featured.select_related("owner").order_by("-published_on", "-pk")[:SUGGESTED]:
        yield Line(f"{item}, by {item.owner}", reverse("partnerships:library_item", args=[item.pk]))


def _counted(rows: QuerySet[Any], one: str, many: str, rest: str, url: str) -> Iterator[Line]:
    if count := rows.count():
        yield Line(f"{_number(count, one, many)} {rest}", url)


def _number(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
