"""What is asked of an issue, a risk, and money."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from core.fields import WordsField, offer_choices
from core.forms import DateField, GovukForm, Radios, WholeNumberField
from institutions.forms.terms import TermField
from institutions.models import Institution, Vocabulary
from partnerships.actions.sides import MOST_POUNDS
from partnerships.forms.partnership import MOST_WORDS, name_field
from partnerships.models import Funding


class IssueForm(GovukForm):
    words = forms.CharField(
        label="What is it?",
        help_text="For example: the minibus is not insured for visits after 5pm",
        max_length=300,
        error_messages={"required": "Enter what it is"},
    )
    category = TermField(
        Vocabulary.RISK_CATEGORY,
        label="Is it a risk that has not come true?",
        help_text="Then select of which kind",
        empty_label="No, it is an issue now",
        required=False,
    )
    owner = name_field(label="Who sees to it?", error_messages={"required": "Enter who sees to it"})
    institution = forms.ModelChoiceField(
        label="At which party?",
        queryset=Institution.objects.none(),
        empty_label="Select a party",
        error_messages={"required": "Select the party"},
    )
    due_on = DateField(
        label="By when?",
        help_text="If it is still open then, the body that governs the partnership is told",
        noun="Date",
    )

    def __init__(self, *args: Any, parties: Iterable[Institution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Institution.objects.filter(pk__in=[each.pk for each in parties])
        offer_choices(self, "institution", here.order_by("name", "pk"))


class CloseIssueForm(GovukForm):
    outcome = WordsField(
        label="What came of it?",
        max_length=MOST_WORDS,
        error_messages={"required": "Enter what came of it"},
    )


class ApplicationForm(GovukForm):
    scheme = forms.CharField(
        label="Which scheme or funder is it?",
        help_text="For example: the Turing Scheme",
        max_length=150,
        error_messages={"required": "Enter the scheme or funder"},
    )
    asked = WholeNumberField(
        label="How many pounds did you apply for?",
        min_value=1,
        max_value=MOST_POUNDS,
        error_messages={"required": "Enter how many pounds"},
    )
    applied_on = DateField(label="When?", noun="Date of the application", initial=timezone.localdate)


class SettleFundingForm(GovukForm):
    status = forms.ChoiceField(
        label="What came of it?",
        choices=Funding.Status.choices,
        widget=Radios,
        error_messages={"required": "Select what came of it"},
    )
    awarded = WholeNumberField(
        label="If awarded, how many pounds?", min_value=1, max_value=MOST_POUNDS, required=False
    )
    ends_on = DateField(
        label="If awarded, until when does it last?",
        help_text="You hear six months and three months before",
        noun="Date until which it lasts",
        required=False,
    )

    def __init__(self, *args: Any, funding: Funding, **kwargs: Any) -> None:
        initial = {name: getattr(funding, name) for name in ("status", "awarded", "ends_on")}
        super().__init__(*args, initial=initial, **kwargs)
