"""What is asked of a barrier."""

from django import forms

from core.fields import WordsField
from core.forms import GovukForm, Radios
from institutions.forms.terms import TermField
from institutions.models import Vocabulary
from partnerships.forms.partnership import MOST_WORDS


class BarrierForm(GovukForm):
    kind = TermField(
        Vocabulary.BARRIER,
        label="What stands in the way?",
        widget=Radios(),
        error_messages={"required": "Select what stands in the way"},
    )
    words = forms.CharField(
        label="How does it show?",
        help_text="For example: only nine pupils chose physics, so the class does not run",
        max_length=300,
        required=False,
    )
    response = WordsField(
        label="What did you choose to do about it?",
        max_length=MOST_WORDS,
        error_messages={"required": "Say what you chose to do about it"},
    )
