"""What a school is asked about what families may expect of it."""

from typing import Any

from django import forms
from django.utils import timezone

from core.fields import WordsField
from core.forms import DateField, GovukForm, Radios
from partnerships.models import EntitlementStatus


class EntitlementStatusForm(GovukForm):
    """How far it is, since when, and where families can read about it."""

    status = forms.ChoiceField(
        label="How far is the school?",
        choices=EntitlementStatus.Status,
        widget=Radios(),
        error_messages={"required": "Select how far the school is"},
    )
    since = DateField(
        label="Since when?", noun="Day", error_messages={"required": "Enter the day since when"}
    )
    words = WordsField(
        label="What do families find at the school?",
        help_text="Or when it will be in place. Everybody can read it. Do not name pupils.",
        max_length=300,
        required=False,
    )
    link = forms.URLField(
        label="Where can families read more?",
        help_text="An address on the web, if there is one",
        max_length=300,
        assume_scheme="https",
        required=False,
        error_messages={"invalid": "Enter an address like https://www.example.org/careers"},
    )

    def __init__(self, *args: Any, said: EntitlementStatus | None, **kwargs: Any) -> None:
        names = ("status", "since", "words", "link")
        initial = {name: getattr(said, name) for name in names} if said else {"since": timezone.localdate()}
        super().__init__(*args, initial=initial, **kwargs)
