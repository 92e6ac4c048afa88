"""Messages to a segment of those who agreed, and the ways by which each went out."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from core.whole_tables import AddingMigration


class Migration(AddingMigration):
    dependencies = [
        ("brokerage", "0011_request_sectors"),
        ("institutions", "0014_networks_of_parents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("SCHOOL", "School"),
                                ("COLLEGE", "College"),
                                ("TRUST", "Multi-academy trust"),
                                ("UNIVERSITY", "University or higher education provider"),
                                ("EMPLOYER", "Employer"),
                                ("BROKER", "Brokerage organisation"),
                                ("PUBLIC_BODY", "Public body"),
                                ("CHARITY", "Charity or community organisation"),
                                ("NETWORK", "Network or family of schools"),
                                ("OTHER", "Other establishment"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                (
                    "sector",
                    models.CharField(
                        blank=True, help_text="Code in the SECTOR vocabulary; empty: all", max_length=40
                    ),
                ),
                ("subject", models.CharField(max_length=120)),
                ("body", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[("DRAFT", "Draft"), ("SENDING", "Being sent"), ("SENT", "Sent")],
                        default="DRAFT",
                        max_length=8,
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("recipients", models.PositiveIntegerField(default=0)),
                ("last_recipient", models.BigIntegerField(default=0)),
                (
                    "responses",
                    models.PositiveIntegerField(
                        blank=True, help_text="How many answered or acted", null=True
                    ),
                ),
                (
                    "outcome",
                    models.TextField(blank=True, help_text="What came of it, in the segment as a whole"),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="institutions.area",
                    ),
                ),
                (
                    "broker",
                    models.ForeignKey(
                        blank=True,
                        help_text="On whose behalf; none: of whoever administers the area",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="institutions.institution",
                    ),
                ),
                (
                    "family_segment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.term",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MessageDelivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("through", models.CharField(blank=True, max_length=120)),
                ("sent_on", models.DateField(default=django.utils.timezone.localdate)),
                ("people", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.term"
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="brokerage.message",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MessageTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=30, unique=True)),
                ("label", models.CharField(max_length=80)),
                ("description", models.CharField(max_length=200)),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("SCHOOL", "School"),
                                ("COLLEGE", "College"),
                                ("TRUST", "Multi-academy trust"),
                                ("UNIVERSITY", "University or higher education provider"),
                                ("EMPLOYER", "Employer"),
                                ("BROKER", "Brokerage organisation"),
                                ("PUBLIC_BODY", "Public body"),
                                ("CHARITY", "Charity or community organisation"),
                                ("NETWORK", "Network or family of schools"),
                                ("OTHER", "Other establishment"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("subject", models.CharField(max_length=120)),
                ("body", models.TextField()),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "family_segment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.term",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="message",
            name="template",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="messages",
                to="brokerage.messagetemplate",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_at", None), ("state", "DRAFT")),
                    models.Q(models.Q(("state", "DRAFT"), _negated=True), ("sent_at__isnull", False)),
                    _connector="OR",
                ),
                name="message_that_went_out_has_its_moment",
            ),
        ),
    ]
