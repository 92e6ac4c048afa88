"""What is asked of a designation and of the next look at it."""

from typing import Any

from django import forms
from django.utils import timezone

from core.fields import KindField, WordsField, offer_choices
from core.forms import DateField, GovukForm, Radios
from institutions.models import DesignationKind, DesignationReview


class DesignateForm(GovukForm):
    kind = KindField(DesignationKind, label="Which designation?", noun="designation")
    detail = forms.CharField(
        label="In what?", help_text="A school’s specialism, for example", max_length=120, required=False
    )
    valid_from = DateField(label="From which day?", noun="First day")
    valid_to = DateField(
        label="Until when?",
        help_text="The first day without it, if it is known",
        noun="Last day",
        required=False,
    )
    review_on = DateField(label="When is it looked at again?", noun="Day", required=False)
    source = forms.CharField(label="Where is it published?", max_length=200)

    def __init__(self, *args: Any, of_areas: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "kind", DesignationKind.objects.filter(is_of_areas=of_areas).order_by("position"))
        if of_areas:
            del self.fields["detail"]


class ReviewDesignationForm(GovukForm):
    decided_on = DateField(label="When was it decided?", noun="Day", initial=timezone.localdate)
    decision = forms.ChoiceField(
        label="What was decided?",
        choices=DesignationReview.Decision,
        widget=Radios,
        error_messages={"required": "Select what was decided"},
    )
    evidence = WordsField(
        label="On what evidence?",
        help_text="How the school’s partners fared, too. Shown to everyone.",
        rows=5,
        max_length=1_500,
    )
    review_on = DateField(label="When is it looked at again?", noun="Day", required=False)
