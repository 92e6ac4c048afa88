"""Coverage over the API: the same published rows as the pages."""

import django_filters as filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from institutions.models import Area
from outcomes import serializers
from outcomes.forms import CoverageForm
from outcomes.models import Fact, Measure, SchoolCoverage
from outcomes.reports import coverage as report


class CoverageFilter(filters.FilterSet):
    local_authority = filters.CharFilter(field_name="local_authority__code")
    region = filters.CharFilter(field_name="region__code")
    phase = filters.CharFilter(method="of_phase")

    class Meta:
        model = SchoolCoverage
        fields = [
            *("local_authority", "region", "trust", "phase", "is_priority", "is_utc", "is_rural"),
            *("is_small", *report.COLUMN.values()),
        ]

    def of_phase(self, rows: QuerySet[SchoolCoverage], name: str, phase: str) -> QuerySet[SchoolCoverage]:
        return rows.filter(phases__contains=[phase])


class CoverageViewSet(ReadOnlyModelViewSet[SchoolCoverage]):
    """Every school in scope and how far it has come, from the published roll-up."""

    queryset = SchoolCoverage.objects.select_related("school", "local_authority", "region", "run").defer(
        "school__search"
    )
    serializer_class = serializers.SchoolCoverageSerializer
    filterset_class = CoverageFilter
    lookup_field = "school"

    @extend_schema(
        parameters=[serializers.AreaCoverageQuery],
        responses=serializers.AreaCoverageSerializer,
        filters=False,
    )
    @action(detail=False, url_path=f"areas/(?P<code>{Area.CODE})", pagination_class=None)
    def areas(self, request: Request, code: str) -> Response:
        """The figures of one area: England, a region, an authority, a district, an LSIP or combined authority."""
        area = get_object_or_404(Area, code=code)
        form = CoverageForm(request.query_params)
        form.is_valid()
        row = report.total(form.filters, area=area)
        return Response(serializers.AreaCoverageSerializer(row).data)


class MeasureViewSet(ReadOnlyModelViewSet[Measure]):
    """What published figures count. Two of them may be compared when all of this is the same."""

    queryset = Measure.objects.all()
    serializer_class = serializers.MeasureSerializer
    filterset_fields = ["code", "version", "panel", "source_type", "unit"]


class FactFilter(filters.FilterSet):
    measure = filters.CharFilter(field_name="measure__code")
    area = filters.CharFilter(field_name="area__code")
    urn = filters.CharFilter(field_name="institution__urn")

    class Meta:
        model = Fact
        fields = ["measure", "institution", "urn", "area", "period", "pupil_group", "missing"]


class FactViewSet(ReadOnlyModelViewSet[Fact]):
    """Published figures of schools and areas, from releases that nothing took the place of."""

    serializer_class = serializers.FactSerializer
    filterset_class = FactFilter

    def get_queryset(self) -> QuerySet[Fact]:
        return Fact.objects.visible_to(self.request.user).select_related("measure", "release", "area")
