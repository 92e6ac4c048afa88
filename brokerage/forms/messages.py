"""What is asked of a message: to whom, in which words, by which ways it went out, and what came of it."""

from typing import Any

from django import forms
from django.utils import timezone

from brokerage.actions.messages import Words
from brokerage.models import Message, MessageTemplate
from core.fields import WordsField, offer_choices
from core.forms import Checkboxes, DateField, GovukForm, WholeNumberField
from institutions.forms.terms import TermField
from institutions.models import Area, Institution, Vocabulary
from institutions.models.area import AreaQuerySet

KINDS = [choice for choice in Institution.Kind.choices if choice[0] != Institution.Kind.OTHER]


class MessageForm(GovukForm):
    """To whom, and what."""

    area = forms.ModelChoiceField(
        label="In which area?", queryset=Area.objects.none(), to_field_name="code", empty_label=None
    )
    kinds = forms.MultipleChoiceField(
        label="To which organisations?",
        choices=KINDS,
        widget=Checkboxes(css="govuk-checkboxes--small"),
        error_messages={"required": "Select at least one kind of organisation"},
    )
    sector = TermField(
        Vocabulary.SECTOR,
        label="Of which industry sector?",
        help_text="Counts for employers alone",
        empty_label="Any",
        required=False,
    )
    family_segment = TermField(
        Vocabulary.FAMILY_SEGMENT,
        label="Is it for families, to be handed on?",
        help_text="Schools and others hand it on in their own ways. Causeway writes to no family.",
        empty_label="No, it is for the organisations themselves",
        required=False,
    )
    subject = forms.CharField(label="Subject", max_length=120)
    body = WordsField(
        label="Message",
        help_text="Plain text. Replies come to nobody: say whom to ask.",
        max_length=3_000,
        rows=12,
    )

    def __init__(
        self, *args: Any, areas: AreaQuerySet, begun: Message | MessageTemplate | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial=_said_in(begun), **kwargs)
        offer_choices(self, "area", areas.order_by("kind", "name"))

    def words(self) -> Words:
        told = self.cleaned_data
        return Words(**told | {"sector": told["sector"].code if told["sector"] else ""})


class DeliveryForm(GovukForm):
    """Another way by which it went out."""

    channel = TermField(Vocabulary.CHANNEL, label="In which way did it go out?")
    through = forms.CharField(
        label="Through whom?",
        help_text="For example: newsletters of six schools, or the town’s library",
        max_length=120,
        required=False,
    )
    sent_on = DateField(label="On which day?", noun="Day", initial=timezone.localdate)
    people = WholeNumberField(label="To about how many people?", min_value=1, required=False)


class OutcomeOfMessageForm(GovukForm):
    responses = WholeNumberField(label="How many answered or acted on it?", min_value=0, required=False)
    outcome = WordsField(
        label="What came of it?",
        help_text="In the segment as a whole. Do not name anybody.",
        max_length=1_000,
    )


def _said_in(begun: Message | MessageTemplate | None) -> dict[str, Any]:
    if begun is None:
        return {}
    said: dict[str, Any] = {
        "kinds": begun.kinds,
        "subject": begun.subject,
        "body": begun.body,
        "family_segment": begun.family_segment.code if begun.family_segment else None,
    }
    if isinstance(begun, Message):
        said |= {"area": begun.area.code, "sector": begun.sector}
    return said
