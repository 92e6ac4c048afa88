"""What is asked of an allocation run: which schools and areas of support it is for, and which of its rows to show."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from brokerage.access import areas_to_allocate
from brokerage.models import AllocationRow
from brokerage.models.allocation import AllocationRowQuerySet
from core.dates import academic_year
from core.fields import WordsField
from core.forms import Checkboxes, FilterForm, GovukForm, Radios
from institutions.forms.terms import TermField
from institutions.models import Area, Phase, PriorityList, SupportArea, Vocabulary

KINDS = (
    Area.Kind.COUNTRY,
    Area.Kind.REGION,
    Area.Kind.LOCAL_AUTHORITY,
)  # the order in which they are offered
YEAR = timedelta(days=365)


class PlanForm(GovukForm):
    """Everything that a rehearsal needs to know. Only areas over which the person may allocate can be chosen."""

    area = forms.ModelChoiceField(
        label="Which schools?",
        queryset=Area.objects.none(),
        to_field_name="code",
        empty_label="Select an area",
        error_messages={"required": "Select an area", "invalid_choice": "Select an area from the list"},
    )
    year = forms.ChoiceField(
        label="For which school year?",
        widget=Radios(css="govuk-radios--small"),
        error_messages={"required": "Select a school year"},
    )
    support_areas = forms.MultipleChoiceField(
        label="Which areas of support?",
        choices=SupportArea.choices,
        widget=Checkboxes(css="govuk-checkboxes--small"),
        error_messages={"required": "Select at least one area of support"},
    )
    phases = forms.MultipleChoiceField(
        label="Only schools of these ages",
        help_text="Leave empty for all",
        choices=Phase.choices,
        required=False,
        widget=Checkboxes(css="govuk-checkboxes--small"),
    )
    priority_list = forms.ModelChoiceField(
        label="Only schools on a priority list",
        queryset=PriorityList.objects.none(),
        empty_label="All schools",
        required=False,
    )
    offer_kind = TermField(
        Vocabulary.OFFER_KIND,
        label="Only one kind of help",
        help_text="For example people willing to be governors. Then only schools that asked for this kind count.",
        empty_label="Every kind",
        required=False,
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area, year, lists = (self.fields[name] for name in ("area", "year", "priority_list"))
        assert isinstance(area, forms.ModelChoiceField)
        assert isinstance(year, forms.ChoiceField)
        assert isinstance(lists, forms.ModelChoiceField)
        area.queryset = areas_to_allocate(person).current().filter(kind__in=KINDS)
        area.choices = [("", area.empty_label), *_by_kind(area.queryset.order_by("name", "pk"))]
        today = timezone.localdate()
        year.choices = [(each, each) for each in (academic_year(today), academic_year(today + YEAR))]
        lists.queryset = PriorityList.objects.in_force().order_by("name", "pk")

    def facts(self) -> dict[str, Any]:
        """What `plan_run` takes."""
        asked = dict(self.cleaned_data)
        return asked | {"areas": [asked.pop("area")]}


def _by_kind(areas: Iterable[Area]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The choices in groups."""
    found = list(areas)
    groups = [(kind.label, [(area.code, area.name) for area in found if area.kind == kind]) for kind in KINDS]
    return [(str(label), choices) for label, choices in groups if choices]


class LeaveOutForm(GovukForm):
    """Why one row of a run is not to be sent."""

    words = WordsField(
        label="Why is this one left out?",
        help_text="Whoever looks at the run reads it. The school and the provider do not.",
        max_length=200,
        error_messages={"required": "Enter why this one is left out"},
    )


class RowsForm(FilterForm):
    """Narrows the rows of a run."""

    SHOWN = {
        "met": "Schools that get something",
        "nothing": "Schools that still get nothing",
        "sent": "Sent",
        "not_sent": "Not possible any more",
        "left_out": "Left out by hand",
    }

    show = forms.ChoiceField(label="Show", choices=list(SHOWN.items()), required=False)
    area = forms.ChoiceField(
        label="Area of support", choices=[("", "All areas"), *SupportArea.choices], required=False
    )
    reason = forms.ChoiceField(
        label="Why nothing", choices=[("", "Any reason"), *AllocationRow.Reason.choices], required=False
    )
    priority = forms.BooleanField(label="Priority schools only", required=False)
    school = forms.CharField(label="School", max_length=100, required=False)

    @property
    def shown(self) -> str:
        asked = self.cleaned_data.get("show") if self.is_bound else ""
        return asked or "met"

    def rows_of(self, rows: AllocationRowQuerySet) -> AllocationRowQuerySet:
        """The rows asked for; the part of an address that makes no sense is passed over."""
        state, asked = AllocationRow.State, self.cleaned_data
        shown = {
            "met": Q(offer__isnull=False) & ~Q(state=state.RETURNED),
            "nothing": Q(state=state.NOTHING),
            "sent": Q(introduction__isnull=False),
            "not_sent": Q(state__in=[state.TAKEN, state.MET]),
            "left_out": Q(state=state.LEFT_OUT),
        }
        rows = rows.filter(shown[self.shown])
        narrowed = {
            "area": asked.get("area"),
            "reason": asked.get("reason"),
            "is_priority": asked.get("priority"),
            "school__name__icontains": asked.get("school"),
        }
        return rows.filter(**{name: value for name, value in narrowed.items() if value})
