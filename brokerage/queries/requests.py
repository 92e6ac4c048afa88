"""What the page of a request and the lists of a school's requests show."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Q, When
from django.utils import timezone

from accounts.models import User
from brokerage import links
from brokerage.models import Commission, Introduction, Reply, Request, RequestStage, Routing
from brokerage.models.request import RequestQuerySet
from core.errors import RuleBroken
from institutions.models import GroupMembership, Institution
from institutions.models.institution import InstitutionQuerySet

GROUPS = {
    "open": ("Open", Request.OPEN),
    "word": ("Waiting for your word", (Request.State.SOLVED,)),
    "closed": ("Closed", (Request.State.CLOSED,)),
}


@dataclass(frozen=True)
class StageReached:
    """One stage on the way of a request, and how many days it took to leave it, or has taken by now."""

    label: str
    reached_at: datetime
    days: int
    by: User | None
    words: str


def stages_of(request: Request) -> list[StageReached]:
    rows = list(request.stages.select_related("by").order_by("pk"))
    ends = [*(row.reached_at for row in rows[1:]), request.closed_at or timezone.now()]
    return [
        StageReached(
            str(row.get_state_display()), row.reached_at, (end - row.reached_at).days, row.by, row.words
        )
        for row, end in zip(rows, ends, strict=True)
    ]


def stage_by_link(token: str) -> RequestStage:
    """The outcome on which the holder of a link gives the school's word: the signature stands for the sign-in."""
    rows = RequestStage.objects.select_related(
        "request__school", "request__outcome", "request__unmet_reason", "request__kind"
    )
    found = rows.filter(pk=links.stage_of(token)).first()
    if found is None:
        raise RuleBroken("This request does not exist any more.", code="link_invalid")
    return found


def introductions_of(request: Request, *, viewer: User) -> list[Introduction]:
    found = Introduction.objects.visible_to(viewer).filter(request=request).with_parties()
    return list(found.order_by("-created_at", "-pk"))


def routings_of(request: Request) -> list[Routing]:
    found = request.routings.select_related("partner", "reason").defer("partner__search")
    return list(found.order_by("pk"))


def requests_of(institution: Institution | None, *, viewer: User) -> RequestQuerySet:
    """Those of an institution or, for a trust, of its schools, and of the clusters that these are in.

    Without one: what the viewer asked for elsewhere, as an adviser or a coordinator.
    """
    if institution is None:
        made = Request.objects.visible_to(viewer).with_facts().filter(made_by=viewer)
        return made.order_by("-created_at", "-pk")
    own = Institution.objects.with_members(institution).values("pk")
    clusters = Request.members.through.objects.filter(institution__in=own).values("request")
    found = Request.objects.visible_to(viewer).with_facts()
    return (found.filter(school__in=own) | found.filter(pk__in=clusters)).order_by("-created_at", "-pk")


def commissioners_of(request: Request) -> InstitutionQuerySet:
    """Who may commission something for the school: itself first, then a trust that it is in today."""
    trusts = GroupMembership.objects.current().filter(member=request.school_id).values("group")
    found = Institution.objects.filter(Q(pk=request.school_id) | Q(pk__in=trusts)).defer("search")
    return found.order_by(Case(When(pk=request.school_id, then=0), default=1), "name", "pk")


def commissions_of(request: Request, *, viewer: User) -> list[Commission]:
    """The latest first."""
    found = Commission.objects.visible_to(viewer).filter(request=request)
    return list(found.select_related("commissioner", "provider").order_by("-starts_on", "-pk"))


def replies_of(request: Request, *, viewer: User) -> list[Reply]:
    found = Reply.objects.visible_to(viewer).filter(request=request).select_related("offer__provider")
    return list(found.defer("offer__provider__search").order_by("pk"))
