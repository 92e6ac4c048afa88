"""Times at which what is offered can be booked; an offer's times never overlap, and one school has each."""

import django.contrib.postgres.constraints
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("brokerage", "0023_brought_along"),
        ("institutions", "0010_coordinators"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Slot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "is_open",
                    models.BooleanField(default=True, help_text="Closed: nobody can book it any more"),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="brokerage.offer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Booking",
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
                            ("REQUESTED", "Waiting for confirmation"),
                            ("CONFIRMED", "Confirmed"),
                            ("DECLINED", "Declined"),
                            ("CANCELLED", "Cancelled"),
                            ("USED", "Used"),
                            ("NOT_USED", "Not used"),
                        ],
                        default="REQUESTED",
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(blank=True, help_text="What the school wants to do there")),
                (
                    "people",
                    models.PositiveIntegerField(
                        blank=True, help_text="How many come; afterwards, came", null=True
                    ),
                ),
                ("use", models.TextField(blank=True, help_text="What it was used for")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="institutions.institution",
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="brokerage.slot",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="slot_ends_after_it_starts"
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("is_open", True)),
                expressions=[
                    (
                        models.Func(
                            models.F("offer"), models.F("offer"), models.Value("[]"), function="int8range"
                        ),
                        "&&",
                    ),
                    (models.Func(models.F("starts_at"), models.F("ends_at"), function="tstzrange"), "&&"),
                ],
                name="slots_of_an_offer_never_overlap",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["REQUESTED", "CONFIRMED", "USED", "NOT_USED"])),
                fields=("slot",),
                name="slot_is_booked_by_one_school_at_a_time",
            ),
        ),
    ]
