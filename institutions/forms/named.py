"""Naming an institution by what it is called, or by its number."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from core.forms import SuggestInput
from institutions.forms.meaning import described, meant_by
from institutions.models import Institution

NAMED = 3


class InstitutionField(forms.CharField):
    """Typed with suggestions; cleans to the one that is meant, or says which there are."""

    def __init__(self, **kwargs: Any) -> None:
        widget = SuggestInput(source=reverse_lazy("institutions:suggest"))
        super().__init__(max_length=200, widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return described(value) if isinstance(value, Institution) else value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        meant = meant_by(typed)
        if meant.one:
            return meant.one
        if not meant.found:
            raise ValidationError(f"Nothing matches “{typed}”. Check the spelling, or enter its number.")
        named = "; ".join(
            f"{each.identifier.rpartition(' ')[2] or each.name} for {described(each)}"
            for each in meant.found[:NAMED]
        )
        raise ValidationError(f"More than one matches “{typed}”. Enter its number, such as {named}")
