"""Changing an offer that is published."""

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from django import forms

from brokerage.actions import OfferDetails
from brokerage.actions.facts import MOST_DETAILS, MOST_PLACES
from brokerage.models import Offer, OfferQuestion
from core.fields import WordsField
from core.forms import Checkboxes, DateField, GovukForm, Radios, WholeNumberField
from institutions.forms.questions import answers_among, as_typed, field_for
from institutions.models import Phase

if TYPE_CHECKING:
    _OffersChoice = forms.ModelMultipleChoiceField[Offer]
else:
    _OffersChoice = forms.ModelMultipleChoiceField

DETAILS = [field.name for field in fields(OfferDetails)]


class EditOfferForm(GovukForm):
    """All that may be said otherwise while schools ask, with what offers of its kind are asked."""

    title = forms.CharField(
        label="Title", max_length=120, error_messages={"required": "Enter a title for the offer"}
    )
    details = WordsField(
        label="Details",
        help_text="What happens, how long it takes, what the school needs to have ready",
        rows=6,
        max_length=MOST_DETAILS,
        required=False,
    )
    places = WholeNumberField(
        label="How many schools can you help in a year?",
        min_value=1,
        max_value=MOST_PLACES,
        error_messages={"required": "Enter how many schools you can help in a year"},
    )
    available_from = DateField(label="From when?", noun="First day", required=False)
    available_to = DateField(label="Until when?", noun="Last day", required=False)
    terms = forms.MultipleChoiceField(
        label="In which terms?",
        choices=Offer.SchoolTerm.choices,
        widget=Checkboxes(css="govuk-checkboxes--small"),
        required=False,
    )
    how_often = forms.ChoiceField(
        label="How often?",
        choices=[*Offer.HowOften.choices, ("", "By agreement")],
        widget=Radios(css="govuk-radios--small"),
        required=False,
    )
    conditions = WordsField(
        label="What does the school have to bring or agree to?",
        help_text="For example: a teacher stays in the room",
        max_length=MOST_DETAILS,
        required=False,
    )
    access = forms.MultipleChoiceField(
        label="What can people with access needs count on?",
        choices=Offer.Access.choices,
        widget=Checkboxes(css="govuk-checkboxes--small"),
        required=False,
    )

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        asked = OfferQuestion.objects.asked(kind=offer.kind, provider_kind=offer.provider.kind)
        self.questions = list(asked)
        initial = {name: getattr(offer, name) for name in DETAILS if name != "answers"}
        super().__init__(*args, initial=initial | as_typed(offer.answers, self.questions), **kwargs)
        for question in self.questions:
            self.ask(question.code, field_for(question))

    def details_given(self) -> OfferDetails:
        said = {name: self.cleaned_data[name] for name in DETAILS if name != "answers"}
        return OfferDetails(**said, answers=answers_among(self.cleaned_data, self.questions))


class OffersField(_OffersChoice):
    """Several of a provider's offers may bear one title, so each says for which ages and how many schools it is."""

    def label_from_instance(self, offer: Offer) -> str:
        ages = ", ".join(str(phase.label).lower() for phase in Phase if phase in offer.phases)
        return f"{offer.title} ({ages}; {offer.places} school{'' if offer.places == 1 else 's'})"


class AlternativesForm(GovukForm):
    """Offers that share one total of places with this one."""

    offers = OffersField(
        label="Which of your other offers are alternatives to it?",
        queryset=Offer.objects.none(),
        widget=Checkboxes(css="govuk-checkboxes--small"),
        error_messages={"required": "Select at least one other offer"},
    )
    places = WholeNumberField(
        label="How many schools can you help in all, whichever they choose?",
        min_value=1,
        max_value=MOST_PLACES,
        error_messages={"required": "Enter how many schools you can help in all"},
    )

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offers = self.fields["offers"]
        assert isinstance(offers, forms.ModelMultipleChoiceField)
        own = Offer.objects.filter(provider=offer.provider, state=Offer.State.PUBLISHED)
        offers.queryset = own.exclude(pk=offer.pk).order_by("title", "pk")
        shared = offer.shared_places
        self.initial = {
            "offers": [] if shared is None else list(shared.alternatives.all()),
            "places": None if shared is None else shared.places,
        }
