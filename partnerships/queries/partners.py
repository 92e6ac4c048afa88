"""Whom an institution works with."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.db.models import Max, Q

from institutions.models import Institution
from partnerships.models import Collaboration, Partnership, Party
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


Between = tuple[int, Collection[int], str]  # a partner, the others, an area


def partnership_between(*, partner: Institution, others: Iterable[int], area: str) -> Partnership | None:
    """The live partnership that a record belongs to: one for its area first, then the latest."""
    return partnerships_between([(partner.pk, set(others), area)])[0]


def partnerships_between(wanted: Sequence[Between]) -> list[Partnership | None]:
    """The same for many records at once."""
    parties = Party.objects.filter(
        partnership__in=Partnership.objects.live().filter(
            parties__institution__in={partner for partner, _, _ in wanted}
        )
    )
    members: dict[Partnership, set[int]] = defaultdict(set)
    for party in parties.select_related("partnership"):
        members[party.partnership].add(party.institution_id)
    of: dict[int, list[Partnership]] = defaultdict(list)
    for partnership, institutions in members.items():
        for institution in institutions:
            of[institution].append(partnership)
    return [
        max(
            (each for each in of[partner] if not members[each].isdisjoint(others)),
            key=lambda found: (area in found.areas, found.started_on, found.pk),
            default=None,
        )
        for partner, others, area in wanted
    ]
