"""How long logging takes: from opening the first page to the record, for those who did it in one sitting.

Tenancy: times of the latest records of everybody, as medians; nobody is told whose they are.
"""

from datetime import timedelta
from statistics import median
from typing import NamedTuple

from django.db.models import Count, F

from partnerships.models import Collaboration, Contribution

LATEST = 1_000  # records
ONE_SITTING = timedelta(hours=1)
FEWEST = 10  # records: of fewer, no median


class Workload(NamedTuple):
    """`seconds` is the median; none of too few records."""

    records: int
    seconds: int | None


def workload() -> tuple[Workload, Workload]:
    """Of records about one school, and of those about several."""
    sitting = Collaboration.objects.recorded().filter(
        began_at__isnull=False, recorded_at__lte=F("began_at") + ONE_SITTING
    )
    rows = sitting.annotate(took=F("recorded_at") - F("began_at")).order_by("-recorded_at")
    seconds = {pk: took.total_seconds() for pk, took in rows.values_list("pk", "took")[:LATEST]}
    parts = Contribution.objects.filter(collaboration__in=seconds).values_list("collaboration")
    schools = dict(parts.annotate(Count("pk")).order_by())
    one = [taken for pk, taken in seconds.items() if schools.get(pk) == 1]
    several = [taken for pk, taken in seconds.items() if schools.get(pk, 0) > 1]
    return _workload(one), _workload(several)


def _workload(seconds: list[float]) -> Workload:
    return Workload(len(seconds), round(median(seconds)) if len(seconds) >= FEWEST else None)
