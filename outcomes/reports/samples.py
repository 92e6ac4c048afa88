"""A sample of schools that anybody can draw again: the order of the schools follows from a published seed.

Tenancy: the rows behind published figures, which are open to everybody who is signed in.
"""

from hashlib import sha256

from institutions.models import Area
from outcomes.models import SchoolCoverage
from outcomes.reports.coverage import Filters, schools_counted


def draw(area: Area, *, seed: str, size: int) -> list[SchoolCoverage]:
    """Each school's place is the hash of the seed and its URN, so that another area or size never changes it."""
    keys = schools_counted(Filters(), area=area).values_list("school", "school__urn")
    places = sorted((sha256(f"{seed}:{urn or pk}".encode()).hexdigest(), pk) for pk, urn in keys)
    drawn = [pk for _, pk in places[:size]]
    found = SchoolCoverage.objects.select_related(
        "school", "trust", "local_authority__parent__parent"
    ).in_bulk(drawn)
    return [found[pk] for pk in drawn]
