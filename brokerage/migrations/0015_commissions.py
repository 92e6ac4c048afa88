"""What was commissioned, and what an offer came of."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from core.whole_tables import AddingMigration


class Migration(AddingMigration):
    dependencies = [
        ("brokerage", "0014_answering_programmes"),
        ("institutions", "0016_who_serves_elsewhere"),
        ("partnerships", "0024_logging_time"),
    ]

    operations = [
        migrations.AddField(
            model_name="offer",
            name="after_event",
            field=models.ForeignKey(
                blank=True,
                help_text="The event that it came of",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnerships.event",
            ),
        ),
        migrations.AddField(
            model_name="offer",
            name="made_through",
            field=models.ForeignKey(
                blank=True,
                help_text="The intermediary that made it for its member, the provider",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="institutions.institution",
            ),
        ),
        migrations.CreateModel(
            name="Commission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("what", models.CharField(max_length=300)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(help_text="The last day")),
                (
                    "value",
                    models.PositiveIntegerField(blank=True, help_text="Pounds for the whole time", null=True),
                ),
                ("outcome", models.TextField(blank=True)),
                (
                    "outcome_on",
                    models.DateField(blank=True, help_text="When the outcome was written down", null=True),
                ),
                (
                    "commissioner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commissions_given",
                        to="institutions.institution",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commissions_taken",
                        to="institutions.institution",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="commissions",
                        to="brokerage.request",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="commission_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("commissioner", models.F("provider")), _negated=True),
                        name="commission_is_of_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", ""), ("outcome_on", None)),
                            models.Q(models.Q(("outcome", ""), _negated=True), ("outcome_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="commission_has_its_outcome_on_a_day",
                    ),
                ],
            },
        ),
    ]
