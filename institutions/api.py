"""The register over the API: read only, for everybody with a key."""

import django_filters as filters
from django.db.models import QuerySet
from rest_framework.viewsets import ReadOnlyModelViewSet

from accounts.api import person
from institutions.filters import InstitutionFilter
from institutions.models import Area, Institution
from institutions.serializers import AreaSerializer, InstitutionSerializer


class AreaFilter(filters.FilterSet):
    parent_code = filters.CharFilter(field_name="parent__code")
    current = filters.BooleanFilter(field_name="valid_to", lookup_expr="isnull")

    class Meta:
        model = Area
        fields = ["kind", "dfe_code", "parent_code", "current"]


class AreaViewSet(ReadOnlyModelViewSet[Area]):
    """Countries, regions, authorities, districts, LSIP areas and combined authorities."""

    queryset = Area.objects.select_related("parent")
    serializer_class = AreaSerializer
    filterset_class = AreaFilter
    lookup_field = "code"
    lookup_value_regex = Area.CODE


class InstitutionViewSet(ReadOnlyModelViewSet[Institution]):
    """Everything that can be a party. `q` searches by name, town, postcode or identifier."""

    serializer_class = InstitutionSerializer
    filterset_class = InstitutionFilter

    def get_queryset(self) -> QuerySet[Institution]:
        return Institution.objects.visible_to(person(self.request)).select_related("local_authority")
