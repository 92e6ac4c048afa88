"""Where leavers went: counts for all, and for the disadvantaged among them."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from core.dates import academic_year
from core.fields import offer_choices
from core.forms import GovukForm, WholeNumberField
from institutions.models import GroupMembership, Institution
from institutions.models.institution import InstitutionQuerySet
from outcomes.models import Leavers

DESTINATIONS = {
    "higher_education": "In higher education",
    "further_education": "In further education",
    "apprenticeship": "In an apprenticeship",
    "employment": "In employment",
    "not_staying": "In none of these",
    "unknown": "Not known",
}
GROUPS = {"everybody": "", "disadvantaged": " (disadvantaged)"}
YEARS = 4
MOST = 10_000


class LeaversForm(GovukForm):
    """One cohort at a time. Whoever could not be reached is counted as not known, and stays in the cohort."""

    period = forms.ChoiceField(label="They left in the school year")
    partner = forms.ModelChoiceField(
        label="Partner university",
        queryset=Institution.objects.none(),
        required=False,
        help_text="One that works with the school in a partnership",
    )
    to_partner = WholeNumberField(
        label="Of those in higher education, at the partner university",
        required=False,
        min_value=0,
        max_value=MOST,
    )

    def __init__(self, *args: Any, institution: Institution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partner, to_partner = self.fields.pop("partner"), self.fields.pop("to_partner")
        for group, more in GROUPS.items():
            for name, label in DESTINATIONS.items():
                self.fields[f"{group}_{name}"] = WholeNumberField(
                    label=label + more, min_value=0, max_value=MOST
                )
        self.fields |= {"partner": partner, "to_partner": to_partner}
        period = self.fields["period"]
        assert isinstance(period, forms.ChoiceField)
        period.choices = [(year, year) for year in _years_that_are_over()]
        offer_choices(self, "partner", _partners(institution))

    @property
    def everybody(self) -> list[forms.BoundField]:
        return [self[f"everybody_{name}"] for name in DESTINATIONS]

    @property
    def disadvantaged(self) -> list[forms.BoundField]:
        return [self[f"disadvantaged_{name}"] for name in DESTINATIONS]

    def counts(self) -> dict[str, Any]:
        """As `record_leavers` takes them."""
        given = self.cleaned_data
        return {
            "period": given["period"],
            "partner": given["partner"],
            "to_partner": given["to_partner"] or 0,
            **{group: {name: given[f"{group}_{name}"] for name in Leavers.DESTINATIONS} for group in GROUPS},
        }


def _years_that_are_over() -> list[str]:
    this = int(academic_year(timezone.localdate())[:4])
    return [f"{first}/{(first + 1) % 100:02d}" for first in range(this - 1, this - 1 - YEARS, -1)]


def _partners(institution: Institution) -> InstitutionQuerySet:
    """Universities with which the school, or its trust, has a partnership."""
    trusts = GroupMembership.objects.current().filter(member=institution).values("group")
    together = Q(parties__partnership__parties__institution=institution) | Q(
        parties__partnership__parties__institution__in=trusts
    )
    universities = Institution.objects.filter(together, kind=Institution.Kind.UNIVERSITY)
    return universities.defer("search").distinct().order_by("name", "pk")
