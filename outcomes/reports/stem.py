"""Support in science, technology, engineering and maths school by school, with the barriers that its initiatives named.

Tenancy: public, but only the codes of barriers: what parties wrote about them stays with the parties.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from institutions.models import Area, SupportArea, Term, Vocabulary
from outcomes.models import SchoolCoverage
from outcomes.reports.coverage import Filters, schools_counted, with_names
from partnerships.models import Enrolment, Partnership, Party

Pairs = set[tuple[int, int]]


@dataclass(frozen=True)
class Named:
    """How many schools take part in something that a barrier of this kind stands in the way of."""

    term: Term
    schools: int


def barriers_of(schools: Collection[int] | None = None) -> Pairs:
    """School and kind of barrier, of live partnerships for the area and of programmes with records in it."""
    parties = Party.objects.current().filter(
        partnership__areas__contains=[SupportArea.STEM],
        partnership__stage__in=Partnership.LIVE,
        partnership__barriers__overcome_on=None,
        partnership__barriers__isnull=False,
    )
    places = Enrolment.objects.holding_a_place().filter(
        cohort__programme__collaborations__area=SupportArea.STEM,
        cohort__programme__barriers__overcome_on=None,
        cohort__programme__barriers__isnull=False,
    )
    if schools is not None:
        parties, places = parties.filter(institution__in=schools), places.filter(school__in=schools)
    found = parties.values_list("institution", "partnership__barriers__kind").distinct()
    also = places.values_list("school", "cohort__programme__barriers__kind").distinct()
    return {*found, *also}


def kinds() -> list[Term]:
    return list(Term.objects.of(Vocabulary.BARRIER))


def named(*, area: Area, filters: Filters) -> list[Named]:
    """Every kind of the list, those that nobody named too."""
    pairs = barriers_of()
    here = set(schools_counted(filters, area=area).filter(_among(pairs)).values_list("school", flat=True))
    counts = Counter(kind for school, kind in pairs if school in here)
    return [Named(term, counts[term.pk]) for term in kinds()]


def listed(*, area: Area, filters: Filters, barrier: Term | None) -> QuerySet[SchoolCoverage]:
    """Schools of the area, those with least first; with a barrier only those that it concerns."""
    rows = schools_counted(filters, area=area)
    if barrier is not None:
        rows = rows.filter(_among({pair for pair in barriers_of() if pair[1] == barrier.pk}))
    return with_names(rows).order_by("stem", "-is_priority", "school__name", "school")


def _among(pairs: Pairs) -> Q:
    return Q(school__in={school for school, _ in pairs})
