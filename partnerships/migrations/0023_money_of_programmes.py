"""A programme's money in parts, pupils of its members, offers for completing it, whom it reached, what it builds on."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from core.whole_tables import AddingMigration


def let_members_count(apps, schema_editor):
    kinds = apps.get_model("partnerships", "ProgrammeKind").objects.filter(code="CONSORTIUM")
    for kind in kinds.exclude(parts__contains=["MEMBERS"]):
        kind.parts = [*kind.parts, "MEMBERS"]
        kind.save(update_fields=["parts"])


class Migration(AddingMigration):
    dependencies = [
        ("institutions", "0015_overall_grades"),
        ("partnerships", "0022_shared_aims"),
    ]

    operations = [
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("pounds", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "spent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="None: nobody has said yet",
                        max_digits=12,
                        null=True,
                    ),
                ),
                ("source", models.CharField(help_text="Who says so, and where", max_length=200)),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        help_text="To an area instead of a body",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.area",
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="partnerships.cohort",
                    ),
                ),
                (
                    "funder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                (
                    "purpose",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.term",
                    ),
                ),
                (
                    "recipient",
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
                    models.CheckConstraint(
                        condition=models.Q(("pounds__gt", 0)), name="budget_line_is_some_money"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recipient", None), ("area", None), _connector="OR"),
                        name="budget_line_goes_to_a_body_or_an_area",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MemberCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pupils", models.PositiveIntegerField()),
                (
                    "completed",
                    models.PositiveIntegerField(blank=True, help_text="None: not known yet", null=True),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="member_counts",
                        to="partnerships.cohort",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cohort", "member"), name="member_is_counted_once_a_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("completed", None), ("completed__lte", models.F("pupils")), _connector="OR"
                        ),
                        name="those_who_completed_are_among_the_pupils",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgressionOffer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("condition", models.TextField()),
                (
                    "courses",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), size=None
                    ),
                ),
                ("link", models.URLField(blank=True, max_length=300)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offers",
                        to="partnerships.programme",
                    ),
                ),
                (
                    "university",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="progression_offers",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "university"), name="university_makes_one_offer_in_a_programme"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("courses", []), _negated=True),
                        name="progression_offer_names_courses",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reach",
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
                    "whom",
                    models.CharField(help_text="Readers of a paper, families at a fair", max_length=120),
                ),
                ("people", models.PositiveIntegerField()),
                ("reached_on", models.DateField(help_text="The day, or the last one that is counted")),
                ("source", models.CharField(max_length=200)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reached",
                        to="partnerships.programme",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.AddField(
            model_name="programme",
            name="builds_on",
            field=models.ManyToManyField(
                blank=True,
                help_text="What came before it",
                related_name="built_on_by",
                to="partnerships.programme",
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="grades",
            field=models.ManyToManyField(
                blank=True,
                help_text="Only schools whose latest overall grade, as on `judged_on`, is one of these",
                related_name="+",
                to="institutions.term",
            ),
        ),
        migrations.AlterField(
            model_name="programmekind",
            name="parts",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("STAGES", "Stages that schools go through"),
                        ("DECISION", "A decision at its end"),
                        ("AWARD", "An award with a requirement and what it brings"),
                        ("AUDIENCE", "Whom it speaks to, and what they should do"),
                        ("MEMBERS", "Members that each take on pupils"),
                    ],
                    max_length=10,
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AlterField(
            model_name="programmeparty",
            name="role",
            field=models.CharField(
                choices=[
                    ("LEAD", "Leads it"),
                    ("FUNDER", "Funds it"),
                    ("SUPPORTER", "Supports it"),
                    ("DELIVERER", "Delivers it"),
                    ("MEMBER", "Member of the consortium"),
                    ("CONSORTIUM", "Consortium that runs it"),
                    ("PARENTS", "Speaks for parents and carers"),
                ],
                max_length=10,
            ),
        ),
        migrations.RunPython(let_members_count, migrations.RunPython.noop),
    ]
