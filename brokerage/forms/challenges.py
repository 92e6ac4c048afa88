"""What is asked of a challenge that several share."""

from django import forms

from brokerage.actions.introductions import MOST_WORDS
from core.forms import GovukForm, Radios
from institutions.models import Area, SupportArea, Term, Vocabulary


class JoinChallengeForm(GovukForm):
    """What one side needs itself."""

    own_words = forms.CharField(
        label="What do you need yourselves?",
        help_text="Each side has a need of its own, and may say so",
        widget=forms.Textarea(attrs={"rows": 4}),
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
    need = forms.ModelChoiceField(
        label="What is it about?",
        queryset=Term.objects.filter(vocabulary=Vocabulary.NEED).order_by("position"),
        empty_label=None,
        widget=Radios(css="govuk-radios--small"),
        error_messages={"required": "Select what it is about"},
    )
    place = forms.ModelChoiceField(
        label="Where?",
        queryset=Area.objects.current().of_kind(Area.Kind.LOCAL_AUTHORITY).order_by("name").defer("boundary"),
        empty_label="Select an authority",
        error_messages={"required": "Select an authority"},
    )
    words = forms.CharField(
        label="Why does it need several of us?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=MOST_WORDS,
        error_messages={"required": "Say why it needs several"},
    )


class CloseChallengeForm(GovukForm):
    words = forms.CharField(
        label="What came of it?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=MOST_WORDS,
        error_messages={"required": "Say what came of it"},
    )
