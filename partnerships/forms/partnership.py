"""What the parties say and change about a partnership."""

from typing import Any

from django import forms

from core.fields import WordsField
from core.forms import DateField, GovukForm, Radios
from partnerships.models import Partnership


class GoalForm(GovukForm):
    goal = WordsField(
        label="What do you want from this partnership?",
        help_text="Your own goal in a sentence or two. The other parties see it, so that each knows what it is for.",
        max_length=1_000,
        rows=5,
        error_messages={"required": "Enter what you want from this partnership"},
    )


class AgreementForm(GovukForm):
    agreed_on = DateField(label="When was the agreement signed?", noun="Date it was signed")
    agreement_ends_on = DateField(
        label="Until when does it hold?", noun="Date until which it holds", required=False
    )


class ReviewForm(GovukForm):
    reviewed_on = DateField(
        label="When did you look back together?",
        help_text="The day on which the parties talked about how it goes",
        noun="Date of the review",
    )


class StageForm(GovukForm):
    """The stages that can come next."""

    stage = forms.ChoiceField(
        label="Which stage is next?", widget=Radios, error_messages={"required": "Select the next stage"}
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stages = self.fields["stage"]
        assert isinstance(stages, forms.ChoiceField)
        stages.choices = [(stage.value, stage.label) for stage in partnership.next_stages]


class EndForm(GovukForm):
    ended_on = DateField(
        label="When did it end?",
        help_text="The record and everything logged under it stay.",
        noun="Date it ended",
    )
