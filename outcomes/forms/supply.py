"""What can be asked of the list of needs that nothing reaches."""

from typing import Any

from django import forms

from brokerage.queries.supply import Reached
from core.forms import FilterForm
from core.templatetags.words import lower_first
from institutions.models import SupportArea, Term, Vocabulary

NOTHING, ONLINE = "", "online"


class UnservedForm(FilterForm):
    """Area of support, sector of industry, and whether something online is counted as an answer."""

    area = forms.ChoiceField(
        label="Area of support", choices=[("", "All areas"), *SupportArea.choices], required=False
    )
    sector = forms.ChoiceField(label="Would like to hear from", required=False)
    reached = forms.ChoiceField(
        label="Reached by",
        choices=[(NOTHING, "No offer at all"), (ONLINE, "No offer in person")],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["sector"]
        assert isinstance(field, forms.ChoiceField)
        terms = Term.objects.of(Vocabulary.SECTOR).values_list("code", "label")
        field.choices = [("", "Anybody"), *terms]

    def narrow(self, needs: list[Reached]) -> list[Reached]:
        """With a sector, needs that name it and that nothing reaches from there."""
        asked = self.cleaned_data
        in_person = asked.get("reached") == ONLINE
        return [
            need
            for need in needs
            if need.sector == asked.get("sector", "")
            and need.support_area == (asked.get("area") or need.support_area)
            and (not need.in_person if in_person else need.is_unmet)
        ]

    @property
    def words(self) -> str:
        """What the list holds, as the end of “12 needs …”."""
        what = "no offer in person" if self.cleaned_data.get("reached") == ONLINE else "no offer"
        area, sector = self._label("area"), self._label("sector")
        return (
            f"{f'in {lower_first(area)} ' if area else ''}"
            f"that {what}{f' from {lower_first(sector)}' if sector else ''} reaches"
        )

    def _label(self, field: str) -> str:
        value = self.cleaned_data.get(field, "")
        return str(dict(self.fields[field].choices)[value]) if value else ""  # type: ignore[attr-defined]
