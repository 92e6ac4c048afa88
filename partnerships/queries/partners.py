"""Whom an institution works with."""

from collections.abc import Iterable

from django.db.models import Max, Q

from institutions.models import Institution
from partnerships.models import Collaboration, Partnership
from partnerships.queries.schools import schools_of


def recent_partners(organiser: Institution, *, limit: int = 5) -> list[Institution]:
    """Partners of the latest records first, then those of its partnerships and of its schools'."""
    logged = (
        Collaboration.objects.filter(organiser=organiser, partner__isnull=False)
        .values("partner")
        .annotate(last=Max("created_at"))
        .order_by("-last")
        .values_list("partner", flat=True)[:limit]
    )
    own = Q(parties__institution=organiser) | Q(parties__institution__in=schools_of(organiser))
    agreed = (
        Institution.objects.filter(parties__partnership__in=Partnership.objects.live().filter(own))
        .exclude(pk=organiser.pk)
        .exclude(pk__in=schools_of(organiser))
        .annotate(last=Max("parties__partnership__started_on"))
        .order_by("-last", "name")
        .values_list("pk", flat=True)[:limit]
    )
    ordered = list(dict.fromkeys([*logged, *agreed]))[:limit]
    partners = Institution.objects.in_bulk(ordered)
    return [partners[pk] for pk in ordered]


def last_address(*, organiser: Institution, partner: Institution | None) -> str:
    """Whom the organiser last asked at this partner."""
    asked = Collaboration.objects.filter(organiser=organiser, partner=partner).exclude(partner_email="")
    return asked.order_by("-pk").values_list("partner_email", flat=True).first() or ""


def partnership_between(*, partner: Institution, others: Iterable[int], area: str) -> Partnership | None:
    """The live partnership that a record belongs to: one for its area first, then the latest."""
    shared = (
        Partnership.objects.live()
        .filter(parties__institution=partner)
        .filter(parties__institution__in=others)
        .distinct()
    )
    return max(shared, key=lambda found: (area in found.areas, found.started_on, found.pk), default=None)
