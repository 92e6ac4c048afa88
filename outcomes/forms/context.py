"""What is asked of a figure of the context, and of each of its editions."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.fields import WordsField
from core.forms import DateField, GovukForm, Radios, WholeNumberField
from outcomes.models import Measure

PERIOD = re.compile(r"(19|20)\d\d(/\d\d)?")


class DescribeContextForm(GovukForm):
    name = forms.CharField(
        label="What is the figure called?",
        help_text="For example: Employers who are satisfied with how school leavers read and write",
        max_length=120,
    )
    definition = WordsField(
        label="What exactly was asked or counted?", help_text="In the words of the source", max_length=1_000
    )
    asked = forms.CharField(
        label="Of whom?",
        help_text="For example: members who answered an open survey, or children’s centres",
        max_length=200,
        error_messages={"required": "Enter of whom"},
    )
    source_type = forms.ChoiceField(
        label="Where does it come from?",
        choices=[
            (Measure.SourceType.SURVEY, "A survey"),
            (Measure.SourceType.OFFICIAL, "Official statistics"),
        ],
        initial=Measure.SourceType.SURVEY,
        widget=Radios(css="govuk-radios--small"),
    )
    unit = forms.ChoiceField(
        label="In which unit?",
        choices=[(Measure.Unit.PERCENT, "Per cent"), (Measure.Unit.NUMBER, "A number")],
        initial=Measure.Unit.PERCENT,
        widget=Radios(css="govuk-radios--small"),
    )
    splits = WordsField(
        label="Into which parts is it split?",
        help_text="One on each line, for example each phase, or each sector of providers. Empty: it is not split.",
        rows=4,
        max_length=1_000,
        required=False,
    )

    def clean_splits(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["splits"].splitlines()]
        parts = [line for line in lines if line]
        if any(len(part) > 60 for part in parts):
            raise ValidationError("Each part must be 60 characters or fewer")
        return parts


class EditionForm(GovukForm):
    publisher = forms.CharField(label="Who published it?", max_length=120)
    name = forms.CharField(
        label="What is the edition called?", help_text="For example: Survey of 2010", max_length=80
    )
    published_on = DateField(label="When did it come out?", noun="Day of publication", required=False)
    period = forms.CharField(
        label="Of which year are the values?",
        help_text="Like 2009 or 2008/09",
        max_length=7,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={"required": "Enter the year"},
    )
    sample = WholeNumberField(
        label="How many were asked or counted?", min_value=1, max_value=100_000_000, required=False
    )

    def __init__(self, *args: Any, parts: Sequence[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = {f"value_{part.pk}": part for part in parts}
        for name, part in self.parts.items():
            self.ask(name, _value_field(part))

    def clean_period(self) -> str:
        period: str = self.cleaned_data["period"].strip()
        if not PERIOD.fullmatch(period):
            raise ValidationError("Enter a year like 2009 or 2008/09")
        return period

    @property
    def values(self) -> dict[Measure, Any]:
        return {part: self.cleaned_data[name] for name, part in self.parts.items()}


def _value_field(part: Measure) -> forms.DecimalField:
    limits: dict[str, Any] = {"min_value": 0, "max_value": 100} if part.is_share else {}
    words = part.level_filter or "Value"
    return forms.DecimalField(
        label=f"{words}, %" if part.is_share else words,
        max_digits=12,
        decimal_places=2,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
        error_messages={
            "invalid": "Enter a number, like 58",
            "min_value": "Enter a percentage from 0 to 100",
            "max_value": "Enter a percentage from 0 to 100",
        },
        **limits,
    )
