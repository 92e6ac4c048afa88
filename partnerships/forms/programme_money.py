"""What is asked of a part of a programme's budget."""

from typing import TYPE_CHECKING, Any

from django import forms

from core.fields import PoundsField, offer_choices
from core.forms import GovukForm
from institutions.forms.named import InstitutionField
from institutions.forms.terms import TermField
from institutions.models import Area, Institution, Vocabulary
from partnerships.actions.programme_money import FUNDS
from partnerships.forms.programme import places_of_programmes
from partnerships.models import Cohort, Programme

if TYPE_CHECKING:
    _Cohort = forms.ModelChoiceField[Cohort]
else:  # generic for the type checker alone
    _Cohort = forms.ModelChoiceField


class YearOfProgrammeField(_Cohort):
    """The programme stands above the question, so the year says enough."""

    def label_from_instance(self, obj: Cohort) -> str:
        return obj.year


class AllocationForm(GovukForm):
    """One part of one year's money."""

    cohort = YearOfProgrammeField(label="Of which year?", queryset=Cohort.objects.none(), empty_label=None)
    pounds = PoundsField(label="How much, in pounds?", min_value=1)
    funder = forms.ModelChoiceField(
        label="Who pays it?",
        help_text="Whoever leads it, and those whom you named as funders",
        queryset=Institution.objects.none(),
        empty_label=None,
    )
    recipient = InstitutionField(
        label="To which organisation does it go?",
        help_text="Left empty: to nobody yet, or to an area",
        required=False,
    )
    area = forms.ModelChoiceField(
        label="Or to which area?",
        queryset=Area.objects.none(),
        to_field_name="code",
        required=False,
        empty_label="To no area",
    )
    purpose = TermField(
        Vocabulary.SPENDING_PURPOSE, label="What for?", required=False, empty_label="No purpose said"
    )
    spent = PoundsField(
        label="How much of it was spent, in pounds?",
        help_text="When you know it",
        min_value=0,
        required=False,
    )
    source = forms.CharField(
        label="Who says so, and where?",
        help_text="Like “Grant letter of March 2026”",
        max_length=200,
        error_messages={"required": "Enter who says so, and where"},
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "cohort", programme.cohorts.order_by("-year"))
        funders = programme.parties.filter(role__in=FUNDS).values("institution")
        offer_choices(self, "funder", Institution.objects.filter(pk__in=funders).order_by("name", "pk"))
        offer_choices(self, "area", places_of_programmes())
