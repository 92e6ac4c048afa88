"""What can be asked of support in science, technology, engineering and maths."""

from typing import Any

from django import forms

from institutions.models import Term
from outcomes.forms.coverage import PhaseForm
from outcomes.reports.stem import kinds


class StemForm(PhaseForm):
    barrier = forms.ChoiceField(label="Barrier named", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds: list[Term] = kinds()
        field = self.fields["barrier"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Any or none"), *((each.code, each.label) for each in self.kinds)]

    @property
    def chosen(self) -> Term | None:
        code = self.cleaned_data.get("barrier") if self.is_bound else ""
        return next((each for each in self.kinds if each.code == code), None)
