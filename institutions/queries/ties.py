"""Ties between institutions that their people tell: sponsors, sites, units and feeder schools."""

from django.db.models import Q, QuerySet

from institutions.models import Institution, InstitutionLink

Kind = InstitutionLink.Kind


def told_ties() -> QuerySet[InstitutionLink]:
    """All but succession, which the register tells."""
    ends = InstitutionLink.objects.select_related("institution", "to_institution")
    return ends.defer("institution__search", "to_institution__search").exclude(kind=Kind.SUCCESSOR)


def ties_of(institution: Institution) -> QuerySet[InstitutionLink]:
    """Without feeder links, which have a page of their own."""
    here = Q(institution=institution) | Q(to_institution=institution)
    found = told_ties().filter(here).exclude(kind=Kind.FEEDER)
    return found.order_by("kind", "institution__name", "to_institution__name", "pk")
