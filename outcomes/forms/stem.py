"""What can be asked of support in science, technology, engineering and maths."""

from typing import Any

from django import forms

from core.forms import FilterForm
from institutions.models import Phase, Term
from outcomes.reports.coverage import Filters
from outcomes.reports.stem import kinds


class StemForm(FilterForm):
    phase = forms.ChoiceField(label="Phase", choices=[("", "All phases"), *Phase.choices], required=False)
    barrier = forms.ChoiceField(label="Barrier named", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds: list[Term] = kinds()
        field = self.fields["barrier"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Any or none"), *((each.code, each.label) for each in self.kinds)]

    @property
    def filters(self) -> Filters:
        return Filters(phase=self.cleaned_data.get("phase", "") if self.is_bound else "")

    @property
    def chosen(self) -> Term | None:
        code = self.cleaned_data.get("barrier") if self.is_bound else ""
        return next((each for each in self.kinds if each.code == code), None)
