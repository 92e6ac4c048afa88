"""What the API says of coverage."""

from typing import Any

from rest_framework import serializers

from institutions.models import Area
from institutions.serializers import InstitutionNameSerializer
from outcomes.models import Fact, Measure, SchoolCoverage
from outcomes.reports.coverage import COLUMN, CoverageRow


class SchoolCoverageSerializer(serializers.ModelSerializer[SchoolCoverage]):
    """One school's published level in each area of support: 0 nothing, 1 started, 2 active, 3 effective."""

    school = InstitutionNameSerializer(read_only=True)
    local_authority = serializers.SlugRelatedField[Area](slug_field="code", read_only=True)
    region = serializers.SlugRelatedField[Area](slug_field="code", read_only=True)
    as_at = serializers.DateField(source="run.as_at", read_only=True)

    class Meta:
        model = SchoolCoverage
        fields = [
            *("school", "local_authority", "region", "trust", "phases", "is_utc", "is_priority"),
            *("is_rural", "is_small", *COLUMN.values(), "has_business_lead", "has_link_governor"),
            *("partnerships", "activities", "as_at"),
        ]


class AreaCoverageSerializer(serializers.Serializer[CoverageRow]):
    """Schools of one area counted by level."""

    code = serializers.CharField()
    name = serializers.CharField()
    schools = serializers.IntegerField()
    with_nothing = serializers.IntegerField()
    any_working = serializers.IntegerField()
    any_effective = serializers.IntegerField()
    both_roles = serializers.IntegerField()
    support_areas = serializers.SerializerMethodField()

    def get_support_areas(self, row: CoverageRow) -> dict[str, dict[str, int]]:
        """By area of support: how many schools have nothing, a start, an activity, an effective relationship."""
        return {
            COLUMN[area]: {
                "nothing": cell.nothing,
                "started": cell.started,
                "active": cell.active,
                "effective": cell.effective,
            }
            for area, cell in row.cells.items()
        }


class AreaCoverageQuery(serializers.Serializer[Any]):
    """The same cuts as on the page."""

    phase = serializers.CharField(required=False)
    schools = serializers.ChoiceField(choices=["rural", "small", "utc"], required=False)
    priority_list = serializers.IntegerField(required=False)
    designation = serializers.CharField(required=False)


class MeasureSerializer(serializers.ModelSerializer[Measure]):
    class Meta:
        model = Measure
        fields = [
            *(
                "id",
                "code",
                "version",
                "name",
                "definition",
                "cohort_rule",
                "level_filter",
                "window",
                "scope",
            ),
            *("source_type", "unit", "panel", "usable_from"),
        ]


class FactSerializer(serializers.ModelSerializer[Fact]):
    """One published number. Where `value` is null, `missing` says why: it is never nought."""

    measure = serializers.SlugRelatedField[Measure](slug_field="code", read_only=True)
    area = serializers.SlugRelatedField[Area](slug_field="code", read_only=True)
    version = serializers.IntegerField(source="measure.version", read_only=True)
    published_in = serializers.CharField(source="release.source", read_only=True)

    class Meta:
        model = Fact
        fields = [
            *("id", "measure", "version", "institution", "area", "period", "pupil_group"),
            *("size", "numerator", "unknown", "value", "missing", "published_in"),
        ]
