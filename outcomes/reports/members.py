"""The schools of a partnership, whose published figures are added up.

Tenancy: who is party to a partnership is public.
"""

from institutions.models import Institution
from partnerships.models import Partnership


def schools_of(partnership: Partnership) -> list[Institution]:
    """Its schools today, and those of the trusts that are party to it, by name."""
    parties = partnership.parties.current().values("institution")
    itself = Institution.objects.schools().filter(pk__in=parties).values("pk")
    trusts = Institution.objects.filter(kind=Institution.Kind.TRUST, pk__in=parties)
    below = Institution.objects.schools().filter(groups__group__in=trusts, groups__left_on=None).values("pk")
    found = Institution.objects.filter(pk__in=itself.union(below))
    return list(found.defer("search").order_by("name", "pk"))
