"""What a log adds up to: by the way it was done and by what it was for, with those things that nobody did.

Tenancy: the caller narrows the rows to those that the viewer may see. Who was among the pupils is added up over the
viewer's own schools alone.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum
from django.http import QueryDict

from core.templatetags.words import lower_first
from institutions.models import Question, Term, Vocabulary
from institutions.models.institution import InstitutionQuerySet
from partnerships.models import (
    ActivityQuestion,
    Collaboration,
    Contribution,
    Depth,
    Flag,
    Participation,
    TagList,
)
from partnerships.models.collaboration import CollaborationQuerySet


@dataclass(frozen=True)
class Line:
    """How many records; `address` shows them, `percent` is their share where each record is in one line alone."""

    label: str
    records: int
    address: str = ""
    percent: int | None = None


@dataclass(frozen=True)
class Reached:
    """How many people took part; somebody who came twice counts twice."""

    label: str
    people: int


def ways(rows: CollaborationQuerySet, asked: QueryDict) -> list[tuple[str, list[Line]]]:
    """How they met, how far it goes, and what is true of it."""
    met = _by(rows, "delivery")
    far = _by(rows.with_depth(), "reach")
    true = rows.aggregate(**{flag.value: Count("pk", filter=Q(flags__contains=[flag])) for flag in Flag})
    found: list[tuple[str, Any, dict[str, int]]] = [
        ("How they met", Collaboration.Delivery, met),
        ("How far it goes", Depth, far),
        ("True of it", Flag, true),
    ]
    return [
        (heading, [_line(each, counts, asked, is_shared=choices is not Flag) for each in choices])
        for heading, choices, counts in found
    ]


def _line(way: Any, counts: dict[str, int], asked: QueryDict, *, is_shared: bool) -> Line:
    records, told = counts.get(way, 0), sum(n for each, n in counts.items() if each)
    percent = round(100 * records / told) if is_shared and told else None
    return Line(way.label, records, _with(asked, way=way), percent)


def tags(rows: CollaborationQuerySet, asked: QueryDict) -> list[tuple[str, list[Line]]]:
    """Every entry of every list that activities are tagged with."""
    through = Collaboration.tags.through.objects.filter(collaboration__in=rows.values("pk"))
    counts = dict(through.values_list("term").annotate(Count("pk")).order_by())
    lists = TagList.objects.in_order().values_list("vocabulary", flat=True)
    terms = Term.objects.filter(vocabulary__in=lists).order_by("position", "label", "pk")
    return [
        (
            Vocabulary(each).label,
            [
                Line(term.label, counts.get(term.pk, 0), _with(asked, tag=str(term.pk)))
                for term in terms
                if term.vocabulary == each
            ],
        )
        for each in lists
    ]


def answers(rows: CollaborationQuerySet) -> list[tuple[str, list[Line]]]:
    """Every choice of every question that types of activity are asked."""
    questions = ActivityQuestion.objects.exclude(choices=[]).order_by("position", "pk")
    return [(question.label, _chosen(rows, question)) for question in questions]


def reached(rows: CollaborationQuerySet, *, own: InstitutionQuerySet) -> list[Reached]:
    """Pupils and others at all schools, then who was among the pupils of one's own."""
    parts = Contribution.objects.filter(collaboration__in=rows.values("pk"))
    others = parts.aggregate(adults=Sum("adults", default=0), families=Sum("families", default=0))
    pupils = Participation.objects.filter(contribution__in=parts.values("pk"))
    mine = pupils.filter(contribution__school__in=own.values("pk"))
    among = mine.aggregate(girls=Sum("girls", default=0), first=Sum("first_in_family", default=0))
    split = mine.exclude(disadvantaged=None).values_list("contribution__collaboration__definition")
    by_definition = dict(split.annotate(Sum("disadvantaged")).order_by())
    return [
        Reached("Pupils", pupils.aggregate(n=Sum("pupils", default=0))["n"]),
        Reached("Families", others["families"]),
        Reached("Adults", others["adults"]),
        Reached("Girls at your own schools, where counted", among["girls"]),
        Reached("First in their family, at your own schools, where counted", among["first"]),
        *(
            Reached(f"Disadvantaged at your own schools: {lower_first(label)}", by_definition[code])
            for code, label in Collaboration.Definition.choices
            if code in by_definition
        ),
    ]


def _by(rows: CollaborationQuerySet, column: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(column).annotate(Count("pk")))


def _chosen(rows: CollaborationQuerySet, question: ActivityQuestion) -> list[Line]:
    is_list = question.answer == Question.Answer.CHOICES
    lookup = f"answers__{question.code}" + ("__contains" if is_list else "")
    counts = rows.aggregate(
        **{
            f"n{number}": Count("pk", filter=Q(**{lookup: [choice] if is_list else choice}))
            for number, choice in enumerate(question.choices)
        }
    )
    return [Line(choice, counts[f"n{number}"]) for number, choice in enumerate(question.choices)]


def _with(asked: QueryDict, **narrower: str) -> str:
    """What was asked, and this as well."""
    query = asked.copy()
    for name, value in narrower.items():
        query[name] = value
    return query.urlencode()
