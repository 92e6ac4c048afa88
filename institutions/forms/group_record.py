"""What is asked of a group's year, its accreditation and what its members share."""

from typing import Any

from django import forms
from django.utils import timezone

from core.dates import latest_years
from core.fields import WordsField
from core.forms import DateField, GovukForm, Radios, WholeNumberField
from institutions.forms.named import InstitutionField
from institutions.models import Group, SharedService

YEARS = 6
MOST = 2_000_000_000  # what the column holds, rounded down


class YearForm(GovukForm):
    """Only what a group of its kind says."""

    year = forms.ChoiceField(label="School year")
    budget = WholeNumberField(
        label="Budget of the year, in pounds", min_value=0, max_value=MOST, required=False
    )
    people = WholeNumberField(
        label="How many people were members at the end of it?",
        help_text="Individuals beside the institutions. Never their names.",
        min_value=0,
        max_value=MOST,
        required=False,
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["year"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(year, year) for year in latest_years(YEARS, today=timezone.localdate())]
        for name, is_asked in (("budget", group.kind.has_budget), ("people", group.kind.counts_people)):
            if not is_asked:
                del self.fields[name]


class AccreditForm(GovukForm):
    standard = forms.CharField(
        label="Which standard does the group meet?", help_text="Its name and version", max_length=120
    )
    granted_on = DateField(label="From which day?", noun="First day", initial=timezone.localdate)
    ends_on = DateField(
        label="Until when?",
        help_text="The first day on which it must be shown again",
        noun="Last day",
        required=False,
    )


class EndAccreditationForm(GovukForm):
    ends_on = DateField(label="From which day does it end?", noun="Day", initial=timezone.localdate)
    reason = WordsField(label="Why?", help_text="Shown to everyone", max_length=300)


class SharedServiceForm(GovukForm):
    kind = forms.ChoiceField(
        label="What is it?",
        choices=SharedService.Kind,
        widget=Radios,
        error_messages={"required": "Select what it is"},
    )
    name = forms.CharField(
        label="What exactly?",
        help_text="For example, payroll, or a teacher for special needs",
        max_length=120,
    )
    started_on = DateField(label="Since when?", noun="First day")
    provider = InstitutionField(
        label="Who provides it?", help_text="Left empty: the members themselves", required=False
    )
    members = WholeNumberField(
        label="How many members take part?", min_value=1, max_value=30_000, required=False
    )
    yearly_cost = WholeNumberField(
        label="What does it cost them in a year, in pounds?", min_value=0, max_value=MOST, required=False
    )
    yearly_saving = WholeNumberField(
        label="What does it save them in a year, in pounds?",
        help_text="Against each of them doing it alone",
        min_value=0,
        max_value=MOST,
        required=False,
    )
    worked_out = WordsField(
        label="How was the saving worked out?",
        help_text="Needed with a saving",
        max_length=300,
        required=False,
    )


class EndServiceForm(GovukForm):
    ended_on = DateField(label="From which day is it shared no more?", noun="Day", initial=timezone.localdate)
