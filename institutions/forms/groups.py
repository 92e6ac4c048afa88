"""What is asked of a group, and of who joins it."""

from typing import Any

from django import forms
from django.utils import timezone

from core.fields import KindField, WordsField, offer_choices
from core.forms import Checkboxes, DateField, FilterForm, GovukForm, Radios
from institutions.forms.named import InstitutionField
from institutions.forms.postcode import PostcodeField
from institutions.models import Area, Group, GroupKind

OFFERED = (Area.Kind.REGION, Area.Kind.LSIP, Area.Kind.COMBINED_AUTHORITY, Area.Kind.LOCAL_AUTHORITY)


class StartGroupForm(GovukForm):
    kind = KindField(GroupKind, label="What kind of group is it?")
    name = forms.CharField(label="Name of the group", max_length=200)
    postcode = PostcodeField(
        label="Postcode of where it is run from", help_text="Of a member’s office, for example"
    )
    purpose = WordsField(
        label="What is it for?", help_text="Shown to everyone. Do not name pupils.", rows=4, max_length=1_500
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "kind", GroupKind.objects.founded_here())


class DescribeGroupForm(GovukForm):
    """`catchment` is asked only of a kind that serves areas."""

    purpose = WordsField(
        label="What is it for?", help_text="Shown to everyone. Do not name pupils.", rows=4, max_length=1_500
    )
    catchment = forms.ModelMultipleChoiceField(
        Area.objects.none(),
        to_field_name="code",
        label="Which areas does it serve?",
        widget=Checkboxes(css="govuk-checkboxes--small"),
        required=False,
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if group.kind.has_catchment:
            areas = Area.objects.current().filter(kind__in=OFFERED)
            offer_choices(self, "catchment", areas.order_by("kind", "name"))
        else:
            del self.fields["catchment"]


class AskToJoinForm(GovukForm):
    member = InstitutionField(
        label="Which institution do you ask?",
        help_text="Its name, or its number. Its own people decide, and say since when it has belonged.",
        error_messages={"required": "Enter the name or the number of the institution"},
    )


class AnswerAffiliationForm(GovukForm):
    accept = forms.TypedChoiceField(
        label="Does your institution belong to the group?",
        choices=[("yes", "Yes, we belong to it"), ("no", "No")],
        coerce=lambda answer: answer == "yes",
        widget=Radios,
        error_messages={"required": "Select whether your institution belongs to the group"},
    )
    joined_on = DateField(
        label="If yes, since when?",
        help_text="Today, or an earlier day when you have belonged for longer",
        noun="Day of joining",
        required=False,
        initial=timezone.localdate,
    )


class LetActForm(GovukForm):
    may_act = forms.TypedChoiceField(
        label="May it make offers to schools in your name?",
        choices=[("yes", "Yes, from today until we take it back"), ("no", "No")],
        coerce=lambda answer: answer == "yes",
        widget=Radios,
        error_messages={"required": "Select yes or no"},
    )


class EndAffiliationForm(GovukForm):
    left_on = DateField(
        label="From which day is it no member any more?", noun="Day of leaving", initial=timezone.localdate
    )


class GroupsForm(FilterForm):
    """Which groups the list has."""

    kind = forms.ModelChoiceField(
        GroupKind.objects.none(),
        to_field_name="code",
        label="Kind",
        empty_label="All kinds",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "kind", GroupKind.objects.filter(is_registered=False).order_by("position"))
