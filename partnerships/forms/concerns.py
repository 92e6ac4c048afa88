"""What a family is asked that tells its school of something, and what the school answers."""

from typing import Any
from uuid import uuid4

from django import forms

from core.fields import WordsField, offer_choices
from core.forms import GovukForm, Radios
from institutions.models import Institution
from partnerships.models import Concern, Entitlement

MOST_WORDS = 1_500
NAME_NOBODY = "Do not name a child or a member of staff."


class ConcernForm(GovukForm):
    """What has not happened, in a few words. Nobody has to say who they are."""

    entitlement = forms.ModelChoiceField(
        label="What has not happened?",
        queryset=Entitlement.objects.none(),
        empty_label="Choose one",
        error_messages={"required": "Choose what has not happened"},
    )
    told_by = forms.ChoiceField(
        label="Who are you?",
        choices=Concern.From,
        widget=Radios(),
        error_messages={"required": "Select who you are"},
    )
    words = WordsField(
        label="What should the school know?",
        help_text=f"For which year, and since when. {NAME_NOBODY}",
        max_length=MOST_WORDS,
        rows=5,
        error_messages={"required": "Enter what the school should know"},
    )
    email = forms.EmailField(
        label="Your e-mail address",
        help_text="To hear when the school answers. The school does not see it.",
        required=False,
    )
    submission_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, school: Institution, about: Entitlement | None, **kwargs: Any) -> None:
        initial = {"entitlement": about, "submission_key": uuid4()}
        super().__init__(*args, initial=initial, **kwargs)
        in_force = Entitlement.objects.in_force().of_school(school)
        offer_choices(self, "entitlement", in_force.order_by("position", "pk"))


class ConcernAnswerForm(GovukForm):
    words = WordsField(
        label="What do you answer the family?",
        help_text=f"What will happen and by when, or why it has not. {NAME_NOBODY}",
        max_length=MOST_WORDS,
        rows=6,
        error_messages={"required": "Enter your answer"},
    )


class GoOnForm(GovukForm):
    words = WordsField(
        label="Why are you not content?",
        help_text=NAME_NOBODY,
        max_length=MOST_WORDS,
        error_messages={"required": "Enter why you are not content"},
    )
