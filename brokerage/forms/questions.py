"""The questions of the offer journey, one form a page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from brokerage.actions.facts import FURTHEST_KM, MOST_DETAILS, MOST_PLACES, check_days, check_years
from brokerage.models import Offer, OfferKind
from brokerage.queries.journey import asked_close_by, kinds_to_offer
from core import privacy
from core.errors import RuleBroken
from core.fields import WordsField, offer_choices
from core.forms import (
    Checkboxes,
    DateField,
    GovukForm,
    Radios,
    WholeNumberField,
    rule_errors_on,
)
from core.wizard import Answers
from institutions.actions import refuse_known_institution
from institutions.forms.questions import MOST_NAMED, InstitutionsField
from institutions.forms.terms import TermField
from institutions.models import Institution, SupportArea, Term, Vocabulary, YearGroup
from institutions.queries.places import place_of, tidy_postcode
from partnerships.queries.partners import recent_partners

USUAL_REACH_KM = 25
POSTCODE_MESSAGE = "Enter a full postcode in England, like LS1 4AP"

# “I have …”, beside the haves of the kinds: one hour, which is a kind in itself, and anything else.
HOUR, ANYTHING = "HOUR", "ANYTHING"
HAVES = [
    (HOUR, "One hour on one day"),
    *OfferKind.Have.choices,
    (ANYTHING, "Something else"),
]
HAVE_HINTS = {
    HOUR: "Four short questions",
    "TIME": "To talk, to mentor, to set a project",
    "WORKPLACE": "To visit or to work in",
    "THINGS": "To use, to borrow or to give",
    "EXPERTISE": "Including people who could be governors",
    "CAMPUS": "Its campus, its subjects, its students",
    "SCHOOL": "What you are good at, for other schools",
    ANYTHING: "See everything that schools look for",
}


class StartForm(GovukForm):
    """“I have this, near here.”"""

    have = forms.ChoiceField(
        label="What do you have?",
        choices=HAVES,
        widget=Radios(hints=HAVE_HINTS),
        error_messages={"required": "Select what you have"},
    )
    near = forms.CharField(
        label="Near which postcode?",
        help_text="Where you are, for example LS1 4AP",
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "postal-code"}),
    )

    def clean_near(self) -> str:
        return _postcode(self.cleaned_data["near"])


class KindForm(GovukForm):
    """Several ways to help with what the person has, each with how many schools close by ask for such a thing."""

    wants_answers = True
    page_heading = "kind"
    kind = forms.ModelChoiceField(
        label="What can you offer?",
        queryset=Term.objects.none(),
        to_field_name="code",
        empty_label=None,
        widget=Radios(),
        error_messages={"required": "Select what you can offer"},
    )

    def __init__(self, *args: Any, answers: Answers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ModelChoiceField)
        kinds = kinds_to_offer(have=answers.get("have", ANYTHING), provider=answers.get("provider"))
        kind.queryset = kinds
        kind.widget.hints = SimpleLazyObject(lambda: asked_close_by(kinds, near=answers.get("near", "")))


class ForWhomForm(GovukForm):
    """Whoever acts for a group may offer for it, or for a member that lets the group act in its name."""

    wants_answers = True
    page_heading = "provider"
    provider = forms.ModelChoiceField(
        label="For whom do you make this offer?",
        queryset=Institution.objects.none(),
        empty_label=None,
        widget=Radios(),
        error_messages={"required": "Select for whom you make the offer"},
    )

    def __init__(self, *args: Any, answers: Answers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = [answers["provider"].pk, *answers["members"].values_list("pk", flat=True)]
        offer_choices(self, "provider", Institution.objects.filter(pk__in=possible).order_by("name", "pk"))


class WhatForm(GovukForm):
    heading = "Your offer in a few words"
    title = forms.CharField(
        label="Give it a short title",
        help_text="For example: A talk about becoming an engineer",
        max_length=120,
        error_messages={"required": "Enter a short title"},
    )
    details = WordsField(
        label="What happens?",
        help_text="How long it takes, for how many pupils, what the school needs to have ready",
        rows=5,
        max_length=MOST_DETAILS,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for field in ("title", "details"):
            with rule_errors_on(self):
                privacy.refuse_personal_data(cleaned.get(field, ""), field=field)
        return cleaned


class HourForm(GovukForm):
    page_heading = "title"
    title = forms.CharField(
        label="What would you do in the hour?",
        help_text="For example: Talk about becoming an engineer",
        max_length=120,
        error_messages={"required": "Enter what you would do in the hour"},
    )


class DayForm(GovukForm):
    page_heading = "day"
    day = DateField(label="On which date?", noun="Date")

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise ValidationError("Date must be today or in the future")
        return day


class AreasForm(GovukForm):
    page_heading = "areas"
    areas = forms.MultipleChoiceField(
        label="What does it help with?",
        help_text="Select all that apply",
        choices=SupportArea.choices,
        widget=Checkboxes(),
        error_messages={"required": "Select at least one thing that it helps with"},
    )


class WhereForm(GovukForm):
    """In person needs a postcode; online needs nothing more."""

    wants_answers = True
    heading = "Where does it happen?"
    marks_optional = False  # whether the postcode is needed depends on the first answer, so its hint says it
    delivery = forms.ChoiceField(
        label="Where?",
        choices=Offer.Delivery.choices,
        widget=Radios(),
        error_messages={"required": "Select where it happens"},
    )
    postcode = forms.CharField(
        label="Your postcode",
        help_text="Not needed for an online offer. Schools see how far away you are, not the postcode.",
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "postal-code"}),
    )

    def __init__(self, *args: Any, answers: Answers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["postcode"].initial = answers.get("near", "")

    def clean_postcode(self) -> str:
        return _postcode(self.cleaned_data["postcode"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("delivery") == Offer.Delivery.ONLINE:
            cleaned |= {"postcode": "", "reach_km": ""}
        elif cleaned.get("delivery") and cleaned.get("postcode") == "":
            self.add_error("postcode", "Enter the postcode that you come from or that schools come to")
        return cleaned


class WhereAndHowFarForm(WhereForm):
    reach_km = forms.ChoiceField(
        label="For schools how far away?",
        help_text="In a straight line",
        choices=[
            ("5", "Up to 5 km"),
            ("10", "Up to 10 km"),
            ("25", "Up to 25 km"),
            ("50", "Up to 50 km"),
            ("100", "Up to 100 km"),
            (str(FURTHEST_KM), "All of England"),
        ],
        initial=str(USUAL_REACH_KM),
        required=False,
    )


class AgesForm(GovukForm):
    page_heading = "ages"
    ages = forms.MultipleChoiceField(
        label="For which ages?",
        help_text="Select all that apply",
        choices=[
            ("EARLY_YEARS", "Under 5: early years"),
            ("PRIMARY", "5 to 11: primary"),
            ("SECONDARY", "11 to 16: secondary"),
            ("POST_16", "16 to 19: sixth form or college"),
        ],
        widget=Checkboxes(),
        error_messages={"required": "Select at least one age group"},
    )


class AgesAndYearsForm(AgesForm):
    page_heading = ""
    heading = "For which pupils?"
    year_groups = forms.MultipleChoiceField(
        label="Only for some years?",
        help_text="Leave empty if all years of these ages can have it",
        choices=[choice for choice in YearGroup.choices if choice[0] != YearGroup.YEAR_14],
        widget=Checkboxes(css="govuk-checkboxes--small cw-columns"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        with rule_errors_on(self):
            check_years(cleaned.get("year_groups", []), cleaned.get("ages", []))
        return cleaned


class PlacesForm(GovukForm):
    page_heading = "places"
    places = WholeNumberField(
        label="How many schools can you help in a year?",
        help_text="You are never asked by more than that. You can change it later.",
        min_value=1,
        max_value=MOST_PLACES,
        error_messages={"required": "Enter how many schools you can help in a year"},
    )


class DatesForm(GovukForm):
    """All may stay open."""

    heading = "When can schools have it?"
    available_from = DateField(
        label="From when?", help_text="Leave both empty if any time suits", noun="First day", required=False
    )
    available_to = DateField(label="Until when?", noun="Last day", required=False)
    terms = forms.MultipleChoiceField(
        label="In which terms?",
        choices=Offer.SchoolTerm.choices,
        widget=Checkboxes(css="govuk-checkboxes--small"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        with rule_errors_on(self):
            check_days(cleaned.get("available_from"), cleaned.get("available_to"))
        return cleaned


class AdultsForm(GovukForm):
    """What the school may count on. Nobody is asked for a certificate: a school has no right to see one."""

    page_heading = "assurance"
    assurance = forms.ChoiceField(
        label="How will your people be with pupils?",
        help_text="The school decides how it welcomes visitors. We never ask for checks or certificates.",
        choices=Offer.Assurance.choices,
        widget=Radios(),
        error_messages={"required": "Select how your people will be with pupils"},
    )


class WhoForm(GovukForm):
    """Asked of institutions that are known here, because they may have partners, and rivals."""

    page_heading = "visibility"
    visibility = forms.ChoiceField(
        label="Who may see it?",
        choices=Offer.Visibility.choices,
        initial=Offer.Visibility.EVERYONE,
        widget=Radios(),
        error_messages={"required": "Select who may see it"},
    )


class NamedForm(GovukForm):
    """Those who come first, with the day from which everyone sees it; or those who never see it."""

    wants_answers = True
    heading = "Which institutions?"
    named = InstitutionsField()
    everyone_from = DateField(label="From which day does everyone see it?", noun="Day")

    def __init__(self, *args: Any, answers: Answers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if answers.get("visibility") == Offer.Visibility.NAMED_FIRST:
            partners = recent_partners(answers["provider"], limit=MOST_NAMED)
            self.fields["named"].initial = "\n".join(partner.urn or partner.name for partner in partners)
            self.fields["named"].label = "Who sees it first?"
        else:
            self.fields["named"].label = "Who does not see it?"
            del self.fields["everyone_from"]


class OrganisationForm(GovukForm):
    heading = "Your organisation"
    organisation_name = forms.CharField(
        label="Name of the organisation",
        help_text="If you work for yourself, your trading name or your own name",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": "Enter the name of the organisation"},
    )
    organisation_kind = forms.ChoiceField(
        label="What is it?",
        choices=[
            (Institution.Kind.EMPLOYER.value, "A business or somebody who works for themselves"),
            (Institution.Kind.PUBLIC_BODY.value, "A public body"),
            (Institution.Kind.CHARITY.value, "A charity or community organisation"),
            (Institution.Kind.OTHER.value, "Something else"),
        ],
        widget=Radios(),
        error_messages={"required": "Select what the organisation is"},
    )
    size_band = forms.ChoiceField(
        label="How many people work there?",
        choices=[("", "Choose a size"), *Institution.SizeBand.choices],
        error_messages={"required": "Select how many people work there"},
    )
    sector = TermField(Vocabulary.SECTOR, label="Sector", empty_label="Choose a sector", required=False)
    organisation_postcode = forms.CharField(
        label="Postcode of the organisation",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "postal-code"}),
        error_messages={"required": "Enter the postcode of the organisation"},
    )

    def clean_organisation_postcode(self) -> str:
        tidy = tidy_postcode(self.cleaned_data["organisation_postcode"])
        if not tidy:
            raise ValidationError(POSTCODE_MESSAGE)
        return tidy

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"organisation_name", "organisation_postcode"} <= cleaned.keys():
            try:
                refuse_known_institution(
                    name=cleaned["organisation_name"], postcode=cleaned["organisation_postcode"]
                )
            except RuleBroken as refusal:
                self.add_error("organisation_name", refusal.message)
        return cleaned


class PersonForm(GovukForm):
    heading = "Your details"
    person_name = forms.CharField(
        label="Your full name",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter your full name"},
    )
    email = forms.EmailField(
        label="Your work e-mail address",
        help_text="We send you a link to publish the offer, and later the schools that ask for it. It is never shown.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Enter your e-mail address"},
    )


def _postcode(typed: str) -> str:
    """The postcode as it is written, when it is somewhere in England; nothing for nothing."""
    if not typed.strip():
        return ""
    if place_of(typed) is None:
        raise ValidationError(POSTCODE_MESSAGE)
    return tidy_postcode(typed)
