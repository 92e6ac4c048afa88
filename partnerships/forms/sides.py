"""What one party says of itself, and what it brings."""

from typing import Any

from django import forms

from core.fields import RevisionField, WordsField, offer_choices
from core.forms import Checkboxes, GovukForm, Radios, WholeNumberField
from institutions.forms.terms import TermField, TermsField
from institutions.models import RoleHolder, Seniority, Term, Vocabulary
from institutions.models.role_holder import SPONSOR
from partnerships.actions import Side
from partnerships.forms.partnership import MOST_WORDS, SMALL, name_field
from partnerships.models import Party
from partnerships.queries.record import Record


class SideForm(GovukForm):
    """Its goal, its sponsor, its role, and what it leads on. `record` says which lines are free."""

    goal = WordsField(
        label="What do you want from this partnership?",
        help_text="Your own goal in a sentence or two. The other parties see it, so that each knows what it is for.",
        max_length=MOST_WORDS,
        rows=4,
        error_messages={"required": "Enter what you want from this partnership"},
    )
    benefit = WordsField(label="What do you expect to gain?", max_length=MOST_WORDS, required=False)
    sponsor = name_field(
        label="Who is your executive sponsor?",
        help_text="The senior person who stands behind it. The other parties see the name.",
        required=False,
    )
    sponsor_seniority = forms.ChoiceField(
        label="How senior are they?",
        choices=Seniority.choices,
        widget=Radios(css="govuk-radios--small"),
        required=False,
    )
    roles = TermsField(
        Vocabulary.PARTY_ROLE,
        label="What is your role in it?",
        help_text="None, where nobody has a special one",
        widget=Checkboxes(css=f"{SMALL} cw-columns"),
        required=False,
    )
    lines = forms.ModelMultipleChoiceField(
        Term.objects.none(),
        label="What do you lead on?",
        help_text="What another party leads on is not listed",
        to_field_name="code",
        widget=Checkboxes(css=f"{SMALL} cw-columns"),
        required=False,
    )
    pupils = WholeNumberField(
        label="How many pupils do you send?", min_value=0, max_value=10_000, required=False
    )
    revision = RevisionField()

    def __init__(self, *args: Any, party: Party, record: Record, **kwargs: Any) -> None:
        own = [each.line for each in record.responsibilities if each.lead_id == party.pk]
        initial = {
            "goal": party.goal,
            "benefit": party.benefit,
            **_sponsor(party),
            "roles": [role.code for role in party.roles.all()],
            "lines": [line.code for line in own],
            "pupils": party.pupils,
            "revision": party.revision,
        }
        super().__init__(*args, initial=initial, **kwargs)
        free = [line.pk for line in (*record.open_lines, *own)]
        offer_choices(self, "lines", Term.objects.filter(pk__in=free).order_by("vocabulary", "position"))
        if record.kind is None or not record.kind.counts_pupils:
            del self.fields["pupils"]

    def side(self) -> Side:
        said = self.cleaned_data
        return Side(**{name: value for name, value in said.items() if name != "revision"})


def _sponsor(party: Party) -> dict[str, str]:
    """Whom it named; as long as it named nobody, who is its executive sponsor by role, where that is one person."""
    if party.sponsor:
        return {"sponsor": party.sponsor, "sponsor_seniority": party.sponsor_seniority}
    holders = RoleHolder.objects.current().filter(institution=party.institution)
    named = list(holders.filter(role_type__code=SPONSOR).values_list("name", "seniority")[:2])
    [(name, seniority)] = named if len(named) == 1 else [("", "")]
    return {"sponsor": name, "sponsor_seniority": seniority}


class AssetForm(GovukForm):
    asset_type = TermField(
        Vocabulary.ASSET_TYPE,
        label="What do you bring?",
        widget=Radios(css="govuk-radios--small"),
        error_messages={"required": "Select what you bring"},
    )
    words = forms.CharField(
        label="In a few words",
        help_text="For example: the sports hall on Saturdays",
        max_length=200,
        error_messages={"required": "Say in a few words what it is"},
    )
    value = WholeNumberField(
        label="What is it worth, in pounds?",
        help_text="An estimate will do. For cash, the sum.",
        min_value=1,
        required=False,
    )
