"""Families in a place: how far its schools say they are, and how much families told them.

Tenancy: what schools say is for everybody. What families told is a count of people: all of a place together, protected,
for whoever administers it.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from institutions.models import Area, Institution
from outcomes.disclosure import Key, Table, protect
from partnerships.models import Concern, Entitlement, EntitlementStatus

Status = EntitlementStatus.Status
ALL = ("all",)


@dataclass(frozen=True)
class Standing:
    """Of one entitlement: schools that teach its phase, and how many say that it is in place, partly, or not yet."""

    entitlement: Entitlement
    schools: int
    by_status: dict[str, int]

    @property
    def silent(self) -> int:
        return self.schools - sum(self.by_status.values())


@dataclass(frozen=True)
class Told:
    """How many reports there were, about each entitlement; None where it is withheld."""

    everything: int | None
    about: list[tuple[Entitlement, int | None]]


def statuses_in(area: Area) -> list[Standing]:
    schools = Institution.objects.in_scope().in_area(area)
    taught = Counter(phase for phases in schools.values_list("phases", flat=True) for phase in phases)
    said = EntitlementStatus.objects.current().filter(school__in=schools.values("pk"))
    counted = said.values_list("entitlement", "status").annotate(Count("pk"))
    found = {(entitlement, status): count for entitlement, status, count in counted}
    return [
        Standing(each, taught[each.phase], {status: found.get((each.pk, status), 0) for status in Status})
        for each in Entitlement.objects.in_force().order_by("position", "pk")
    ]


def told_in(area: Area) -> Told:
    """All reports until the end of last month; what is small is withheld, and what it could be worked out from."""
    until = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    schools = Institution.objects.in_area(area).values("pk")
    told = Concern.objects.filter(school__in=schools, created_at__lt=until)
    counts = dict(told.values_list("entitlement__code").annotate(Count("pk")))
    entitlements = list(Entitlement.objects.in_force().order_by("position", "pk"))
    cells: dict[Key, int] = {(code,): count for code, count in counts.items()}
    table = Table({ALL: sum(cells.values()), **cells}, ((ALL, tuple(cells)),))
    shown = protect(table) if cells else {}
    return Told(shown.get(ALL), [(each, shown.get((each.code,))) for each in entitlements])
