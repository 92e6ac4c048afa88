"""What can be asked of the report on unmet need."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from core.dates import academic_year, academic_year_days
from core.forms import FilterForm
from institutions.models import Area, SupportArea

YEARS = 3


class UnmetForm(FilterForm):
    """School year, authority and area of support. Everything lives in the address."""

    year = forms.ChoiceField(label="School year", required=False)
    authority = forms.ModelChoiceField(
        label="Local authority",
        queryset=Area.objects.none(),
        to_field_name="code",
        empty_label="All that you look after",
        required=False,
    )
    area = forms.ChoiceField(
        label="Area of support", choices=[("", "All areas"), *SupportArea.choices], required=False
    )

    def __init__(self, *args: Any, authorities: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year, authority = self.fields["year"], self.fields["authority"]
        assert isinstance(year, forms.ChoiceField)
        assert isinstance(authority, forms.ModelChoiceField)
        year.choices = [(each, each) for each in _years()]
        authority.queryset = authorities

    @property
    def asked(self) -> dict[str, Any]:
        """The valid part of what was asked; an address with nonsense in it asks for this year and everything."""
        return {
            "days": academic_year_days(self.cleaned_data.get("year") or _years()[0]),
            "area": self.cleaned_data.get("area", ""),
        }


def _years() -> list[str]:
    today = timezone.localdate()
    return [academic_year(date(today.year - back, today.month, 1)) for back in range(YEARS)]
