"""Narrowing the directory: the same filters for the page and for the API."""

from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from django.forms import CheckboxInput
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.forms import Checkboxes, FilterForm
from institutions.models import Area, GroupKind, Institution, OrganisationType, Phase, PriorityList
from institutions.models.institution import InstitutionQuerySet
from institutions.queries.search import Found, find, is_identified_by

# Open counts those that are proposed to close; they teach until they do.
STATUSES = [("OPEN", "Open"), ("PROPOSED", "Proposed to open"), ("CLOSED", "Closed")]


def _areas(kind: Area.Kind) -> QuerySet[Area]:
    return Area.objects.current().of_kind(kind).order_by("name", "pk")


def _regions(request: Any) -> QuerySet[Area]:
    return _areas(Area.Kind.REGION)


def _authorities(request: Any) -> QuerySet[Area]:
    return _areas(Area.Kind.LOCAL_AUTHORITY)


def _priority_lists(request: Any) -> QuerySet[PriorityList]:
    return PriorityList.objects.in_force().order_by("name", "pk")


def _organisation_types(request: Any) -> QuerySet[OrganisationType]:
    return OrganisationType.objects.order_by("position")


def _group_kinds(request: Any) -> QuerySet[GroupKind]:
    return GroupKind.objects.order_by("position")


@extend_schema_field(str)
class _InArea(filters.ModelChoiceFilter):
    """An area by its official code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(to_field_name="code", **kwargs)

    def filter(self, queryset: InstitutionQuerySet, area: Area | None) -> InstitutionQuerySet:
        return queryset.in_area(area) if area else queryset


@extend_schema_field(serializers.ListField(child=serializers.ChoiceField(choices=Phase.choices)))
class _OfPhases(filters.MultipleChoiceFilter):
    """Any of several phases."""

    def filter(self, queryset: InstitutionQuerySet, phases: list[str]) -> InstitutionQuerySet:
        return queryset.filter(phases__overlap=phases) if phases else queryset


class InstitutionFilter(filters.FilterSet):
    """`q` comes last: typing errors are corrected only when nothing within the other filters is found."""

    kind = filters.MultipleChoiceFilter(
        label="Kind", choices=Institution.Kind, widget=Checkboxes(css="govuk-checkboxes--small")
    )
    phase = _OfPhases(
        label="Phase",
        choices=Phase,
        widget=Checkboxes(css="govuk-checkboxes--small"),
    )
    group_kind = filters.ModelChoiceFilter(
        label="Kind of group",
        queryset=_group_kinds,
        field_name="as_group__kind",
        to_field_name="code",
        empty_label="Any or none",
    )
    organisation_type = filters.ModelChoiceFilter(
        label="Type of organisation",
        queryset=_organisation_types,
        field_name="as_organisation__type",
        to_field_name="code",
        empty_label="Any",
    )
    region = _InArea(label="Region", queryset=_regions, empty_label="All regions")
    authority = _InArea(label="Local authority", queryset=_authorities, empty_label="All authorities")
    status = filters.ChoiceFilter(
        label="Status", choices=STATUSES, method="of_status", empty_label="Any status"
    )
    priority_list = filters.ModelChoiceFilter(
        label="Priority list",
        queryset=_priority_lists,
        field_name="priority_listings__priority_list",
        empty_label="Any or none",
    )
    utc = filters.BooleanFilter(
        label="University technical colleges", method="only_utcs", widget=CheckboxInput
    )
    rural = filters.BooleanFilter(label="Rural schools", method="only_rural", widget=CheckboxInput)
    q = filters.CharFilter(label="Name, town, postcode or identifier", method="named")

    class Meta:
        model = Institution
        fields: list[str] = []
        form = FilterForm

    found: Found | None = None

    def of_status(self, rows: InstitutionQuerySet, name: str, status: str) -> InstitutionQuerySet:
        """An identifier names one institution: it is found although it has closed."""
        if status != "OPEN":
            return rows.filter(status=status)
        is_open = Q(status__in=Institution.OPEN_STATUSES)
        return rows.filter(is_open | is_identified_by(self.form.cleaned_data.get("q", "")))

    def only_utcs(self, rows: InstitutionQuerySet, name: str, only: bool) -> InstitutionQuerySet:
        return rows.utcs() if only else rows

    def only_rural(self, rows: InstitutionQuerySet, name: str, only: bool) -> InstitutionQuerySet:
        return rows.filter(is_rural=True) if only else rows

    def named(self, rows: InstitutionQuerySet, name: str, typed: str) -> InstitutionQuerySet:
        self.found = find(typed, within=rows)
        return self.found.institutions
