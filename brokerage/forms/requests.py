"""What is asked when somebody needs support, and what brokers and schools say of a request."""

from typing import Any

from django import forms

from brokerage.actions.introductions import MOST_WORDS
from brokerage.actions.requests import RequestFacts
from brokerage.models import Offer, Request, RequestKind
from core.fields import HoursField, KindField, WordsField, offer_choices
from core.forms import Checkboxes, DateField, GovukForm, Radios, WholeNumberField
from institutions.forms.named import InstitutionField
from institutions.forms.terms import TermField, TermsField
from institutions.models import Institution, SupportArea, Vocabulary, YearGroup
from institutions.models.institution import InstitutionQuerySet
from partnerships.models import Programme

PRIVATE, PUBLIC = "PRIVATE", "PUBLIC"


class RequestForm(GovukForm):
    """A need: the school's own words first, then what helps others to answer it."""

    words = WordsField(
        label="What do you need?",
        help_text="In your own words: for whom, what for, what you have tried. Do not name pupils.",
        rows=5,
        max_length=MOST_WORDS,
        error_messages={"required": "Say what you need"},
    )
    kind = KindField(RequestKind, label="What kind of request is it?", initial=RequestKind.SCHOOL_NEED)
    needs = TermsField(
        Vocabulary.NEED,
        label="Which of these is it about?",
        required=False,
        widget=Checkboxes(css="govuk-checkboxes--small"),
    )
    year_groups = forms.MultipleChoiceField(
        label="Which year groups?",
        choices=YearGroup.choices,
        required=False,
        widget=Checkboxes(css="govuk-checkboxes--small"),
    )
    people = WholeNumberField(
        label="For about how many pupils or staff?", min_value=1, max_value=20_000, required=False
    )
    wanted_from = DateField(label="Not before", noun="First day", required=False)
    wanted_to = DateField(label="Not after", noun="Last day", required=False)
    kinds_wanted = TermsField(
        Vocabulary.OFFER_KIND,
        label="What would you welcome?",
        required=False,
        widget=Checkboxes(css="govuk-checkboxes--small"),
    )
    sectors = TermsField(
        Vocabulary.SECTOR,
        label="Which industries would you like to hear from?",
        required=False,
        widget=Checkboxes(css="govuk-checkboxes--small"),
    )
    access_needs = WordsField(
        label="What must people know about access?",
        help_text="For example a step-free way, a quiet room, a signer. Do not name pupils.",
        rows=2,
        max_length=MOST_WORDS,
        required=False,
    )
    source = WordsField(
        label="Where was the need found?",
        help_text="If you asked people: whom, and when",
        rows=2,
        max_length=MOST_WORDS,
        required=False,
    )
    source_url = forms.URLField(
        label="Where can its findings be read?",
        required=False,
        max_length=300,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        error_messages={"invalid": "Enter a web address in the correct format, like https://example.org"},
    )
    closes_on = DateField(label="Until when can people answer?", noun="Closing date", required=False)
    on_yes = forms.ChoiceField(
        label="When one provider says yes",
        choices=Request.OnYes.choices,
        initial=Request.OnYes.KEEP,
        widget=Radios(css="govuk-radios--small"),
    )
    visibility = forms.ChoiceField(
        label="Who may read this?",
        choices=[
            (PUBLIC, "Everybody who is signed in"),
            (PRIVATE, "Brokers of your area, and those you ask"),
        ],
        initial=PUBLIC,
        widget=Radios(
            hints={
                PUBLIC: "Providers see your need, and can answer it with an offer",
                PRIVATE: "Others see that a school in your authority needs support, not which and not your words",
            }
        ),
        error_messages={"required": "Select who may read this"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "kind", RequestKind.objects.filter(is_joined=False).order_by("position"))

    @property
    def facts(self) -> dict[str, Any]:
        """What was said, by the names of `RequestFacts`."""
        data = {**self.cleaned_data}
        data["is_public"] = data.pop("visibility") == PUBLIC
        return {name: value for name, value in data.items() if name in RequestFacts.__dataclass_fields__}


class NewRequestForm(RequestForm):
    """With the area and, for whoever asks for several schools, which of them."""

    field_order = ("schools", "area", "words")
    schools = forms.ModelMultipleChoiceField(
        label="For which schools?",
        queryset=Institution.objects.none(),
        widget=Checkboxes(css="govuk-checkboxes--small"),
        error_messages={"required": "Select at least one school"},
    )
    area = forms.ChoiceField(
        label="Which area of support?",
        choices=SupportArea.choices,
        widget=Radios(css="govuk-radios--small"),
        error_messages={"required": "Select an area of support"},
    )

    def __init__(self, *args: Any, schools: InstitutionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "schools", schools)


class HandOnForm(GovukForm):
    """To whom, and why them."""

    partner = forms.ModelChoiceField(
        label="Who should take it?",
        queryset=Institution.objects.none(),
        empty_label=None,
        widget=Radios(),
        error_messages={"required": "Select who should take it"},
    )
    words = WordsField(
        label="Anything to add for them?",
        max_length=MOST_WORDS,
        required=False,
    )

    def __init__(
        self, *args: Any, partners: InstitutionQuerySet, hints: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "partner", partners)
        self.fields["partner"].widget.hints = hints


class AnswerRoutingForm(GovukForm):
    """Take it, or hand it back with a reason."""

    marks_optional = False  # the reason is needed for one of the answers
    answer = forms.ChoiceField(
        label="Can you take it?",
        choices=[("yes", "Yes, we take it"), ("no", "No, we hand it back")],
        widget=Radios(),
        error_messages={"required": "Select yes or no"},
    )
    reason = TermField(
        Vocabulary.HAND_BACK_REASON,
        label="If no: why?",
        required=False,
        widget=Radios(css="govuk-radios--small"),
        blank=True,
    )
    words = WordsField(
        label="Anything to add? (optional)",
        max_length=MOST_WORDS,
        required=False,
    )


class OutcomeForm(GovukForm):
    """What came of it; if nothing, why not."""

    marks_optional = False
    outcome = TermField(
        Vocabulary.REQUEST_OUTCOME,
        label="What came of it?",
        widget=Radios(),
        error_messages={"required": "Select what came of it"},
    )
    unmet_reason = TermField(
        Vocabulary.UNMET_REASON,
        label="If it was not met: why?",
        required=False,
        widget=Radios(css="govuk-radios--small"),
        blank=True,
    )
    words = WordsField(
        label="Anything to add? (optional)",
        max_length=MOST_WORDS,
        required=False,
    )


class WordForm(GovukForm):
    """The school's word on the outcome that somebody recorded."""

    marks_optional = False
    answer = forms.ChoiceField(
        label="Is this right?",
        choices=[("yes", "Yes, close the request"), ("no", "No, something is still missing")],
        widget=Radios(),
        error_messages={"required": "Select yes or no"},
    )
    words = WordsField(
        label="In your own words",
        help_text="What it was worth to you or, if something is still missing, what",
        max_length=MOST_WORDS,
        required=False,
    )


class ReplyForm(GovukForm):
    """A provider's offer in answer to a need."""

    offer = forms.ModelChoiceField(
        label="Which of your offers?",
        queryset=Offer.objects.none(),
        empty_label=None,
        widget=Radios(),
        error_messages={"required": "Select one of your offers"},
    )
    words = WordsField(
        label="Anything to add for the school?",
        max_length=MOST_WORDS,
        required=False,
    )

    def __init__(self, *args: Any, offers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "offer", offers)


class AskManyForm(GovukForm):
    """Several offers of the ranking at once. The key is made with the page: sent twice, it asks once."""

    offers = forms.ModelMultipleChoiceField(
        label="Which do you want to ask for?",
        queryset=Offer.objects.none(),
        widget=Checkboxes(),
        error_messages={"required": "Select at least one offer"},
    )
    submission_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, offers: Any, hints: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "offers", offers)
        self.fields["offers"].widget.hints = hints


class AnsweringProgrammeForm(GovukForm):
    """One of the programmes that run today."""

    programme = forms.ModelChoiceField(
        label="Which programme?", queryset=Programme.objects.none(), empty_label="Choose a programme"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "programme", Programme.objects.running().order_by("title", "pk"))


class FulfilmentForm(GovukForm):
    """What was given on one day."""

    given_on = DateField(label="When was it given?", noun="Day")
    given_by = forms.CharField(
        label="Which organisation gave it?",
        max_length=150,
        error_messages={"required": "Enter who gave it"},
    )
    words = WordsField(
        label="What was given?",
        help_text="For example advice on the sensory room, or the poster that was chosen. Do not name pupils.",
        max_length=MOST_WORDS,
        error_messages={"required": "Say what was given"},
    )
    hours = HoursField(
        label="How many hours?",
        min_value=0,
        required=False,
    )
    people = WholeNumberField(
        label="How many pupils or staff did it reach?", min_value=1, max_value=20_000, required=False
    )


class CommissionForm(GovukForm):
    """Who engages whom, for what and until when."""

    commissioner = forms.ModelChoiceField(
        label="Who commissions it?", queryset=Institution.objects.none(), empty_label=None, widget=Radios
    )
    provider = InstitutionField(
        label="Which organisation delivers it?",
        help_text="Its name, or its number",
        error_messages={"required": "Enter the name of the organisation"},
    )
    what = forms.CharField(
        label="What is commissioned?",
        help_text="For example: ten sessions of speech therapy for Reception. Do not name pupils.",
        max_length=300,
        error_messages={"required": "Say what is commissioned"},
    )
    starts_on = DateField(label="From when?", noun="First day")
    ends_on = DateField(label="Until when?", noun="Last day")
    value = WholeNumberField(
        label="For how many pounds altogether?", min_value=1, max_value=100_000_000, required=False
    )

    def __init__(self, *args: Any, commissioners: InstitutionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "commissioner", commissioners)


class CommissionOutcomeForm(GovukForm):
    outcome = WordsField(
        label="What came of it?",
        help_text="What was delivered, and whether it did what it was for. Do not name pupils.",
        max_length=MOST_WORDS,
        error_messages={"required": "Say what came of it"},
    )


class SchoolForm(GovukForm):
    """Which of one's schools."""

    school = forms.ModelChoiceField(
        label="Which school joins?",
        queryset=Institution.objects.none(),
        empty_label="Select a school",
        error_messages={"required": "Select a school"},
    )

    def __init__(self, *args: Any, schools: InstitutionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "school", schools)
