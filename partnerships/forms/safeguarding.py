"""The questions about adults who meet young people."""

from typing import Any

from django import forms
from django.db.models import TextChoices

from core.forms import DateField, FilterForm, GovukForm, Radios
from partnerships.models import AdultDecision, Assurance
from partnerships.models.safeguarding import Age, Frequency, Place, Supervision, Who

SMALL = "govuk-radios--small"


def _one_of(choices: type[TextChoices], label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices.choices,
        widget=Radios(css=SMALL),
        error_messages={"required": f"Answer the question “{label}”"},
    )


class CaseForm(FilterForm):
    """Five questions, none of them about a person."""

    who = _one_of(Who, "Who comes?")
    place = _one_of(Place, "Where?")
    supervision = _one_of(Supervision, "Who else is there?")
    frequency = _one_of(Frequency, "How often?")
    age = _one_of(Age, "How old are the young people?")


class AssuranceForm(GovukForm):
    level = forms.ChoiceField(
        label="Which checks do you make of everybody you send?",
        choices=Assurance.Level.choices,
        widget=Radios(css=SMALL),
        error_messages={"required": "Select which checks you make"},
    )
    assured_by = forms.CharField(
        label="Who says so?",
        help_text="The role, such as head of people",
        max_length=120,
        error_messages={"required": "Enter the role of who says so"},
    )
    assured_on = DateField(label="On which day?", noun="Date")
    expires_on = DateField(
        label="Until when does it stand?",
        help_text="By your own or your scheme’s policy; a check itself has no date of expiry",
        noun="Last day",
        required=False,
    )


class DecisionForm(GovukForm):
    arrangement = forms.ChoiceField(
        label="What did the school decide about the adults?",
        choices=AdultDecision.Arrangement.choices,
        widget=Radios(),
        error_messages={"required": "Select what the school decided"},
    )

    def __init__(self, *args: Any, decided: AdultDecision | None, **kwargs: Any) -> None:
        super().__init__(*args, initial={"arrangement": decided.arrangement if decided else None}, **kwargs)
