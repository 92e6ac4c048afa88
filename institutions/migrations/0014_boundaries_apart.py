"""Boundaries move to a table of their own."""

import django.db.models.deletion
from django.db import migrations, models

_COPY = """
INSERT INTO institutions_areaboundary (area_id, shape)
SELECT id, boundary FROM institutions_area WHERE boundary IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE -- else PostgreSQL will not let the column go
"""
_COPY_BACK = """
UPDATE institutions_area SET boundary = shape FROM institutions_areaboundary AS drawn WHERE drawn.area_id = id;
SET CONSTRAINTS ALL IMMEDIATE
"""


class Migration(migrations.Migration):
    dependencies = [("institutions", "0013_one_university_for_a_ukprn")]

    operations = [
        migrations.CreateModel(
            name="AreaBoundary",
            fields=[
                (
                    "area",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="institutions.area",
                    ),
                ),
                ("shape", models.JSONField(help_text="GeoJSON geometry in WGS84")),
            ],
        ),
        migrations.RunSQL(_COPY, _COPY_BACK),
        migrations.RemoveField(model_name="area", name="boundary"),
        migrations.AlterField(
            model_name="areaboundary",
            name="area",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                primary_key=True,
                related_name="boundary",
                serialize=False,
                to="institutions.area",
            ),
        ),
    ]
