"""Narrowing the library, on its page and over the API."""

from typing import Any

import django_filters as filters
from django.db.models import Q
from django.forms import CheckboxInput

from core.forms import FilterForm
from institutions.models import Phase, SupportArea, Term
from partnerships.models import ItemKind, LibraryItem
from partnerships.models.library import THEMES, LibraryItemQuerySet


class LibraryFilter(filters.FilterSet):
    """What nobody has looked at for too long is left out unless it is asked for."""

    q = filters.CharFilter(label="Words in it", method="saying")
    kind = filters.ModelChoiceFilter(
        label="Kind",
        queryset=lambda request: ItemKind.objects.order_by("position"),
        to_field_name="code",
        empty_label="Every kind",
    )
    theme = filters.ModelChoiceFilter(
        label="Theme",
        queryset=lambda request: Term.objects.filter(vocabulary__in=THEMES).order_by("label", "pk"),
        field_name="themes",
        empty_label="Every theme",
    )
    area = filters.ChoiceFilter(
        label="Area of support", choices=SupportArea.choices, method="in_area", empty_label="All areas"
    )
    phase = filters.ChoiceFilter(
        label="Ages", choices=Phase.choices, method="for_phase", empty_label="All ages"
    )
    stale = filters.BooleanFilter(
        label="Also what is due to be looked at again", method="with_stale", widget=CheckboxInput
    )

    class Meta:
        model = LibraryItem
        fields: list[str] = []
        form = FilterForm

    def saying(self, rows: LibraryItemQuerySet, name: str, typed: str) -> LibraryItemQuerySet:
        for word in typed.split():
            rows = rows.filter(
                Q(title__icontains=word) | Q(summary__icontains=word) | Q(words__icontains=word)
            )
        return rows

    def in_area(self, rows: LibraryItemQuerySet, name: str, area: str) -> LibraryItemQuerySet:
        return rows.filter(areas__contains=[area])

    def for_phase(self, rows: LibraryItemQuerySet, name: str, phase: str) -> LibraryItemQuerySet:
        return rows.filter(phases__contains=[phase])

    def with_stale(self, rows: LibraryItemQuerySet, name: str, wanted: bool) -> LibraryItemQuerySet:
        return rows

    def filter_queryset(self, queryset: Any) -> Any:
        rows: LibraryItemQuerySet = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("stale") else rows.fresh()
