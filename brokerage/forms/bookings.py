"""Setting times, booking one, and noting what it was used for."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from brokerage.actions.bookings import MOST_PEOPLE, MOST_WEEKS
from brokerage.actions.introductions import MOST_WORDS
from core.fields import WordsField
from core.forms import DateField, GovukForm, Radios, WholeNumberField


class HourField(forms.TimeField):
    """A time of the day, as people write it."""

    def __init__(self, *, label: str, help_text: str = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            input_formats=["%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p", "%H"],
            widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
            error_messages={
                "required": "Enter a time, like 14:00",
                "invalid": "Enter a time, like 14:00 or 2pm",
            },
        )

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(" ", "") if isinstance(value, str) else value)


class SlotForm(GovukForm):
    day = DateField(label="On which date?", noun="Date")
    starts_at = HourField(label="From", help_text="For example 14:00 or 2pm")
    ends_at = HourField(label="To")
    weeks = WholeNumberField(
        label="In how many weeks, one after another?",
        help_text="1 for this date alone",
        initial=1,
        min_value=1,
        max_value=MOST_WEEKS,
        error_messages={"required": "Enter in how many weeks"},
    )

    def clean(self) -> dict[str, Any]:
        """What `set_slots` takes: moments in place of a day with its hours."""
        cleaned = super().clean() or self.cleaned_data
        day = cleaned.get("day")
        if day and cleaned.get("starts_at") and cleaned.get("ends_at"):
            for name in ("starts_at", "ends_at"):
                cleaned[name] = timezone.make_aware(datetime.combine(day, cleaned[name]))
        return cleaned

    def times(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("starts_at", "ends_at", "weeks")}


class BookForm(GovukForm):
    people = WholeNumberField(
        label="How many people come?",
        help_text="Pupils and staff together. A guess will do.",
        min_value=1,
        max_value=MOST_PEOPLE,
        required=False,
    )
    words = WordsField(
        label="What would you like to do?",
        help_text="Do not name pupils.",
        max_length=MOST_WORDS,
        required=False,
    )


class UseForm(GovukForm):
    """The use log."""

    marks_optional = False  # how many came is asked of one of the answers
    used = forms.TypedChoiceField(
        label="Was it used?",
        choices=[(True, "Yes"), (False, "No")],
        coerce=lambda typed: typed == "True",
        widget=Radios(),
        error_messages={"required": "Select whether it was used"},
    )
    people = WholeNumberField(
        label="If it was: how many people came?", min_value=1, max_value=MOST_PEOPLE, required=False
    )
    use = WordsField(
        label="What was it used for? (optional)",
        max_length=MOST_WORDS,
        required=False,
    )
