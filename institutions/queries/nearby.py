"""Schools close by that an institution has no tie with yet."""

from django.db.models import F, FloatField, Q
from django.db.models.functions import Cast, Sqrt

from institutions.models import GroupMembership, Institution, InstitutionLink

NEARBY_METRES = 30_000


def nearby_without_link(institution: Institution, *, limit: int = 10) -> list[Institution]:
    """The nearest open schools and colleges in scope that share no trust and no link with it, with `kilometres`.

    Distances are straight lines: roads and rivers are not known here. Nothing beyond 30 km counts as nearby.
    """
    if institution.easting is None or institution.northing is None:
        return []
    east, north = institution.easting, institution.northing
    eastwards = Cast(F("easting") - east, FloatField())
    northwards = Cast(F("northing") - north, FloatField())
    near = (
        Institution.objects.in_scope()
        .filter(
            easting__range=(east - NEARBY_METRES, east + NEARBY_METRES),
            northing__range=(north - NEARBY_METRES, north + NEARBY_METRES),
        )
        .exclude(pk__in=_tied(institution) | {institution.pk})
        .annotate(kilometres=Sqrt(eastwards * eastwards + northwards * northwards) / 1000)
        .filter(kilometres__lte=NEARBY_METRES / 1000)
        .order_by("kilometres", "pk")
        .defer("search")
    )
    return list(near[:limit])


def _tied(institution: Institution) -> set[int]:
    links = InstitutionLink.objects.filter(
        Q(institution=institution) | Q(to_institution=institution), ended_on=None
    )
    pairs = links.values_list("institution", "to_institution")
    groups = GroupMembership.objects.current().filter(member=institution).values("group")
    fellows = GroupMembership.objects.current().filter(group__in=groups).values_list("member", flat=True)
    return {pk for pair in pairs for pk in pair} | set(fellows)
