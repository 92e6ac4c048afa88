"""What can be asked of the subjects that schools work on."""

from typing import Any

from django import forms

from core.templatetags.words import lower_first
from institutions.models import Term
from outcomes.forms.coverage import PhaseForm, SchoolYearForm
from outcomes.reports.subjects import ANY, subjects


class SubjectsForm(PhaseForm, SchoolYearForm):
    """School year, ages and one subject."""

    subject = forms.ChoiceField(label="Subject", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subjects: list[Term] = list(subjects())
        field = self.fields["subject"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Any subject"), *((each.code, each.label) for each in self.subjects)]

    @property
    def chosen(self) -> Term | None:
        code = self.cleaned_data.get("subject") if self.is_bound else ""
        return next((each for each in self.subjects if each.code == code), None)

    @property
    def key(self) -> int:
        """As the report counts it."""
        return self.chosen.pk if self.chosen else ANY

    @property
    def words(self) -> str:
        """What was done, as the end of a sentence."""
        name = self.chosen.label if self.chosen else "any subject"
        return lower_first(name)
