"""Whose documents are there, which are missing, and what their goals lead to.

Tenancy: rows start from `Document.visible_to`; standing and the counts of authorities say only what was submitted.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from accounts.models import User
from institutions.models import Area, Institution
from partnerships.models import Collaboration, Document, DocumentKind, Partnership, Party, PlanGoal
from partnerships.models.kind import INDEPENDENT_TYPES
from partnerships.models.partnership import PartnershipQuerySet

RECENTLY = timedelta(days=365)
BROKERAGE = "brokerage_included"  # what the plan of an authority is asked


@dataclass(frozen=True)
class Place:
    """One kind of document that an owner should have, the one in force and the next one."""

    kind: DocumentKind
    document: Document | None
    draft: Document | None


@dataclass(frozen=True)
class Bundle:
    """All documents of one owner together."""

    places: list[Place]
    earlier: list[Document]
    outstanding: list[DocumentKind] | None
    """What standing waits for; None where it hangs on no document."""

    @property
    def is_in_good_standing(self) -> bool | None:
        return None if self.outstanding is None else not self.outstanding


@dataclass(frozen=True)
class Pursued:
    """A goal of a plan, what is to reach it, and whether none of that did anything in the last year."""

    goal: PlanGoal
    partnerships: list[Partnership]
    is_idle: bool


@dataclass(frozen=True)
class Plans:
    """How many local authorities have a plan, and in how many of those brokerage is a part."""

    authorities: int
    with_plan: int
    with_brokerage: int


def bundle_of(owner: Institution | Area, *, viewer: User) -> Bundle:
    """What its kind of owner should have, in order, and the earlier ones."""
    kinds = list(DocumentKind.objects.of_owner(owner).order_by("position"))
    rows = Document.objects.visible_to(viewer).of_owner(owner).select_related("kind", "institution", "area")
    visible = list(rows.order_by("-created_at", "-pk"))
    in_force = {each.kind_id: each for each in visible if each.submitted_on and not each.replaced_on}
    drafts = {each.kind_id: each for each in visible if not each.submitted_on}
    places = [Place(kind, in_force.get(kind.pk), drafts.get(kind.pk)) for kind in kinds]
    earlier = [each for each in visible if each.replaced_on]
    return Bundle(places, earlier, _outstanding(owner, kinds))


def _outstanding(owner: Institution | Area, kinds: list[DocumentKind]) -> list[DocumentKind] | None:
    """The kinds that standing hangs on and of which none was submitted for today."""
    required = [kind for kind in kinds if kind.is_for_standing]
    submitted = Document.objects.of_owner(owner).filter(kind__in=required, submitted_on__isnull=False)
    today = timezone.localdate()
    given = {each.kind_id for each in submitted.select_related("kind") if each.is_for(today)}
    return [kind for kind in required if kind.pk not in given] if required else None


def partnerships_for_goals(document: Document) -> PartnershipQuerySet:
    """The live ones that its owner, or a school of its owner, is in."""
    if document.institution is None:
        return Partnership.objects.none()
    own = Institution.objects.with_members(document.institution)
    parts = Party.objects.current().filter(institution__in=own)
    return Partnership.objects.live().filter(pk__in=parts.values("partnership"))


def goals_of(document: Document) -> list[Pursued]:
    """In the order in which they were set."""
    since = timezone.localdate() - RECENTLY
    done = Collaboration.objects.recorded().filter(starts_on__gte=since)
    active = document.goals.filter(Exists(done.filter(partnership__goals=OuterRef("pk"))))
    moving = set(active.values_list("pk", flat=True))
    partnerships = Prefetch("partnerships", Partnership.objects.order_by("title", "pk"))
    rows = document.goals.prefetch_related(partnerships).order_by("pk")
    return [Pursued(goal, list(goal.partnerships.all()), goal.pk not in moving) for goal in rows]


def goals_served_by(partnership: Partnership, *, viewer: User) -> QuerySet[PlanGoal]:
    """The goals of plans in force that it is to reach."""
    plans = Document.objects.visible_to(viewer).in_force()
    goals = partnership.goals.filter(document__in=plans)
    return goals.select_related("document__kind", "document__institution").order_by("pk")


def independents_in(area: Area) -> list[tuple[Institution, bool]]:
    """The independent schools of a place, and whether each is in a live partnership."""
    schools = Institution.objects.open().in_area(area).filter(type_code__in=INDEPENDENT_TYPES)
    live = Party.objects.current().filter(partnership__stage__in=Partnership.LIVE)
    partnered = set(live.filter(institution__in=schools).values_list("institution", flat=True))
    return [(school, school.pk in partnered) for school in schools.defer("search").order_by("name", "pk")]


def count_plans() -> Plans:
    """Plans of local authorities that are in force."""
    plans = Document.objects.in_force().filter(area__isnull=False, kind__questions__code=BROKERAGE)
    authorities = Area.objects.current().of_kind(Area.Kind.LOCAL_AUTHORITY)
    with_brokerage = plans.filter(**{f"answers__{BROKERAGE}": True})
    return Plans(authorities.count(), plans.count(), with_brokerage.count())
