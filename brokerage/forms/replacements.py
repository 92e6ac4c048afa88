"""What is asked of a party that leaves a partnership."""

from typing import Any

from django.utils import timezone

from core.fields import WordsField
from core.forms import DateField, GovukForm, Radios
from institutions.forms.terms import TermField
from institutions.models import Vocabulary
from partnerships.actions import Notice

MOST_WORDS = 1_000


class LeaveForm(GovukForm):
    noticed_on = DateField(
        label="When did you tell the others?", noun="Date of the notice", initial=timezone.localdate
    )
    leaves_on = DateField(label="From which day are you no longer part of it?", noun="Date of leaving")
    reason = TermField(
        Vocabulary.LEAVING_REASON,
        label="Why do you leave?",
        widget=Radios(css="govuk-radios--small"),
        error_messages={"required": "Select why you leave"},
    )
    words = WordsField(label="In a few words", max_length=MOST_WORDS, required=False)
    effect = WordsField(
        label="What does it mean for the others?",
        help_text="What will be missing, and what somebody in your place would have to bring. The others read it.",
        max_length=MOST_WORDS,
        error_messages={"required": "Say what it means for the others"},
    )

    def notice(self) -> Notice:
        said: dict[str, Any] = self.cleaned_data
        return Notice(**said)
