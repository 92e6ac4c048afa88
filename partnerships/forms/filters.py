"""Narrowing the log: to an area, school, school year, stage of education, strand, tag, or way in which it was done."""

from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from core.dates import academic_year_days, latest_years
from core.forms import FilterForm
from institutions.models import Institution, Phase, Strand, SupportArea, Term, Vocabulary
from institutions.queries.designations import specialisms_held, specialists_in
from partnerships.models import Collaboration, Contribution, Depth, Flag, TagList
from partnerships.models.collaboration import CollaborationQuerySet

YEARS_BACK = 5
# What "How was it?" narrows by: which column a choice is about, its values.
WAYS: list[tuple[str, str, Any]] = [
    ("How they met", "delivery", Collaboration.Delivery),
    ("How far it goes", "reach", Depth),
    ("True of it", "flags__contains", Flag),
]


class LogFilterForm(FilterForm):
    """A choice that is not on the list narrows nothing."""

    area = forms.ChoiceField(label="Area of support", required=False)
    school = forms.ModelChoiceField(
        label="School",
        queryset=Institution.objects.none(),
        required=False,
        empty_label="All schools",
    )
    year = forms.ChoiceField(label="School year", required=False)
    phase = forms.ChoiceField(label="Stage of education", required=False)
    strand = forms.ChoiceField(label="Strand", required=False)
    tag = forms.ChoiceField(label="What it was for", required=False)
    way = forms.ChoiceField(label="How it was done", required=False)
    specialism = forms.ChoiceField(label="Specialism of a school", required=False)

    def __init__(self, data: QueryDict | None, *, user: User) -> None:
        super().__init__(data)
        schools = self.fields["school"]
        assert isinstance(schools, forms.ModelChoiceField)
        schools.queryset = Institution.objects.of(user).schools().only("name").order_by("name", "pk")
        years = latest_years(YEARS_BACK, today=timezone.localdate())
        self._offer("area", [("", "All areas"), *SupportArea.choices])
        self._offer("year", [("", "All years"), *((year, year) for year in years)])
        self._offer("phase", [("", "All stages"), *Phase.choices])
        self._offer("strand", [("", "All strands"), *Strand.choices])
        self._offer("tag", [("", "Anything"), *_tags()])
        self._offer("way", [("", "Any way"), *((words, choices.choices) for words, _, choices in WAYS)])
        specialisms = [(each, each) for each in specialisms_held()]
        self._offer("specialism", [("", "All specialisms"), *specialisms])
        if not specialisms:
            del self.fields["specialism"]

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def narrow(self, rows: CollaborationQuerySet) -> CollaborationQuerySet:
        chosen = self._chosen()
        if area := chosen.get("area"):
            rows = rows.filter(area=area)
        if school := chosen.get("school"):
            rows = rows.about([school.pk])
        if year := chosen.get("year"):
            rows = rows.held_between(*academic_year_days(year))
        if phase := chosen.get("phase"):
            parts = Contribution.objects.filter(school__phases__contains=[phase])
            rows = rows.filter(pk__in=parts.values("collaboration"))
        if specialism := chosen.get("specialism"):
            parts = Contribution.objects.filter(school__in=specialists_in(specialism))
            rows = rows.filter(pk__in=parts.values("collaboration"))
        if strand := chosen.get("strand"):
            rows = rows.in_strand(Strand(strand))
        if tag := chosen.get("tag"):
            rows = rows.tagged(int(tag))
        return rows.with_depth().filter(_is_done(way)) if (way := chosen.get("way")) else rows

    def _chosen(self) -> dict[str, Any]:
        return self.cleaned_data if self.is_bound and self.is_valid() else {}


def _tags() -> list[tuple[str, list[tuple[str, str]]]]:
    """The terms under their lists; retired ones too, because records keep them."""
    lists = TagList.objects.in_order().values_list("vocabulary", flat=True)
    terms = list(Term.objects.filter(vocabulary__in=lists).order_by("position", "label", "pk"))
    return [
        (Vocabulary(each).label, [(str(term.pk), term.label) for term in terms if term.vocabulary == each])
        for each in lists
    ]


def _is_done(way: str) -> Q:
    column = next(column for _, column, choices in WAYS if way in choices)
    return Q(**{column: [way] if column == "flags__contains" else way})
