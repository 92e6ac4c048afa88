"""Where a postcode is, as far as the register knows: institutions with coordinates stand in for a gazetteer."""

import re
from dataclasses import dataclass

from django.db.models import Avg, Count

from institutions.models import Institution

FULL = re.compile(r"^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9])([A-Z]{2})$")
Precision = Institution.Precision


@dataclass(frozen=True)
class Place:
    """A point, how well it is known, and the authority that most institutions there belong to."""

    easting: int
    northing: int
    precision: str
    local_authority_id: int | None


def tidy_postcode(typed: str) -> str:
    """“ls14ap” as “LS1 4AP”; empty when it is not the shape of a full postcode."""
    found = FULL.match("".join(typed.split()).upper())
    return f"{found[1]} {found[2]}{found[3]}" if found else ""


def place_of(postcode: str) -> Place | None:
    """The centre of the institutions at the postcode, else in its sector, else in its district."""
    tidy = tidy_postcode(postcode)
    if not tidy:
        return None
    for precision, start in (
        (Precision.POSTCODE, tidy),
        (Precision.SECTOR, tidy[:-2]),
        (Precision.DISTRICT, tidy[:-3]),
    ):
        if place := _centre(start, precision):
            return place
    return None


def _centre(start: str, precision: str) -> Place | None:
    there = Institution.objects.filter(postcode__startswith=start, easting__isnull=False)
    middle = there.aggregate(easting=Avg("easting"), northing=Avg("northing"))
    if middle["easting"] is None:
        return None
    authorities = there.exclude(local_authority=None).values("local_authority").annotate(n=Count("pk"))
    commonest = (
        authorities.order_by("-n", "local_authority").values_list("local_authority", flat=True).first()
    )
    return Place(round(middle["easting"]), round(middle["northing"]), precision, commonest)
