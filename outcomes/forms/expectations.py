"""What is asked of an expectation, and of the list of schools below it."""

from collections.abc import Sequence

from django import forms
from django.utils import timezone

from core.forms import Checkboxes, DateField, GovukForm, Radios
from institutions.models import Phase
from outcomes.forms.coverage import SchoolsForm
from outcomes.models import Expectation


class ExpectationForm(GovukForm):
    words = forms.CharField(
        label="What is expected?",
        help_text="In a few words, for example: Every school works with one employer",
        max_length=200,
        error_messages={"required": "Enter what is expected"},
    )
    measured = forms.ChoiceField(
        label="Which figure tells whether a school meets it?",
        choices=Expectation.Measured.choices,
        widget=Radios(css="govuk-radios--small"),
        error_messages={"required": "Select a figure"},
    )
    phases = forms.MultipleChoiceField(
        label="Of which schools and colleges?",
        help_text="By the ages that they teach. Leave all empty for every one.",
        choices=Phase.choices,
        required=False,
        widget=Checkboxes(css="govuk-checkboxes--small"),
    )
    starts_on = DateField(label="From which day?", noun="First day", initial=timezone.localdate)
    source = forms.CharField(
        label="Where is it written?",
        help_text="For example a plan, a White Paper or a letter, with its date",
        max_length=200,
        required=False,
    )


class EndExpectationForm(GovukForm):
    on = DateField(
        label="From which day does it hold no more?",
        help_text="Earlier days are still held against it.",
        noun="Day",
        initial=timezone.localdate,
    )


class BelowForm(SchoolsForm):
    """The list of schools that lack something: one expectation, or any of them."""

    expectation = forms.ChoiceField(label="Below", required=False)

    def narrow(self, expected: Sequence[Expectation]) -> list[Expectation]:
        """The one that was asked for; all of them where none was, or where it is not expected here."""
        field = self.fields["expectation"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Anything expected"), *((str(each.pk), each.words) for each in expected)]
        asked = self.data.get("expectation", "") if self.is_bound else ""
        return [each for each in expected if str(each.pk) == asked] or list(expected)
