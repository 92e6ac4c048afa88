"""Where a postcode is, as far as the register knows: institutions at their postcodes stand in for a gazetteer."""

from dataclasses import dataclass

from django.db.models import Avg, Count

from institutions.models import Institution
from institutions.models.institution import InstitutionQuerySet
from institutions.register.values import tidy_postcode

__all__ = ["Place", "place_of", "tidy_postcode"]

Precision = Institution.Precision


@dataclass(frozen=True)
class Place:
    """A point, how well it is known, and the authority that most institutions there belong to."""

    easting: int
    northing: int
    precision: str
    local_authority_id: int | None


def place_of(postcode: str) -> Place | None:
    """The centre of the institutions at the postcode, else in its sector, else in its district.

    None for what is not a postcode, and for a district in which nothing is known.
    """
    tidy = tidy_postcode(postcode)
    if not tidy:
        return None
    starts = {
        Precision.POSTCODE: tidy,  # LS1 4AP
        Precision.SECTOR: tidy[:-2],  # LS1 4
        Precision.DISTRICT: tidy[:-3],  # “LS1 ”, whose space keeps LS14 out
    }
    around = {precision: _known_at(start) for precision, start in starts.items()}
    for precision, there in around.items():
        middle = there.aggregate(easting=Avg("easting"), northing=Avg("northing"))
        if middle["easting"] is not None:
            authority = next(filter(None, map(_commonest_authority, around.values())), None)
            return Place(round(middle["easting"]), round(middle["northing"]), precision, authority)
    return None


def _known_at(start: str) -> InstitutionQuerySet:
    """Only those at their postcode: one that was itself placed roughly says nothing about where a postcode is."""
    return Institution.objects.filter(
        postcode__startswith=start, easting__isnull=False, precision=Precision.POSTCODE
    )


def _commonest_authority(there: InstitutionQuerySet) -> int | None:
    counted = there.exclude(local_authority=None).values("local_authority").annotate(n=Count("pk"))
    return counted.order_by("-n", "local_authority").values_list("local_authority", flat=True).first()
