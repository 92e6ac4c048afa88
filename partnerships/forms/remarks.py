"""How an activity went, in the words of those who were there."""

from collections.abc import Sequence
from typing import Any

from django import forms

from core.fields import WordsField, offer_choices
from core.forms import GovukForm, Radios
from institutions.models import Institution
from partnerships.actions.confirmation import MOST_WORDS
from partnerships.models import Remark


class RemarkForm(GovukForm):
    """One voice at a time. It is asked for whom one speaks only where it could be several."""

    voice = forms.ChoiceField(label="Whose voice is it?", choices=Remark.Voice, widget=Radios)
    words = WordsField(
        label="How did it go?",
        help_text="For a reflection: what went well, and what would you do differently? Never name a pupil.",
        max_length=MOST_WORDS,
        rows=5,
    )
    may_be_quoted = forms.BooleanField(
        label="Whoever said this agreed to have it quoted, with the name of the institution",
        help_text="It is then shown on the partner’s page. You can take it back at any time.",
        required=False,
    )
    institution = forms.ModelChoiceField(
        label="For whom do you speak?", queryset=Institution.objects.none(), empty_label=None
    )
    marks_optional = False

    def __init__(self, *args: Any, sides: Sequence[Institution], **kwargs: Any) -> None:
        super().__init__(*args, initial={"institution": sides[0], "voice": Remark.Voice.REFLECTION}, **kwargs)
        offer_choices(self, "institution", Institution.objects.filter(pk__in=[side.pk for side in sides]))
        if len(sides) == 1:
            self.fields["institution"].widget = self.fields["institution"].hidden_widget()
