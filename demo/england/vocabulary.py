"""The service's own lists, which the migrations filled: the demo tags its records with them."""

from dataclasses import dataclass
from typing import NamedTuple

from institutions.models import RoleType, Term, Vocabulary
from outcomes.models import Measure, Recommendation
from partnerships.models import ActivityKind


class Entry(NamedTuple):
    id: int
    code: str
    label: str
    areas: list[str]


@dataclass(frozen=True)
class Vocabularies:
    terms: dict[str, list[Entry]]
    role_types: dict[str, int]
    activity_kinds: dict[int, ActivityKind]  # by the key of the term
    measures: dict[str, int]
    recommendations: dict[tuple[str, int], int]  # by strand and number

    def of(self, vocabulary: Vocabulary) -> list[Entry]:
        return self.terms[vocabulary]

    def id_of(self, vocabulary: Vocabulary, code: str) -> int:
        return next(entry.id for entry in self.terms[vocabulary] if entry.code == code)

    def serving(self, vocabulary: Vocabulary) -> dict[str, list[Entry]]:
        """By support area, the entries that usually serve it."""
        found: dict[str, list[Entry]] = {}
        for entry in self.terms[vocabulary]:
            for area in entry.areas:
                found.setdefault(area, []).append(entry)
        return found


def read_vocabularies() -> Vocabularies:
    terms: dict[str, list[Entry]] = {}
    for term in Term.objects.order_by("vocabulary", "position", "pk"):
        terms.setdefault(term.vocabulary, []).append(Entry(term.pk, term.code, term.label, term.areas))
    kinds = ActivityKind.objects.prefetch_related("questions").in_bulk()
    measures = Measure.objects.order_by("version").values_list("code", "pk")  # the newest version stays
    recommended = {(row.strand, row.number): row.pk for row in Recommendation.objects.all()}
    roles = dict(RoleType.objects.values_list("code", "pk"))
    return Vocabularies(terms, roles, kinds, dict(measures), recommended)
