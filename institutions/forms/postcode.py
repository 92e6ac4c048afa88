"""A postcode, as people type it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from institutions.queries.places import tidy_postcode


class PostcodeField(forms.CharField):
    """Cleans to the usual form, LS1 4AP."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=8, **kwargs)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if tidy := tidy_postcode(typed):
            return tidy
        raise ValidationError("Enter a full postcode in England, like LS1 4AP")
