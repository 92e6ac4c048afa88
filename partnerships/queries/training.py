"""Hours of training: by topic with those that nobody was trained in, and by group of staff.

Tenancy: the caller asks for its own institution alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, QuerySet, Sum

from core.dates import academic_year_days
from institutions.models import Institution, Term, Vocabulary
from partnerships.models import Registration


@dataclass(frozen=True)
class Trained:
    """`hours` are those of all who came, together."""

    label: str
    enrolled: int
    came: int
    completed: int
    hours: Decimal


def training_by(vocabulary: Vocabulary, institution: Institution, year: str) -> list[Trained]:
    """One line for each topic, or each group of staff; a trust with its schools."""
    column = "event__topic" if vocabulary == Vocabulary.TRAINING_TOPIC else "staff_group"
    named = Term.objects.of(vocabulary).values_list("pk", "label")
    return _lines(named, _counted(institution, year), column)


def training_by_institution(institution: Institution, year: str) -> list[Trained]:
    """A trust and each of its schools, those without any too."""
    named = Institution.objects.with_members(institution).open().order_by("name", "pk")
    return _lines(named.values_list("pk", "name"), _counted(institution, year), "institution")


def _counted(institution: Institution, year: str) -> QuerySet[Registration]:
    within = Institution.objects.with_members(institution).values("pk")
    rows = Registration.objects.filter(institution__in=within, event__topic__isnull=False)
    return rows.filter(event__starts_on__range=academic_year_days(year)).order_by()


def _lines(named: Iterable[tuple[int, str]], rows: QuerySet[Registration], column: str) -> list[Trained]:
    sums = rows.values_list(column).annotate(
        Sum("people"),
        Sum("came", default=0),
        Sum("completed", default=0),
        in_all=Sum(F("came") * F("event__hours"), default=Decimal(0)),
    )
    counted = {pk: numbers for pk, *numbers in sums}
    return [Trained(label, *counted.get(pk, (0, 0, 0, Decimal(0)))) for pk, label in named]
