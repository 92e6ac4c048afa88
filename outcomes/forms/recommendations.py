"""What is asked of a recommendation: a word on its progress, and who owns it."""

from typing import Any

from django import forms
from django.utils import timezone

from core.fields import WordsField, offer_choices
from core.forms import DateField, GovukForm, Radios
from institutions.models import RoleHolder
from outcomes.models import Progress

STRAND_LEAD = "STRAND_LEAD"


class ProgressForm(GovukForm):
    status = forms.ChoiceField(
        label="How far is it?",
        choices=Progress.Status.choices,
        widget=Radios,
        error_messages={"required": "Select how far it is"},
    )
    reported_on = DateField(label="As at which day?", noun="Day", initial=timezone.localdate)
    narrative = WordsField(label="What was done, and what comes next?", max_length=2_000, rows=6)
    evidence = WordsField(
        label="Evidence",
        help_text="What shows it: a report, a survey, an inspection. Needed once it is delivered.",
        max_length=1_000,
        required=False,
    )
    evidence_url = forms.URLField(
        label="Link to the evidence", max_length=300, required=False, assume_scheme="https"
    )


class OwnerForm(GovukForm):
    """Those who hold the role of a strand lead today."""

    owner = forms.ModelChoiceField(
        label="Who answers for it?",
        queryset=RoleHolder.objects.none(),
        empty_label="Nobody",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holders = RoleHolder.objects.current().filter(role_type__code=STRAND_LEAD)
        offer_choices(self, "owner", holders.select_related("role_type").order_by("name", "pk"))
