"""What the API says of the ground, and the fields that other apps' serializers share."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from institutions.models import Area, Institution, Term, Vocabulary


class TermField(serializers.SlugRelatedField[Term]):
    """An entry of a vocabulary by its code; only entries that are valid today may be sent."""

    def __init__(self, vocabulary: Vocabulary, **kwargs: Any) -> None:
        self.vocabulary = vocabulary
        if not kwargs.get("read_only"):
            kwargs["queryset"] = Term.objects.filter(vocabulary=vocabulary)
        super().__init__(slug_field="code", **kwargs)

    def get_queryset(self) -> QuerySet[Term]:
        return Term.objects.of(self.vocabulary)


class AreaSerializer(serializers.ModelSerializer[Area]):
    parent_code = serializers.CharField(source="parent.code", allow_null=True, read_only=True)

    class Meta:
        model = Area
        fields = ["code", "kind", "name", "dfe_code", "parent_code", "valid_from", "valid_to"]


class InstitutionSerializer(serializers.ModelSerializer[Institution]):
    local_authority = serializers.SlugRelatedField[Area](slug_field="code", read_only=True)

    class Meta:
        model = Institution
        fields = [
            *("id", "kind", "name", "status", "type_code", "phases", "low_age", "high_age"),
            *("opened_on", "closed_on", "urn", "laestab", "group_uid", "trust_reference", "ukprn"),
            *("company_number", "street", "town", "postcode", "easting", "northing", "precision"),
            *("local_authority", "website", "is_rural", "roll", "fsm_percent", "source", "source_date"),
        ]


class InstitutionNameSerializer(serializers.ModelSerializer[Institution]):
    """An institution inside another record: enough to show it and to fetch the rest."""

    class Meta:
        model = Institution
        fields = ["id", "kind", "name", "urn"]
