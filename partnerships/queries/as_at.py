"""A partnership as it was on a day, told from its dated records."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from partnerships.models import Agreement, Body, BodyMember, Leadership, Partnership, Party, StageEntry
from partnerships.queries.bodies import chair_of, with_members


@dataclass(frozen=True)
class AsAt:
    """`stage`: none before it began. `bodies`: each with whoever chaired it."""

    day: date
    stage: StageEntry | None
    parties: list[Party]
    lead: Leadership | None
    agreements: list[Agreement]
    bodies: list[tuple[Body, BodyMember | None]]


def as_at(partnership: Partnership, day: date) -> AsAt:
    has_begun = partnership.started_on <= day
    parties = partnership.parties.current(day).select_related("institution").order_by("pk")
    led = partnership.leaderships.filter(Q(ended_on=None) | Q(ended_on__gt=day), began_on__lte=day)
    held = partnership.agreements.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)
    bodies = with_members(Body.objects.live(day).filter(partnership=partnership), on=day)
    return AsAt(
        day=day,
        stage=partnership.stages.filter(began_on__lte=day).order_by("-began_on", "-pk").first(),
        parties=list(parties) if has_begun else [],
        lead=led.select_related("party__institution").order_by("-began_on").first(),
        agreements=list(held.select_related("agreement_type").order_by("signed_on", "pk")),
        bodies=[(body, chair_of(body)) for body in bodies],
    )
