"""What is asked of an access plan: its years, its targets, how far they are, and what works towards them."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from core.dates import academic_year
from core.fields import offer_choices
from core.forms import Checkboxes, FilterForm, GovukForm, Radios
from outcomes.models import AccessPlan, AccessTarget, TargetYear
from outcomes.reports.access_plans import linkable
from partnerships.models import Collaboration, Partnership, Programme

LATEST = 50  # records to choose from; older ones belong to a programme or a partnership
YEARS_BACK, YEARS_AHEAD = 4, 6


class AmountField(forms.DecimalField):
    """A number to a tenth, as workbooks have them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_digits=8,
            decimal_places=1,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
            error_messages={"invalid": "Enter a number, like 12.5"},
            **kwargs,
        )


class YearField(forms.ChoiceField):
    """A school year around this one; the years move on with the clock."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_years, **kwargs)


def _years() -> list[tuple[str, str]]:
    this = int(academic_year(timezone.localdate())[:4])
    years = [f"{year}/{(year + 1) % 100:02d}" for year in range(this - YEARS_BACK, this + YEARS_AHEAD)]
    return [(year, year) for year in years]


class CountedWorkForm(FilterForm):
    """This school year and every stage, unless something else is asked for."""

    year = YearField(label="School year", required=False)
    stage = forms.ChoiceField(
        label="About", choices=[("", "Every stage"), *AccessTarget.Stage.choices], required=False
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"year": academic_year(timezone.localdate())})

    @property
    def chosen(self) -> dict[str, str]:
        given = self.cleaned_data if self.is_valid() else {}
        return {"year": given.get("year") or self.initial["year"], "stage": given.get("stage") or ""}


class AccessPlanForm(GovukForm):
    first_year = YearField(label="First school year")
    last_year = YearField(label="Last school year")
    url = forms.URLField(
        label="Where is it published?", max_length=300, required=False, assume_scheme="https"
    )


class AccessTargetForm(GovukForm):
    """One milestone for each year of the plan."""

    code = forms.RegexField(
        regex=r"^[A-Z]{2,4}_?\d{1,3}$",
        label="Code in your plan",
        help_text="Like PTA_1",
        max_length=12,
        error_messages={"invalid": "Enter a code like PTA_1"},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    stage = forms.ChoiceField(
        label="Which part of a student’s way is it about?", choices=AccessTarget.Stage, widget=Radios
    )
    words = forms.CharField(label="What is to change?", max_length=300)
    audience = forms.CharField(label="For whom?", max_length=200)
    unit = forms.ChoiceField(label="In what is it counted?", choices=AccessTarget.Unit, widget=Radios)
    baseline = AmountField(label="Where did it start?")
    baseline_year = YearField(label="In which school year was that?")

    def __init__(self, *args: Any, plan: AccessPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan_years = plan.years
        for year in self.plan_years:
            self.ask(self._name(year), AmountField(label=f"To be reached by the end of {year}"))

    def clean(self) -> dict[str, Any]:
        """The milestones together, as the action takes them."""
        given = super().clean() or {}
        milestones: dict[str, Decimal] = {
            year: given.pop(name) for year in self.plan_years if (name := self._name(year)) in given
        }
        return given | {"milestones": milestones}

    @staticmethod
    def _name(year: str) -> str:
        return f"milestone_{year[:4]}"


class TargetReportForm(GovukForm):
    year = forms.ModelChoiceField(
        label="At the end of which year?", queryset=TargetYear.objects.none(), empty_label=None
    )
    actual = AmountField(label="How far was it?")
    source = forms.CharField(label="Who says so, and where?", max_length=200)

    def __init__(self, *args: Any, target: AccessTarget, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "year", target.years.order_by("year"))


if TYPE_CHECKING:
    _Records = forms.ModelMultipleChoiceField[Collaboration]
else:  # generic for the type checker alone
    _Records = forms.ModelMultipleChoiceField


class RecordsField(_Records):
    """Each with its day: many records have the same name."""

    def label_from_instance(self, obj: Collaboration) -> str:
        return f"{obj}, {obj.starts_on:%-d %B %Y}"


class LinkWorkForm(GovukForm):
    """Everything that the provider takes part in and that does not count yet."""

    marks_optional = False
    partnerships = forms.ModelMultipleChoiceField(
        label="Partnerships", queryset=Partnership.objects.none(), widget=Checkboxes, required=False
    )
    programmes = forms.ModelMultipleChoiceField(
        label="Programmes", queryset=Programme.objects.none(), widget=Checkboxes, required=False
    )
    collaborations = RecordsField(
        label="Records of the log",
        help_text=f"The latest {LATEST}. Those of a linked partnership or programme count already.",
        queryset=Collaboration.objects.none(),
        widget=Checkboxes,
        required=False,
    )

    def __init__(self, *args: Any, target: AccessTarget, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partnerships, programmes, records = linkable(target)
        latest = records.order_by("-starts_on", "-pk").values_list("pk", flat=True)[:LATEST]
        offer_choices(self, "partnerships", partnerships.order_by("title", "pk"))
        offer_choices(self, "programmes", programmes.order_by("title", "pk"))
        shown = Collaboration.objects.filter(pk__in=list(latest)).select_related("activity_type")
        offer_choices(self, "collaborations", shown.order_by("-starts_on", "-pk"))
