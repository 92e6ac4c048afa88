"""Narrowing the log to an area, a school or a school year."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from core.dates import academic_year, academic_year_days
from core.forms import FilterForm
from institutions.models import Institution, SupportArea
from partnerships.models.collaboration import CollaborationQuerySet

YEARS_BACK = 5


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

    def __init__(self, data: QueryDict | None, *, user: User) -> None:
        super().__init__(data)
        areas, schools, years = (self.fields[name] for name in ("area", "school", "year"))
        assert isinstance(areas, forms.ChoiceField)
        assert isinstance(schools, forms.ModelChoiceField)
        assert isinstance(years, forms.ChoiceField)
        areas.choices = [("", "All areas"), *SupportArea.choices]
        schools.queryset = Institution.objects.of(user).schools().only("name").order_by("name", "pk")
        now = timezone.localdate()
        begun = [academic_year(now.replace(day=1, year=now.year - back)) for back in range(YEARS_BACK)]
        years.choices = [("", "All years"), *((year, year) for year in begun)]

    def narrow(self, rows: CollaborationQuerySet) -> CollaborationQuerySet:
        chosen = self._chosen()
        if area := chosen.get("area"):
            rows = rows.filter(area=area)
        if school := chosen.get("school"):
            rows = rows.about([school.pk])
        if year := chosen.get("year"):
            rows = rows.held_between(*academic_year_days(year))
        return rows

    def _chosen(self) -> dict[str, Any]:
        return self.cleaned_data if self.is_bound and self.is_valid() else {}
