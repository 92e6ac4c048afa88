"""Under which framework something was inspected: one of the list that held on the day, or another in words."""

from typing import Any

from django import forms

from core.forms import GovukForm, Radios
from institutions.models import Term, Vocabulary

OTHER = "OTHER"


class FrameworkForm(GovukForm):
    """For forms that also ask `inspected_on`. Cleans to the name of the framework, as it is kept."""

    framework = forms.ModelChoiceField(
        label="Under which framework?",
        queryset=Term.objects.none(),
        to_field_name="code",
        empty_label=None,
        widget=Radios(css="govuk-radios--small"),
        error_messages={"required": "Select the framework"},
    )
    other_framework = forms.CharField(
        label="If another framework, which?",
        help_text="Whose it is, and its year: for example, Ofsted, initial teacher education, 2024",
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        framework = self.fields["framework"]
        assert isinstance(framework, forms.ModelChoiceField)
        # Retired ones too: an inspection of an earlier year was under one of them.
        framework.queryset = Term.objects.filter(vocabulary=Vocabulary.FRAMEWORK).order_by("position", "pk")
        framework.widget.hints = {term.code: term.definition for term in framework.queryset}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        other, framework = cleaned.pop("other_framework", ""), cleaned.get("framework")
        if framework is None:
            return cleaned
        day = cleaned.get("inspected_on")
        if framework.code == OTHER and not other:
            self.add_error("other_framework", "Enter which framework it was")
        elif day and not Term.objects.of(Vocabulary.FRAMEWORK, on=day).filter(pk=framework.pk).exists():
            self.add_error("framework", f"The {framework} did not hold on that day. Select another")
        cleaned["framework"] = other if framework.code == OTHER else framework.label
        return cleaned
