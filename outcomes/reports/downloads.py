"""Downloads of figures, the latest first.

Tenancy: one's own; those who administer England see everybody's.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from accounts.models import AuditEvent, User
from institutions.models import Area, Institution, Membership
from partnerships.models import Partnership, Programme

NAMED = ((Area, "name"), (Institution, "name"), (Partnership, "title"), (Programme, "title"))
VERB = "figures_downloaded"


@dataclass(frozen=True)
class Download:
    at: datetime
    who: str
    table: str
    of: str
    file_format: str
    rows: int
    as_at: str


def downloads_seen_by(user: User) -> QuerySet[AuditEvent]:
    """The rows of the record; `described` puts them into words."""
    events = AuditEvent.objects.filter(verb=VERB).select_related("actor").order_by("-at", "-pk")
    over_england = Membership.objects.current().filter(user=user, area__code=Area.ENGLAND)
    return events if over_england.exists() else events.filter(actor=user)


def described(events: list[AuditEvent]) -> list[Download]:
    """With the names of the places and institutions that they are about."""
    names: dict[str, dict[int, str]] = {}
    for model, name in NAMED:
        label = model._meta.label_lower
        keys = {event.subject_id for event in events if event.subject_kind == label}
        names[label] = dict(model._default_manager.filter(pk__in=keys).values_list("pk", name))
    return [
        Download(
            at=event.at,
            who=str(event.actor),
            table=event.details["table"],
            of=names.get(event.subject_kind, {}).get(event.subject_id, ""),
            file_format=event.details["format"],
            rows=event.details["rows"],
            as_at=event.details["as_at"],
        )
        for event in events
    ]
