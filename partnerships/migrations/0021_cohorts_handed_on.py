"""A cohort can be handed to another institution; a programme can be for some types of school."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from core.whole_tables import AddingMigration


class Migration(AddingMigration):
    dependencies = [("institutions", "0011_organisation_types"), ("partnerships", "0020_barriers")]
    operations = [
        migrations.AddField(
            model_name="cohort",
            name="contact",
            field=models.CharField(blank=True, help_text="Who takes over there, by name", max_length=150),
        ),
        migrations.AddField(
            model_name="cohort",
            name="contact_email",
            field=models.EmailField(blank=True, help_text="For both sides alone", max_length=254),
        ),
        migrations.AddField(
            model_name="cohort",
            name="passed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="cohort",
            name="passed_pupils",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="cohort",
            name="passed_to",
            field=models.ForeignKey(
                blank=True,
                help_text="Who goes on with it: a university after a school, for example",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cohorts_taken",
                to="institutions.institution",
            ),
        ),
        migrations.AddField(
            model_name="cohort",
            name="passed_words",
            field=models.TextField(blank=True, help_text="What whoever takes over should know"),
        ),
        migrations.AddField(
            model_name="cohort",
            name="taken_over_on",
            field=models.DateField(blank=True, help_text="When they said that they have it", null=True),
        ),
        migrations.AddField(
            model_name="programme",
            name="school_groups",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("MAINTAINED", "Maintained schools and nurseries"),
                        ("ACADEMY", "Academies and free schools"),
                        ("TECHNICAL", "University technical colleges and studio schools"),
                        ("SPECIAL", "Special schools"),
                        ("INDEPENDENT", "Independent schools"),
                        ("COLLEGE", "Further education and sixth-form colleges"),
                    ],
                    max_length=12,
                ),
                blank=True,
                db_default=[],
                default=list,
                help_text="Types of school that it is for; empty: any",
                size=None,
            ),
        ),
        migrations.AddConstraint(
            model_name="cohort",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("contact", ""), ("passed_on", None), ("passed_to", None), ("taken_over_on", None)
                    ),
                    models.Q(
                        ("passed_on__isnull", False),
                        ("passed_to__isnull", False),
                        models.Q(("contact", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="cohort_is_handed_to_a_named_contact_on_a_day",
            ),
        ),
    ]
