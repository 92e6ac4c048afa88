import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0013_one_university_for_a_ukprn"),
        ("outcomes", "0003_one_index_a_column"),
    ]

    operations = [
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("name", models.CharField(max_length=120)),
                ("definition", models.TextField()),
                ("cohort_rule", models.CharField(blank=True, max_length=200)),
                ("level_filter", models.CharField(blank=True, max_length=60)),
                ("window", models.CharField(blank=True, max_length=200)),
                ("scope", models.CharField(blank=True, max_length=200)),
                (
                    "source_type",
                    models.CharField(
                        choices=[
                            ("OFFICIAL", "official statistics"),
                            ("MATCHED", "a provider's matching of records"),
                            ("SELF_REPORTED", "what schools report of their own leavers"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[("PERCENT", "%"), ("NUMBER", ""), ("SCORE", "points"), ("RANK", "rank")],
                        max_length=10,
                    ),
                ),
                (
                    "panel",
                    models.CharField(
                        choices=[
                            ("AFTER_18", "After 16 to 18 study"),
                            ("AFTER_16", "After key stage 4"),
                            ("PUPILS", "Pupils of the school"),
                            ("PLACE", "The place"),
                        ],
                        max_length=10,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "usable_from",
                    models.DateField(blank=True, help_text="Before this day it is not shown", null=True),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("code", "version"), name="measure_version_is_kept_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dataset",
                    models.CharField(
                        choices=[
                            ("DESTINATIONS_16_18", "16 to 18 destinations by school, college and authority"),
                            ("DESTINATIONS_KS4", "Key stage 4 destinations by school and authority"),
                            ("CENSUS", "School census: pupils and their characteristics"),
                            ("PARTICIPATION", "Participation and NEET at 16 and 17, by authority"),
                            ("DEPRIVATION", "Indices of Deprivation, summaries by district"),
                            ("LOCAL_SKILLS", "Local skills indicators"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("publisher", models.CharField(max_length=120)),
                ("published_on", models.DateField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[("PROVISIONAL", "provisional"), ("REVISED", "revised"), ("FINAL", "final")],
                        default="FINAL",
                        max_length=12,
                    ),
                ),
                (
                    "periods",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), size=None
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("file_hash", models.CharField(max_length=64)),
                ("loaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("superseded_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dataset", "name", "version"), name="release_version_is_kept_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.CharField(max_length=10)),
                (
                    "pupil_group",
                    models.CharField(
                        choices=[
                            ("ALL", "All"),
                            ("DISADVANTAGED", "Disadvantaged"),
                            ("OTHERS", "Not disadvantaged"),
                        ],
                        default="ALL",
                        max_length=15,
                    ),
                ),
                ("size", models.PositiveIntegerField(null=True)),
                ("numerator", models.PositiveIntegerField(null=True)),
                ("unknown", models.PositiveIntegerField(null=True)),
                ("value", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                (
                    "missing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("SUPP", "withheld, because so few students could be recognised"),
                            ("c", "withheld to protect people's privacy"),
                            ("z", "does not apply"),
                            ("x", "not available"),
                            ("NE", "nobody was entered"),
                            ("low", "more than nought, but rounds to it"),
                            ("u", "too unreliable to show"),
                        ],
                        max_length=4,
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="institutions.area",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="institutions.institution",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="outcomes.measure",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="outcomes.release",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("institution", "measure", "pupil_group", "period", "release"),
                        name="fact_of_an_institution_is_kept_once",
                    ),
                    models.UniqueConstraint(
                        fields=("area", "measure", "pupil_group", "period", "release"),
                        name="fact_of_an_area_is_kept_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("area", None), ("institution__isnull", False)),
                            models.Q(("area__isnull", False), ("institution", None)),
                            _connector="OR",
                        ),
                        name="fact_is_about_one_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("value", None), models.Q(("missing", ""), _negated=True)),
                            models.Q(("missing", ""), ("value__isnull", False)),
                            _connector="OR",
                        ),
                        name="fact_has_a_value_or_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("numerator", None), ("size__gte", models.F("numerator")), _connector="OR"
                        ),
                        name="fact_counts_some_of_its_people",
                    ),
                ],
            },
        ),
    ]
