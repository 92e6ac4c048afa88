"""The other side's answer."""

from typing import Any

from django import forms
from django.http import QueryDict

from core.fields import RevisionField, WordsField
from core.forms import GovukForm, Radios
from partnerships.actions.confirmation import MOST_WORDS
from partnerships.models import Collaboration, Confirmation

ANSWERS = [
    (Confirmation.CONFIRMED, "Yes, this is right"),
    (Confirmation.CORRECTED, "It took place, but something is different"),
    (Confirmation.DISPUTED, "No, this did not take place"),
]


class AnswerForm(GovukForm):
    """Confirm, correct or dispute."""

    answer = forms.ChoiceField(
        label="Is this right?",
        choices=ANSWERS,
        widget=Radios,
        error_messages={"required": "Select whether this is right"},
    )
    words = WordsField(
        label="What is different?",
        help_text="Only if it is not right. Never name a pupil.",
        max_length=MOST_WORDS,
        required=False,
        rows=4,
    )
    marks_optional = False

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("answer", Confirmation.CONFIRMED) != Confirmation.CONFIRMED and not cleaned.get(
            "words"
        ):
            self.add_error("words", "Say what is different, so that it can be put right")
        return cleaned


class ReadAnswerForm(AnswerForm):
    """On the record's own page: the answer is for what was read there. A link in an e-mail says so itself."""

    revision = RevisionField()

    def __init__(self, data: QueryDict | None, *, record: Collaboration) -> None:
        super().__init__(data, initial={"revision": record.revision})
