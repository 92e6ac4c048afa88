"""Telling brokers of a conflict."""

from typing import Any

from django import forms
from django.urls import reverse_lazy

from brokerage.actions.introductions import MOST_WORDS
from core.fields import WordsField
from core.forms import GovukForm, SuggestInput
from institutions.models import Institution
from institutions.queries.search import search


class ConflictForm(GovukForm):
    """With whom, and why."""

    other = forms.CharField(
        label="With whom?",
        help_text="Name, or the number in a register",
        widget=SuggestInput(source=reverse_lazy("institutions:suggest")),
        max_length=200,
    )
    words = WordsField(
        label="What should brokers know?",
        help_text="The other side never reads this.",
        max_length=MOST_WORDS,
        error_messages={"required": "Say what brokers should know"},
    )

    def clean_other(self) -> Any:
        """The institution that was meant: the only one of that name, or the only one found."""
        typed: str = self.cleaned_data["other"].strip()
        found = list(Institution.objects.filter(name__iexact=typed).defer("search")[:2]) or search(
            typed, limit=2
        )
        if len(found) != 1:
            raise forms.ValidationError("Enter a full name or number that stands for one institution")
        return found[0]
