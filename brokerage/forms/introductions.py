"""Asking for an offer, answering, and saying what came of it."""

from typing import Any

from django import forms

from brokerage.actions.introductions import MOST_WORDS
from brokerage.models import Introduction, Readiness
from core.fields import RevisionField, WordsField, offer_choices
from core.forms import DateField, GovukForm, Radios
from core.templatetags.words import lower_first
from institutions.forms.terms import TermField
from institutions.models import Institution, Vocabulary
from institutions.models.institution import InstitutionQuerySet

State = Introduction.State
FOR_SCHOOLS_ONLY = ("NOT_WANTED",)  # a school says no to what others arranged; a provider never does
REASONS_OF_SCHOOLS = (*FOR_SCHOOLS_ONLY, "DATES", "AGE", "SAFEGUARDING", "ALREADY", "OTHER")
ANSWERS = [
    (State.ACCEPTED.value, "Yes"),
    (State.MAYBE.value, "Maybe"),
    (State.DECLINED.value, "No, not this time"),
]


class AskForm(GovukForm):
    """What a school needs of an offer. The key is made with the page: sent twice, it asks once."""

    words = WordsField(
        label="What do you need?",
        help_text="In your own words: which year groups, roughly how many pupils, when. Do not name pupils.",
        rows=5,
        max_length=MOST_WORDS,
        required=False,
    )
    submission_key = forms.UUIDField(widget=forms.HiddenInput)


class ReasonForm(GovukForm):
    """Why not: a reason from the list, and words."""

    marks_optional = False
    reason = TermField(
        Vocabulary.DECLINE_REASON,
        only=REASONS_OF_SCHOOLS,
        label="Why not?",
        widget=Radios(css="govuk-radios--small"),
        blank=True,
        error_messages={"required": "Select why not"},
    )
    words = WordsField(
        label="Anything to add? (optional)",
        max_length=MOST_WORDS,
        required=False,
    )


class WhyForm(GovukForm):
    """Words that the other side reads."""

    words = WordsField(
        label="Why?",
        help_text="The other side reads this.",
        max_length=MOST_WORDS,
        error_messages={"required": "Say why, in a few words"},
    )


class HandOnForm(GovukForm):
    """Which broker should help, and with what."""

    broker = forms.ModelChoiceField(
        label="Which broker?",
        queryset=Institution.objects.none(),
        empty_label=None,
        widget=Radios(),
        blank=True,
        error_messages={"required": "Select a broker"},
    )
    words = WordsField(
        label="What should they know?",
        max_length=MOST_WORDS,
        required=False,
    )

    def __init__(self, *args: Any, brokers: InstitutionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "broker", brokers)


class PlanForm(GovukForm):
    """The day on which it is to take place."""

    planned_on = DateField(label="When is it planned?", noun="Day")


class HappenedForm(GovukForm):
    """Did it take place?"""

    marks_optional = False
    happened = forms.TypedChoiceField(
        label="Did it take place?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=Radios(hints={"no": "The school can ask again, and the place is free"}),
        error_messages={"required": "Select yes or no"},
    )
    words = WordsField(
        label="If not: what happened instead?",
        max_length=MOST_WORDS,
        required=False,
    )


class ReadyForm(GovukForm):
    """Four short questions before the two begin. Not yet is a fair answer: the other side reads it."""

    marks_optional = False
    words = WordsField(
        label="Anything to add? (optional)",
        max_length=MOST_WORDS,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in Readiness.QUESTIONS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=label,
                choices=[("yes", "Yes"), ("no", "Not yet")],
                coerce=lambda value: value == "yes",
                widget=Radios(css="govuk-radios--inline govuk-radios--small"),
                error_messages={"required": f"Select yes or not yet: {lower_first(label)}"},
            )
        self.order_fields([*Readiness.QUESTIONS, "words"])

    def clean(self) -> dict[str, Any]:
        """The answers as one, as the action takes them."""
        cleaned = super().clean() or self.cleaned_data
        words = cleaned.pop("words", "")
        return {"answers": cleaned, "words": words}


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
    reason = TermField(
        Vocabulary.DECLINE_REASON,
        without=FOR_SCHOOLS_ONLY,
        label="If no: why?",
        required=False,
        widget=Radios(css="govuk-radios--small"),
        blank=True,
    )
    words = WordsField(
        label="Anything to add for the school? (optional)",
        max_length=MOST_WORDS,
        required=False,
    )
    revision = RevisionField(required=False)

    def __init__(
        self, *args: Any, introduction: Introduction, initial: dict[str, Any] | None = None, **kwargs: Any
    ) -> None:
        initial = {"revision": introduction.revision} | (initial or {})
        super().__init__(*args, initial=initial, **kwargs)
        answer = self.fields["answer"]
        assert isinstance(answer, forms.ChoiceField)
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
