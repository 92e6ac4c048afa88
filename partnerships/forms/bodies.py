"""What is asked of a body and of those who sit on it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.fields import RevisionField, WordsField, offer_choices
from core.forms import DateField, GovukForm, Radios, WholeNumberField
from institutions.forms.named import InstitutionField
from institutions.models import Institution, Seniority
from partnerships.access import Owner
from partnerships.actions import Charter, Seat
from partnerships.forms.partnership import MOST_WORDS, name_field
from partnerships.models import Body, BodyKind, BodyMember, Partnership
from partnerships.queries.bodies import owner_kind


class CharterForm(GovukForm):
    """What a body is for. `body`: the one that is changed."""

    kind = forms.ModelChoiceField(
        label="What kind of body is it?",
        queryset=BodyKind.objects.none(),
        empty_label=None,
        widget=Radios(css="govuk-radios--small"),
        error_messages={"required": "Select what kind of body it is"},
    )
    name = forms.CharField(
        label="What is it called?",
        help_text="For example: Steering group of Engineers in every school",
        max_length=200,
        error_messages={"required": "Enter its name"},
    )
    remit = WordsField(
        label="What is it for?",
        help_text="What it decides or advises on",
        max_length=MOST_WORDS,
        required=False,
    )
    meets_every = WholeNumberField(
        label="How often does it meet?",
        help_text="Months from one meeting to the next: 3 for once a term",
        min_value=1,
        max_value=24,
        required=False,
    )
    started_on = DateField(label="Since when?", noun="Day it was set up", initial=timezone.localdate)
    ends_on = DateField(
        label="Until when?",
        help_text="Where it is set up for a term, or has ended",
        noun="End of its term",
        required=False,
    )
    revision = RevisionField(required=False)

    def __init__(self, *args: Any, owner: Owner, body: Body | None = None, **kwargs: Any) -> None:
        if body is not None:
            plain = ("name", "remit", "meets_every", "started_on", "ends_on", "revision")
            kwargs["initial"] = {"kind": body.kind_id} | {name: getattr(body, name) for name in plain}
        super().__init__(*args, **kwargs)
        kinds = BodyKind.objects.select_related("term").filter(owners__contains=[owner_kind(owner)])
        offer_choices(self, "kind", kinds.order_by("term__position"))

    def charter(self) -> Charter:
        return Charter(**{name: value for name, value in self.cleaned_data.items() if name != "revision"})


class SeatForm(GovukForm):
    """Somebody on a body: for one of the parties, or for another institution that is typed in."""

    name = name_field(label="Who is it?", error_messages={"required": "Enter the name"})
    party = forms.ModelChoiceField(
        label="For which party?",
        queryset=Institution.objects.none(),
        empty_label="Select one, or name another below",
        required=False,
    )
    other = InstitutionField(label="For which institution?", required=False)
    seniority = forms.ChoiceField(
        label="How senior are they at their own place?",
        choices=Seniority.choices,
        widget=Radios(css="govuk-radios--small"),
        error_messages={"required": "Select how senior they are"},
    )
    role = forms.ChoiceField(
        label="As what?",
        choices=BodyMember.Role.choices,
        widget=Radios(
            css="govuk-radios--small",
            hints={BodyMember.Role.CHAIR: "Whoever chairs it now stays as a member"},
        ),
        initial=BodyMember.Role.MEMBER,
    )
    nominated_by = InstitutionField(label="Who nominated them?", required=False)
    joined_on = DateField(label="From which day?", noun="Date", initial=timezone.localdate)

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(body.owner, Partnership):
            parties = body.owner.parties.current().values("institution")
            offer_choices(self, "party", Institution.objects.filter(pk__in=parties).order_by("name", "pk"))
            self.fields["other"].label = "If for another institution, which?"
        else:
            del self.fields["party"]
            self.fields["other"].required = True
        if not body.kind.is_nominated:
            del self.fields["nominated_by"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "other" in cleaned and not (cleaned.get("party") or cleaned["other"]):
            raise ValidationError({"other": "Say for which institution they sit on it"})
        return cleaned

    def seat(self) -> Seat:
        told = dict(self.cleaned_data)
        party, other = told.pop("party", None), told.pop("other")
        return Seat(institution=party or other, **told)


class EndSeatForm(GovukForm):
    left_on = DateField(
        label="Since when do they sit on it no more?", noun="Date", initial=timezone.localdate
    )
