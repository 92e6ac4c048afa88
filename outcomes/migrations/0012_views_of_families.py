"""Rounds of views of families. What was said exactly lies apart, in the schema `raw`."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from core.whole_tables import AddingMigration


class Migration(AddingMigration):
    dependencies = [
        ("institutions", "0012_words_for_families"),
        ("outcomes", "0011_first_expectations"),
        ("partnerships", "0019_questions_for_families"),
    ]

    operations = [
        migrations.CreateModel(
            name="ViewsRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("title", models.CharField(max_length=120)),
                ("opens_on", models.DateField(default=django.utils.timezone.localdate)),
                ("closes_on", models.DateField(help_text="The last day on which families may answer")),
                ("published_on", models.DateField(blank=True, null=True)),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="views_rounds",
                        to="institutions.area",
                    ),
                ),
                (
                    "criteria_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.criteriaset",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="views_rounds",
                        to="institutions.institution",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ViewsRelay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("through", models.CharField(max_length=120)),
                ("sent_on", models.DateField()),
                (
                    "families",
                    models.PositiveIntegerField(blank=True, help_text="About how many it reaches", null=True),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.term"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relays",
                        to="outcomes.viewsround",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ViewsFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "people",
                    models.PositiveIntegerField(
                        blank=True, help_text="To the nearest ten; none: withheld", null=True
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who agree with it; none: who answered",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.setcriterion",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.term"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="outcomes.viewsround",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ViewsCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("people", models.PositiveIntegerField()),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.setcriterion",
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.scalepoint",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.term"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="outcomes.viewsround",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ViewsAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("words", models.CharField(max_length=300)),
                ("owner", models.CharField(help_text="The role that answers for it", max_length=120)),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(blank=True, null=True)),
                ("outcome", models.CharField(blank=True, max_length=300)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="actions",
                        to="outcomes.viewsround",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="viewsround",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("area__isnull", False), ("school", None)),
                    models.Q(("area", None), ("school__isnull", False)),
                    _connector="OR",
                ),
                name="views_are_asked_for_by_a_school_or_an_area",
            ),
        ),
        migrations.AddConstraint(
            model_name="viewsround",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                name="views_round_closes_after_it_opens",
            ),
        ),
        migrations.AddConstraint(
            model_name="viewsround",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_on", None), ("published_on__gt", models.F("closes_on")), _connector="OR"
                ),
                name="views_are_published_after_the_round",
            ),
        ),
        migrations.AddConstraint(
            model_name="viewsfigure",
            constraint=models.UniqueConstraint(
                fields=("round", "school", "role", "criterion"),
                name="figure_of_views_is_kept_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="viewscount",
            constraint=models.UniqueConstraint(
                fields=("round", "school", "role", "criterion", "point"),
                name="views_are_counted_in_one_place",
            ),
        ),
        migrations.RunSQL(
            "ALTER TABLE outcomes_viewscount SET SCHEMA raw",
            "ALTER TABLE raw.outcomes_viewscount SET SCHEMA public",
        ),
    ]
