"""Which institution is tied to which, and how."""

from typing import Any

from django import forms

from core.forms import DateField, GovukForm, Radios
from institutions.actions.ties import ENDS, Tie
from institutions.forms.named import InstitutionField
from institutions.forms.postcode import PostcodeField
from institutions.models import Institution

OF, TO = "of", "to"


class TieForm(GovukForm):
    """`institution` is one end; what may be said depends on its kind."""

    relation = forms.ChoiceField(label="What do you want to say?", widget=Radios)
    other = InstitutionField(
        label="The other institution",
        help_text="Its name, or its number",
        error_messages={"required": "Enter the name or the number of the other institution"},
    )
    established_on = DateField(label="Since when?", noun="First day", required=False)

    def __init__(self, *args: Any, institution: Institution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.institution = institution
        field = self.fields["relation"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = relations_of(institution)
        if len(field.choices) == 1:
            field.initial = field.choices[0][0]

    @property
    def told(self) -> dict[str, Any]:
        """As the action takes it."""
        kind, _, side = self.cleaned_data["relation"].partition("-")
        ends = (self.institution, self.cleaned_data["other"])
        of, to = ends if side == OF else reversed(ends)
        established_on = self.cleaned_data["established_on"]
        return {"kind": Tie(kind), "of": of, "to": to, "established_on": established_on}


def relations_of(institution: Institution) -> list[tuple[str, str]]:
    """What may be said of such an institution, from either end."""
    found = []
    for kind, ends in ENDS.items():
        if institution.kind in ends.of:
            found.append((f"{kind}-{OF}", f"It {kind.label} …"))
        if institution.kind in ends.to:
            found.append((f"{kind}-{TO}", f"It {kind.seen_from_the_other_end} …"))
    return found


class PartForm(GovukForm):
    """A site or unit that is not on Causeway yet."""

    kind = forms.TypedChoiceField(
        label="What is it?", coerce=Tie, widget=Radios, error_messages={"required": "Select what it is"}
    )
    name = forms.CharField(label="Its name", max_length=200)
    postcode = PostcodeField(label="Its postcode")

    def __init__(self, *args: Any, institution: Institution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        words = {
            Tie.SITE: "A site: the same organisation in another place",
            Tie.UNIT: "A unit: a part with its own contacts",
        }
        field.choices = [
            (kind.value, text) for kind, text in words.items() if institution.kind in ENDS[kind].to
        ]


class EndTieForm(GovukForm):
    ended_on = DateField(
        label="When did it end?", help_text="The first day on which it was so no more", noun="End date"
    )
