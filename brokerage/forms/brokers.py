"""What brokers, assessors and administrators type, and how a school or provider rates a broker's help."""

from typing import Any

from django import forms
from django.utils import timezone

from brokerage.actions.brokers import AWARDS
from brokerage.actions.introductions import MOST_WORDS
from brokerage.models import Accreditation
from core.fields import WordsField, offer_choices
from core.forms import DateField, FilterForm, GovukForm, Radios
from institutions.models import Area, Institution
from institutions.models.institution import InstitutionQuerySet

MOST_EVIDENCE = 3_000  # characters


class BrokersForm(FilterForm):
    """Everything lives in the address."""

    authority = forms.ModelChoiceField(
        label="Serves local authority",
        queryset=Area.objects.current().of_kind(Area.Kind.LOCAL_AUTHORITY).order_by("name", "code"),
        to_field_name="code",
        empty_label="Anywhere",
        required=False,
    )


class EvidenceForm(GovukForm):
    words = WordsField(
        label="What do you do, and how can one see it?",
        rows=6,
        max_length=MOST_EVIDENCE,
        error_messages={"required": "Say what you do, and how one can see it"},
    )
    link = forms.URLField(
        label="Address of a document or page", required=False, max_length=300, assume_scheme="https"
    )


class AssessForm(GovukForm):
    is_met = forms.TypedChoiceField(
        label="Is the criterion met?",
        choices=[("yes", "Met"), ("no", "Not met yet")],
        coerce=lambda value: value == "yes",
        widget=Radios(),
        error_messages={"required": "Select whether it is met"},
    )
    words = WordsField(
        label="What you found; if it is not met, what is missing",
        max_length=MOST_WORDS,
        required=False,
    )


class AwardForm(GovukForm):
    stage = forms.ChoiceField(
        label="What do you award?",
        choices=[(stage.value, Accreditation.Stage(stage).label) for stage in AWARDS],
        widget=Radios(),
        error_messages={"required": "Select what to award"},
    )
    valid_to = DateField(label="Until when does it count?", noun="Day", required=False)
    words = WordsField(
        label="Words to go with it",
        max_length=MOST_WORDS,
        required=False,
    )


class EndAwardForm(GovukForm):
    words = WordsField(
        label="Why does the award end?",
        max_length=MOST_WORDS,
        error_messages={"required": "Say why the award ends"},
    )


class ServeForm(GovukForm):
    """A broker and its first day in an area."""

    broker = forms.ModelChoiceField(
        label="Brokerage organisation", queryset=Institution.objects.none(), empty_label="Select one"
    )
    valid_from = DateField(label="From which day?", noun="Day")

    def __init__(self, *args: Any, brokers: InstitutionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **({"initial": {"valid_from": timezone.localdate()}} | kwargs))
        offer_choices(self, "broker", brokers)


class StopForm(GovukForm):
    valid_to = DateField(label="From which day does it serve the area no more?", noun="Day")


class StandardForm(GovukForm):
    body = forms.ModelChoiceField(
        label="Which body owns it?",
        help_text="Its members assess and award.",
        queryset=Institution.objects.filter(
            kind__in=[Institution.Kind.NETWORK, Institution.Kind.CHARITY, Institution.Kind.PUBLIC_BODY]
        )
        .order_by("name")
        .defer("search"),
        empty_label="Select one",
    )
    name = forms.CharField(label="Name of the standard", max_length=120)
    version = forms.CharField(label="Version", max_length=20)
    valid_from = DateField(label="From which day?", noun="Day")
    criteria = WordsField(
        label="Criteria, one on each line",
        rows=8,
        max_length=MOST_EVIDENCE,
    )

    def clean_criteria(self) -> list[str]:
        typed: str = self.cleaned_data["criteria"]
        return typed.splitlines()


class RatingForm(GovukForm):
    score = forms.TypedChoiceField(
        label="How was the help?",
        choices=[("5", "Very good"), ("4", "Good"), ("3", "All right"), ("2", "Not so good"), ("1", "Poor")],
        coerce=int,
        widget=Radios(),
        error_messages={"required": "Select how the help was"},
    )
    words = WordsField(
        label="What should they do more or less of?",
        help_text="The broker reads this.",
        max_length=MOST_WORDS,
        required=False,
    )
