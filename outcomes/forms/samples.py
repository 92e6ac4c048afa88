"""What is asked before a sample of schools is drawn."""

from django import forms

from core.forms import FilterForm, WholeNumberField

MOST = 500


class SampleForm(FilterForm):
    """The same answers draw the same schools."""

    seed = forms.CharField(
        label="Seed",
        help_text="Any word or number. Publish it, so that everybody can draw the same schools again",
        max_length=60,
    )
    size = WholeNumberField(label="How many schools?", min_value=1, max_value=MOST)
