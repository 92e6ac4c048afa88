"""What an institution and its areas are designated as today, and which larger areas an area belongs to."""

from django.db.models import Q, QuerySet

from institutions.models import Area, AreaLink, Designation, Institution


def designations_of(institution: Institution) -> QuerySet[Designation]:
    """Its own, and those of its authority and district."""
    of_area = Q(area__isnull=False, area__in=(institution.local_authority_id, institution.district_id))
    held = Designation.objects.in_force().filter(Q(institution=institution) | of_area)
    return held.select_related("kind").order_by("kind__position", "pk")


def designations_of_area(area: Area) -> QuerySet[Designation]:
    held = Designation.objects.in_force().filter(area=area)
    return held.select_related("kind").order_by("kind__position", "pk")


def belongs_to(area: Area) -> QuerySet[Area]:
    """The LSIP area and the combined authority of today, which regions and authorities cross."""
    links = AreaLink.objects.filter(area=area, kind=AreaLink.Kind.MEMBER, valid_to=None)
    return Area.objects.current().filter(links_here__in=links).order_by("kind", "name")


def specialisms_held() -> list[str]:
    """Of schools today, as their designations name them."""
    named = Designation.objects.in_force().filter(institution__isnull=False).exclude(detail="")
    return list(named.order_by("detail").values_list("detail", flat=True).distinct())


def specialists_in(specialism: str) -> QuerySet[Institution]:
    """The schools that have it today."""
    held = Designation.objects.in_force().filter(institution__isnull=False, detail=specialism)
    return Institution.objects.filter(pk__in=held.values("institution"))
