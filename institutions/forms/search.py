"""What a box that suggests asks for while one types."""

from django import forms

from core.forms import FilterForm
from institutions.models import Institution


class SuggestForm(FilterForm):
    """Two letters at least; `kind` narrows it to some kinds."""

    q = forms.CharField(min_length=2, max_length=200)
    kind = forms.MultipleChoiceField(choices=Institution.Kind, required=False)
