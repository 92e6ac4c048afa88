"""What is asked of a challenge that several share."""

from typing import Any

from django import forms

from brokerage.actions.introductions import MOST_WORDS
from core.fields import WordsField, offer_choices
from core.forms import GovukForm, Radios
from institutions.forms.terms import TermField
from institutions.models import Area, SupportArea, Vocabulary


class JoinChallengeForm(GovukForm):
    """What one side needs itself."""

    own_words = WordsField(
        label="What do you need yourselves?",
        help_text="Each side has a need of its own, and may say so",
        rows=4,
        max_length=MOST_WORDS,
        error_messages={"required": "Say what you need yourselves"},
    )
    area = forms.ChoiceField(
        label="Which area of support would help?",
        choices=SupportArea.choices,
        widget=Radios(css="govuk-radios--small"),
        error_messages={"required": "Select an area of support"},
    )


class ChallengeForm(JoinChallengeForm):
    field_order = ("title", "need", "place", "words")
    title = forms.CharField(
        label="What is the challenge?",
        help_text="For example: too few pupils choose languages",
        max_length=120,
        error_messages={"required": "Enter what the challenge is"},
    )
    need = TermField(
        Vocabulary.NEED,
        label="What is it about?",
        widget=Radios(css="govuk-radios--small"),
        error_messages={"required": "Select what it is about"},
    )
    place = forms.ModelChoiceField(
        label="Where?",
        queryset=Area.objects.none(),
        empty_label="Select an authority",
        error_messages={"required": "Select an authority"},
    )
    words = WordsField(
        label="Why does it need several of us?",
        rows=4,
        max_length=MOST_WORDS,
        error_messages={"required": "Say why it needs several"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        authorities = Area.objects.current().of_kind(Area.Kind.LOCAL_AUTHORITY)
        offer_choices(self, "place", authorities.order_by("name", "pk"))


class CloseChallengeForm(GovukForm):
    words = WordsField(
        label="What came of it?",
        rows=4,
        max_length=MOST_WORDS,
        error_messages={"required": "Say what came of it"},
    )
