import django.utils.timezone
from django.db import migrations, models

from core.whole_tables import AddingMigration


class Migration(AddingMigration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="OutgoingEmail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("key", models.CharField(max_length=200, unique=True)),
                ("to", models.EmailField(max_length=254)),
                ("subject", models.CharField(max_length=200)),
                ("body", models.TextField()),
                (
                    "unsubscribe_url",
                    models.URLField(
                        blank=True,
                        help_text="Where it can be stopped; empty for a service message",
                        max_length=500,
                    ),
                ),
                (
                    "send_after",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        help_text="Later than now: kept for the recipient’s working hours",
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("last_error", models.TextField(blank=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("sent_at", None)),
                        fields=["created_at"],
                        name="outgoing_email_waiting",
                    )
                ],
            },
        ),
    ]
