import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0016_role_types"),
        ("outcomes", "0008_first_recommendations"),
    ]

    operations = [
        migrations.AlterField(
            model_name="measure",
            name="panel",
            field=models.CharField(
                choices=[
                    ("AFTER_18", "After 16 to 18 study"),
                    ("AFTER_16", "After key stage 4"),
                    ("REPORTED", "Leavers, as schools report them"),
                    ("PUPILS", "Pupils of the school"),
                    ("PLACE", "The place"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="release",
            name="dataset",
            field=models.CharField(
                choices=[
                    ("DESTINATIONS_16_18", "16 to 18 destinations by school, college and authority"),
                    ("DESTINATIONS_KS4", "Key stage 4 destinations by school and authority"),
                    ("CENSUS", "School census: pupils and their characteristics"),
                    ("PARTICIPATION", "Participation and NEET at 16 and 17, by authority"),
                    ("DEPRIVATION", "Indices of Deprivation, summaries by district"),
                    ("LOCAL_SKILLS", "Local skills indicators"),
                    ("LEAVERS", "Leavers, as schools report them"),
                ],
                max_length=20,
            ),
        ),
        migrations.RunSQL("CREATE SCHEMA IF NOT EXISTS raw", "DROP SCHEMA IF EXISTS raw"),
        migrations.CreateModel(
            name="Leavers",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("period", models.CharField(max_length=7)),
                (
                    "pupil_group",
                    models.CharField(
                        choices=[
                            ("ALL", "All"),
                            ("DISADVANTAGED", "Disadvantaged"),
                            ("OTHERS", "Not disadvantaged"),
                        ],
                        max_length=15,
                    ),
                ),
                ("higher_education", models.PositiveIntegerField()),
                ("further_education", models.PositiveIntegerField()),
                ("apprenticeship", models.PositiveIntegerField()),
                ("employment", models.PositiveIntegerField()),
                ("not_staying", models.PositiveIntegerField()),
                ("unknown", models.PositiveIntegerField()),
                ("to_partner", models.PositiveIntegerField(default=0)),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("institution", "period", "pupil_group"),
                        name="leavers_are_kept_once_for_a_group",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to_partner__lte", models.F("higher_education"))),
                        name="leavers_to_the_partner_enter_higher_education",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to_partner", 0), ("partner__isnull", False), _connector="OR"),
                        name="leavers_to_a_partner_have_one",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "ALTER TABLE outcomes_leavers SET SCHEMA raw",
            "ALTER TABLE raw.outcomes_leavers SET SCHEMA public",
        ),
    ]
