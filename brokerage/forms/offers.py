"""Changing an offer that is published."""

from django import forms

from brokerage.actions.facts import MOST_DETAILS, MOST_PLACES
from core.forms import GovukForm, WholeNumberField


class EditOfferForm(GovukForm):
    title = forms.CharField(
        label="Title", max_length=120, error_messages={"required": "Enter a title for the offer"}
    )
    details = forms.CharField(
        label="Details",
        help_text="What happens, how long it takes, what the school needs to have ready",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=MOST_DETAILS,
        required=False,
    )
    places = WholeNumberField(
        label="How many schools can you help in a year?",
        min_value=1,
        max_value=MOST_PLACES,
        error_messages={"required": "Enter how many schools you can help in a year"},
    )
