"""What keeps an initiative from getting further, and the response that was chosen."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from core.whole_tables import AddingMigration


class Migration(AddingMigration):
    dependencies = [
        ("institutions", "0011_organisation_types"),
        ("partnerships", "0019_questions_for_families"),
    ]
    operations = [
        migrations.CreateModel(
            name="Barrier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("words", models.CharField(blank=True, help_text="How it shows", max_length=300)),
                ("response", models.TextField(help_text="What was chosen to do about it")),
                ("noted_on", models.DateField(default=django.utils.timezone.localdate)),
                ("overcome_on", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="barrier",
            name="kind",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.term"
            ),
        ),
        migrations.AddField(
            model_name="barrier",
            name="partnership",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="barriers",
                to="partnerships.partnership",
            ),
        ),
        migrations.AddField(
            model_name="barrier",
            name="programme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="barriers",
                to="partnerships.programme",
            ),
        ),
        migrations.AddConstraint(
            model_name="barrier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("partnership", None), ("programme__isnull", False)),
                    models.Q(("partnership__isnull", False), ("programme", None)),
                    _connector="OR",
                ),
                name="barrier_is_of_one_initiative",
            ),
        ),
        migrations.AddConstraint(
            model_name="barrier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("overcome_on", None), ("overcome_on__gte", models.F("noted_on")), _connector="OR"
                ),
                name="barrier_is_overcome_after_it_was_noted",
            ),
        ),
    ]
