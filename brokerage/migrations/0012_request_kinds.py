"""Kinds of requests, as data."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("brokerage", "0011_offer_kinds")]
    operations = [
        migrations.CreateModel(
            name="RequestKind",
            fields=[
                ("code", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("label", models.CharField(max_length=80)),
                ("description", models.CharField(max_length=200)),
                (
                    "is_for_cluster",
                    models.BooleanField(default=False, help_text="Several small schools ask as one"),
                ),
                (
                    "names_source",
                    models.BooleanField(default=False, help_text="Keeps where the need was found"),
                ),
                (
                    "records_fulfilment",
                    models.BooleanField(default=False, help_text="Keeps what was given, day by day"),
                ),
                (
                    "is_joined",
                    models.BooleanField(
                        default=False,
                        help_text="Comes from joining something, not from the form for requests",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
        )
    ]
