"""Ties between institutions other than succession and feeder links, which have pages of their own."""

from django.db.models import Q, QuerySet

from institutions.models import Institution, InstitutionLink

OTHER_PAGES = (InstitutionLink.Kind.SUCCESSOR, InstitutionLink.Kind.FEEDER)


def ties() -> QuerySet[InstitutionLink]:
    ends = InstitutionLink.objects.select_related("institution", "to_institution")
    return ends.defer("institution__search", "to_institution__search").exclude(kind__in=OTHER_PAGES)


def ties_of(institution: Institution) -> QuerySet[InstitutionLink]:
    here = Q(institution=institution) | Q(to_institution=institution)
    return ties().filter(here).order_by("kind", "institution__name", "to_institution__name", "pk")
