"""Which school feeds which, and until when."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.text import format_lazy

from core.forms import DateField, GovukForm, Radios, SuggestInput
from institutions.models import Institution, Phase
from institutions.models.institution import InstitutionQuerySet
from institutions.queries.search import find

SHOWN = 6
NAMED = 3
FROM, TO = "FROM", "TO"
DIRECTIONS = {
    FROM: ("It receives pupils from a primary school", Phase.SECONDARY, Phase.PRIMARY),
    TO: ("It sends pupils on to a secondary school", Phase.PRIMARY, Phase.SECONDARY),
}


class FeederForm(GovukForm):
    """`institution` is one end of the link; only an all-through school has to say which."""

    direction = forms.ChoiceField(
        label="Which way do the pupils go?",
        choices=[(key, words) for key, (words, _, _) in DIRECTIONS.items()],
        widget=Radios,
        error_messages={"required": "Select which way the pupils go"},
    )
    school = forms.CharField(
        label="The other school",
        help_text="Its name, or its URN",
        max_length=200,
        widget=SuggestInput(source=format_lazy("{}?kind=SCHOOL", reverse_lazy("institutions:suggest"))),
        error_messages={"required": "Enter the name or the URN of the other school"},
    )
    established_on = DateField(label="Since when?", noun="Date the link began", required=False)

    def __init__(self, *args: Any, institution: Institution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.institution = institution
        possible = [key for key, (_, own, _) in DIRECTIONS.items() if own in institution.phases]
        self.only = possible[0] if len(possible) == 1 else ""
        if self.only:
            del self.fields["direction"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        direction = self.only or cleaned.get("direction")
        if direction and "school" in cleaned:
            try:
                other = self._meant(cleaned["school"], DIRECTIONS[direction][2])
            except ValidationError as error:
                self.add_error("school", error)
            else:
                ends = (other, self.institution) if direction == FROM else (self.institution, other)
                cleaned["primary"], cleaned["secondary"] = ends
        return cleaned

    def _meant(self, typed: str, phase: Phase) -> Institution:
        schools: InstitutionQuerySet = Institution.objects.open().filter(
            kind=Institution.Kind.SCHOOL, phases__contains=[phase]
        )
        found = list(find(typed, within=schools.defer("search")).institutions[:SHOWN])
        exact = [each for each in found if typed.casefold() in {each.name.casefold(), _full(each).casefold()}]
        if len(exact) == 1 or len(found) == 1:
            return (exact or found)[0]
        if not found:
            raise ValidationError(
                f"No open {phase.label.lower()} school matches “{typed}”. Check the spelling, or enter its URN."
            )
        named = ", ".join(f"{each.urn} for {_full(each)}" for each in found[:NAMED])
        raise ValidationError(f"More than one school matches “{typed}”. Enter its URN, such as {named}")


def _full(school: Institution) -> str:
    return ", ".join(filter(None, [school.name, school.town]))
