"""What an institution says about itself: its "work with us" page and who answers for what."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.fields import KindField, WordsField, offer_choices
from core.forms import DateField, GovukForm, Radios, WholeNumberField
from institutions.forms.named import InstitutionField
from institutions.forms.questions import YES_NO
from institutions.models import Institution, RoleType, Seniority
from institutions.queries.roles import role_types_for


class WelcomeForm(GovukForm):
    wants = WordsField(
        label="What would help most?",
        help_text="In your own words: the subjects, year groups and kinds of help. Do not name pupils.",
        rows=6,
        max_length=1_000,
        required=False,
    )
    response_days = WholeNumberField(
        label="How many days does an answer usually take?",
        help_text="Shown on the page, so that people know what to expect",
        min_value=1,
        max_value=60,
        error_messages={"required": "Enter the number of days that an answer usually takes"},
    )
    contact_email = forms.EmailField(
        label="E-mail address for this role",
        help_text="Given to a partner once you have both said yes. It is never shown on the page.",
        max_length=254,
        required=False,
    )
    involves_parents_association = forms.TypedChoiceField(
        label="Does the parent–teacher association take part in work with partners?",
        help_text="Name its contact among the roles, so that partners know whom to ask for",
        choices=YES_NO,
        coerce=lambda typed: typed == "True",
        empty_value=None,
        widget=Radios(css="govuk-radios--inline"),
        required=False,
    )


class ChooseRoleForm(GovukForm):
    """The roles that somebody may hold at such an institution: those it must have come first."""

    page_heading = "role"
    role = KindField(RoleType, label="Which role?", noun="role")

    def __init__(self, *args: Any, institution: Institution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "role", role_types_for(institution))


class AppointForm(GovukForm):
    """Name and dates, and the details that the type of role asks."""

    name = forms.CharField(
        label="Full name", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.EmailField(
        label="E-mail address",
        help_text="Seen only by people who look after this institution",
        max_length=254,
        required=False,
    )
    started_on = DateField(label="When does the role start?", noun="Start date")
    term_ends_on = DateField(
        label="When does the term end?",
        help_text="For governors, for example. We show it from sixty days before.",
        noun="Date the term ends",
        required=False,
    )
    remit = forms.CharField(
        label="What for?", help_text="A subject or a field of work", max_length=80, required=False
    )
    seniority = forms.ChoiceField(
        label="How senior are they at their own place?", choices=Seniority, widget=Radios, required=False
    )
    affiliation = InstitutionField(
        label="Which organisation do they come from?",
        help_text="A university or an employer, for example",
        required=False,
    )
    recognition = WordsField(
        label="How is the role recognised?",
        help_text="In pay and conditions. Seen only by people who look after this institution",
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, role_type: RoleType, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for detail in RoleType.Detail:
            if detail not in role_type.asks:
                del self.fields[detail.value.lower()]
        if years := role_type.term_years:
            self.fields["term_ends_on"].help_text = f"Left empty: {years} years after the start"


class EndRoleForm(GovukForm):
    ended_on = DateField(
        label="When does the role end?",
        help_text="The first day without this person in the role",
        noun="End date",
    )

    def clean_ended_on(self) -> Any:
        """A slip in the year would hide a vacancy for long."""
        day = self.cleaned_data["ended_on"]
        if day > timezone.localdate() + timedelta(days=366):
            raise ValidationError("End date must be within a year from today")
        return day
