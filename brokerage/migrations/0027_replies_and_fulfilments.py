"""A provider answers a need with an offer; what is given to meet one is recorded."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("brokerage", "0026_reported_in_2009"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Fulfilment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("given_on", models.DateField()),
                ("given_by", models.CharField(help_text="The organisation that gave it", max_length=150)),
                ("words", models.TextField()),
                ("hours", models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True)),
                (
                    "people",
                    models.PositiveIntegerField(blank=True, help_text="Pupils or staff reached", null=True),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fulfilments",
                        to="brokerage.request",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Reply",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("WAITING", "Waiting for the school"),
                            ("TAKEN", "Taken by the school"),
                            ("DECLINED", "Not this time"),
                        ],
                        default="WAITING",
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                (
                    "introduction",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reply",
                        to="brokerage.introduction",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="brokerage.offer",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="brokerage.request",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.UniqueConstraint(
                fields=("request", "offer"), name="offer_answers_a_request_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("introduction__isnull", False), ("state", "TAKEN")),
                    models.Q(models.Q(("state", "TAKEN"), _negated=True), ("introduction", None)),
                    _connector="OR",
                ),
                name="reply_taken_has_an_introduction",
            ),
        ),
    ]
