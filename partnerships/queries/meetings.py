"""Meetings and contact as their pages show them."""

from django.db.models import Prefetch, QuerySet

from institutions.models import Institution
from partnerships.models import (
    ActionPoint,
    Attendance,
    Body,
    Decision,
    DecisionPart,
    Meeting,
    MeetingKind,
    Partnership,
    PartyNeed,
)
from partnerships.models.meeting import MeetingQuerySet


def kinds_for(of: Body | Partnership) -> QuerySet[MeetingKind]:
    """A body meets; the parties of a partnership are in touch in other ways too."""
    kinds = MeetingKind.objects.order_by("position", "pk")
    return kinds.filter(is_contact=False) if isinstance(of, Body) else kinds.filter(is_of_body=False)


def institutions_at(of: Body | Partnership) -> list[Institution]:
    """Whose people may be there: the parties, and whoever sits on the body."""
    if isinstance(of, Partnership):
        here = Institution.objects.filter(pk__in=of.parties.current().values("institution"))
    else:
        sitting = Institution.objects.filter(pk__in=of.members.current().values("institution"))
        own = of.partnership.parties.current().values("institution") if of.partnership else None
        here = sitting if own is None else sitting | Institution.objects.filter(pk__in=own)
    return list(here.distinct().order_by("name", "pk"))


def silent_parties(meeting: Meeting) -> list[Institution]:
    """Those of whom it is not noted what they need, whoever was there."""
    told = set(meeting.needs.values_list("institution", flat=True))
    of = meeting.body or meeting.partnership
    return [each for each in institutions_at(of) if each.pk not in told] if of else []


def with_all(meetings: MeetingQuerySet) -> list[Meeting]:
    """The latest first, with everything that stands under each, in a fixed number of queries."""
    parts = DecisionPart.objects.select_related("institution").order_by("institution__name", "pk")
    decisions = Decision.objects.select_related("kind").order_by("pk")
    return list(
        meetings.select_related("kind", "body__authority", "body__group", "body__partnership", "partnership")
        .prefetch_related(
            Prefetch("attendances", Attendance.objects.select_related("institution").order_by("pk")),
            Prefetch("needs", PartyNeed.objects.select_related("institution").order_by("pk")),
            Prefetch("decisions", decisions.prefetch_related(Prefetch("parts", parts))),
            Prefetch("action_points", ActionPoint.objects.select_related("institution").order_by("due_on")),
        )
        .order_by("-held_on", "-pk")
    )
