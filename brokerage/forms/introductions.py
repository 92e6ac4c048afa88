"""Asking for an offer, and answering."""

from typing import Any

from django import forms

from brokerage.actions.introductions import MOST_WORDS
from brokerage.models import Introduction
from core.forms import GovukForm, Radios
from institutions.models import Term, Vocabulary

State = Introduction.State
FOR_SCHOOLS_ONLY = ("NOT_WANTED",)  # a school says no to what its trust agreed; a provider never does
ANSWERS = [
    (State.ACCEPTED.value, "Yes"),
    (State.MAYBE.value, "Maybe"),
    (State.DECLINED.value, "No, not this time"),
]


class NeedForm(GovukForm):
    """What a school needs in one area."""

    words = forms.CharField(
        label="What do you need?",
        help_text="In your own words: which year groups, roughly how many pupils, when. Do not name pupils.",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=MOST_WORDS,
        error_messages={"required": "Say what you need"},
    )


class RequestForm(NeedForm):
    """With an offer at hand the words may be left out. The key is made with the page: sent twice, it asks once."""

    submission_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = False


class AnswerForm(GovukForm):
    """Yes, maybe or no. Who has said maybe already chooses between yes and no."""

    marks_optional = False  # the reason is needed for one of the answers
    answer = forms.ChoiceField(
        label="Can you help?",
        choices=ANSWERS,
        widget=Radios(
            hints={
                State.ACCEPTED.value: "You and the school get each other’s e-mail address and plan it together",
                State.MAYBE.value: "A place is kept for the school while you think about it",
                State.DECLINED.value: "The place is free for another school",
            }
        ),
        error_messages={"required": "Select yes, maybe or no"},
    )
    reason = forms.ModelChoiceField(
        label="If no: why?",
        queryset=Term.objects.none(),
        to_field_name="code",
        empty_label=None,
        required=False,
        widget=Radios(css="govuk-radios--small"),
        blank=True,
    )
    words = forms.CharField(
        label="Anything to add for the school? (optional)",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=MOST_WORDS,
        required=False,
    )

    def __init__(self, *args: Any, introduction: Introduction, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason, answer = self.fields["reason"], self.fields["answer"]
        assert isinstance(reason, forms.ModelChoiceField)
        assert isinstance(answer, forms.ChoiceField)
        reason.queryset = Term.objects.of(Vocabulary.DECLINE_REASON).exclude(code__in=FOR_SCHOOLS_ONLY)
        possible = Introduction.MOVES[introduction.state]
        answer.choices = [(state, label) for state, label in ANSWERS if state in possible]
        if State.MAYBE not in possible:
            answer.error_messages["required"] = "Select yes or no"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == State.DECLINED and cleaned.get("reason") is None:
            self.add_error(
                "reason", "Select why you cannot help this time, so that the school can look elsewhere"
            )
        return cleaned
