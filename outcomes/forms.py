"""What can be asked of coverage."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from core.forms import FilterForm
from institutions.models import Phase, PriorityList, SupportArea
from outcomes.reports.coverage import Filters


class CoverageForm(FilterForm):
    """Which schools to count, and what counts as covered. Everything is optional and lives in the address."""

    phase = forms.ChoiceField(label="Phase", choices=[("", "All phases"), *Phase.choices], required=False)
    schools = forms.ChoiceField(
        label="Schools",
        choices=[
            ("", "All schools"),
            ("rural", "Rural schools"),
            ("small", "Small schools (under 100 pupils)"),
            ("utc", "University technical colleges"),
        ],
        required=False,
    )
    priority_list = forms.ChoiceField(label="Priority list", required=False)
    measure = forms.ChoiceField(
        label="Count as covered",
        choices=[("", "An activity in the last 12 months"), ("effective", "An effective relationship")],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists = PriorityList.objects.in_force(_today()).order_by("name", "pk")
        self.fields["priority_list"].choices = [  # type: ignore[attr-defined]
            ("", "On a list or not"),
            *((str(each.pk), each.name) for each in lists),
        ]

    @property
    def filters(self) -> Filters:
        """The valid part of what was asked; an address with nonsense in it counts everything."""
        asked = self.cleaned_data if self.is_bound else {}
        return Filters(
            phase=asked.get("phase", ""),
            kind=asked.get("schools", ""),
            priority_list=int(asked["priority_list"]) if asked.get("priority_list") else None,
        )

    @property
    def is_effective(self) -> bool:
        return self.is_bound and self.cleaned_data.get("measure") == "effective"


class NothingForm(CoverageForm):
    """The list of schools with nothing, in one area of support or in none of them."""

    area = forms.ChoiceField(
        label="Nothing in", choices=[("", "Any area of support"), *SupportArea.choices], required=False
    )

    @property
    def support_area(self) -> SupportArea | None:
        area = self.cleaned_data.get("area") if self.is_bound else ""
        return SupportArea(area) if area else None


def _today() -> date:
    return timezone.localdate()
