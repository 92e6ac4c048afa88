"""Which schools a university looks for."""

from typing import Any

from django import forms

from brokerage.queries.access_work import Ask, Route
from core.forms import FilterForm
from institutions.models import Measure, Phase
from institutions.queries.neighbourhoods import editions

DISTANCES = (10, 25, 50, 100)
USUAL_KM = 25
EVERY = "ALL"


class AccessWorkForm(FilterForm):
    """Everything is optional and lives in the address; what is left alone or makes no sense is the usual."""

    distance = forms.TypedChoiceField(
        label="Within",
        coerce=int,
        choices=[("", f"{USUAL_KM} km")] + [(km, f"{km} km") for km in DISTANCES if km != USUAL_KM],
        required=False,
    )
    phase = forms.ChoiceField(
        label="Schools",
        choices=[("", "Primary and secondary"), (Phase.PRIMARY, "Primary"), (Phase.SECONDARY, "Secondary")],
        required=False,
    )
    quintile = forms.ChoiceField(
        label="Neighbourhoods",
        choices=[
            ("", "The lowest two fifths"),
            ("1", "The lowest fifth"),
            (EVERY, "All, those not known too"),
        ],
        required=False,
    )
    measure = forms.ChoiceField(label="By", required=False)
    route = forms.ChoiceField(
        label="Route",
        choices=[
            ("", "Either route"),
            (Route.DIRECT, "Direct"),
            (Route.VIA_SECONDARY, "Through a secondary school"),
        ],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editions = editions()
        first, *others = [*self.editions] or [Measure.TUNDRA]
        self.usual_measure = first
        field = self.fields["measure"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", first.label), *((each.value, each.label) for each in others)]
        if not self.editions:
            del self.fields["measure"], self.fields["quintile"]

    @property
    def asked_for(self) -> Ask:
        """The valid part of what was asked."""
        asked = self.cleaned_data if self.is_bound else {}
        every = not self.editions or asked.get("quintile") == EVERY
        return Ask(
            kilometres=asked.get("distance") or USUAL_KM,
            measure=Measure(asked.get("measure") or self.usual_measure),
            quintile=None if every else int(asked.get("quintile") or 2),
            phase=asked.get("phase", ""),
            route=asked.get("route", ""),
        )
