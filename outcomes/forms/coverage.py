"""What can be asked of coverage."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from core.dates import academic_year
from core.forms import DayInput, FilterForm
from core.templatetags.words import lower_first
from institutions.models import Area, DesignationKind, Phase, PriorityList, SupportArea
from outcomes.models import SchoolCoverage
from outcomes.reports import coverage
from outcomes.reports.coverage import Filters

KINDS = (
    ("priority", "Schools on a priority list"),
    ("rural", "Rural schools"),
    ("urban", "Schools in towns and cities"),
    ("small", "Small schools (under 100 pupils)"),
    ("trust", "Schools in a trust of several schools"),
    ("alone", "Schools in no such trust"),
    ("academy", "Academies and free schools"),
    ("maintained", "Maintained schools and colleges"),
    ("utc", "University technical colleges"),
)


class PhaseForm(FilterForm):
    """Schools of one phase, or all."""

    phase = forms.ChoiceField(label="Phase", choices=[("", "All phases"), *Phase.choices], required=False)

    @property
    def filters(self) -> Filters:
        """The valid part of what was asked; an address with nonsense in it counts everything."""
        return Filters(phase=self.cleaned_data.get("phase", "") if self.is_bound else "")


class SchoolsForm(PhaseForm):
    """Which schools to count. Everything is optional and lives in the address."""

    schools = forms.ChoiceField(
        label="Schools",
        choices=[("", "All schools"), *KINDS],
        required=False,
    )
    priority_list = forms.ChoiceField(label="Priority list", required=False)
    designation = forms.ChoiceField(label="Designated areas and schools", required=False)
    on = forms.DateField(label="As at", widget=DayInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists = PriorityList.objects.in_force().order_by("name", "pk")
        field = self.fields["priority_list"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "On a list or not"), *((str(each.pk), each.name) for each in lists)]
        kinds = DesignationKind.objects.order_by("position").values_list("code", "label")
        field = self.fields["designation"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Designated or not"), *kinds]

    @property
    def filters(self) -> Filters:
        asked = self.cleaned_data if self.is_bound else {}
        return Filters(
            phase=asked.get("phase", ""),
            kind=asked.get("schools", ""),
            priority_list=int(asked["priority_list"]) if asked.get("priority_list") else None,
            designation=asked.get("designation", ""),
            on=asked.get("on"),
        )


class CoverageForm(SchoolsForm):
    """Which schools to count, and what counts as covered."""

    measure = forms.ChoiceField(
        label="Count as covered",
        choices=[("", "An activity in the last 12 months"), ("effective", "An effective relationship")],
        required=False,
    )

    @property
    def is_effective(self) -> bool:
        return self.is_bound and self.cleaned_data.get("measure") == "effective"


class NothingForm(CoverageForm):
    """The list of schools with nothing: in one area of support, in none of them, or without a partnership."""

    PARTNERSHIP, CONTACT = "PARTNERSHIP", "CONTACT"

    area = forms.ChoiceField(
        label="Nothing in",
        choices=[
            ("", "Any area of support"),
            *SupportArea.choices,
            (PARTNERSHIP, "Live partnerships"),
            (CONTACT, "Partnerships, activities and contact"),
        ],
        required=False,
    )

    def schools_listed(self, area: Area) -> QuerySet[SchoolCoverage]:
        """The rows of the list, priority schools first."""
        if self.asked_for == self.PARTNERSHIP:
            return coverage.isolated(self.filters, area=area)
        if self.asked_for == self.CONTACT:
            return coverage.untouched(self.filters, area=area)
        support_area = SupportArea(self.asked_for) if self.asked_for else None
        return coverage.with_nothing(self.filters, area=area, support_area=support_area)

    @property
    def words(self) -> str:
        """What the schools of the list have not, as the end of a sentence."""
        if self.asked_for == self.PARTNERSHIP:
            return "without a live partnership"
        if self.asked_for == self.CONTACT:
            return "without a partnership, an activity or any contact"
        if not self.asked_for:
            return "with nothing in any area"
        return f"with nothing in {lower_first(SupportArea(self.asked_for).label)}"

    @property
    def asked_for(self) -> str:
        return str(self.cleaned_data.get("area", "")) if self.is_bound else ""


class SchoolYearForm(FilterForm):
    """One of the latest school years: the last that is over, unless another is asked for."""

    year = forms.ChoiceField(label="School year", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        now, *before = [academic_year(today.replace(year=today.year - back, day=1)) for back in range(4)]
        self.usual = before[0]
        self.initial["year"] = self.usual
        field = self.fields["year"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (now, f"{now}, so far"),
            *((year, year) for year in before),
        ]

    @property
    def school_year(self) -> str:
        asked = self.cleaned_data.get("year") if self.is_bound else ""
        return str(asked or self.usual)
