import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from core.whole_tables import AddingMigration


class Migration(AddingMigration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("institutions", "0001_initial"),
        ("partnerships", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessPlan",
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
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="access_plans",
                        to="institutions.institution",
                    ),
                ),
                ("first_year", models.CharField(max_length=7)),
                ("last_year", models.CharField(max_length=7)),
                ("url", models.URLField(blank=True, help_text="Where it is published", max_length=300)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("provider", "first_year"), name="access_plan_of_a_provider_is_kept_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_year__gte", models.F("first_year"))),
                        name="access_plan_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessTarget",
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="outcomes.accessplan",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{2,4}_?\\d{1,3}$", "Enter a code like PTA_1"
                            )
                        ],
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("ACCESS", "Access: who comes to study"),
                            ("SUCCESS", "Success: who stays, and how well they do"),
                            ("PROGRESSION", "Progression: what graduates go on to"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                ("audience", models.CharField(max_length=200)),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("PERCENT", "per cent"),
                            ("POINTS", "percentage points, of a gap"),
                            ("PEOPLE", "people"),
                        ],
                        max_length=10,
                    ),
                ),
                ("baseline", models.DecimalField(decimal_places=1, max_digits=8)),
                ("baseline_year", models.CharField(max_length=7)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "code"), name="access_target_has_its_own_code")
                ],
            },
        ),
        migrations.CreateModel(
            name="TargetYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="years",
                        to="outcomes.accesstarget",
                    ),
                ),
                ("year", models.CharField(max_length=7)),
                ("milestone", models.DecimalField(decimal_places=1, max_digits=8)),
                ("actual", models.DecimalField(blank=True, decimal_places=1, max_digits=8, null=True)),
                ("source", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("target", "year"), name="target_has_one_milestone_a_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("actual", None), models.Q(("source", ""), _negated=True), _connector="OR"
                        ),
                        name="target_actual_has_its_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TargetLink",
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
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="outcomes.accesstarget",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="partnerships.programme",
                    ),
                ),
                (
                    "collaboration",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="partnerships.collaboration",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("collaboration", None), ("partnership__isnull", False), ("programme", None)
                            ),
                            models.Q(
                                ("collaboration", None), ("partnership", None), ("programme__isnull", False)
                            ),
                            models.Q(
                                ("collaboration__isnull", False), ("partnership", None), ("programme", None)
                            ),
                            _connector="OR",
                        ),
                        name="target_link_leads_to_one_piece_of_work",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("partnership__isnull", False)),
                        fields=("target", "partnership"),
                        name="partnership_is_linked_to_a_target_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("programme__isnull", False)),
                        fields=("target", "programme"),
                        name="programme_is_linked_to_a_target_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("collaboration__isnull", False)),
                        fields=("target", "collaboration"),
                        name="collaboration_is_linked_to_a_target_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EffectiveRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(unique=True)),
                ("valid_from", models.DateField()),
                ("needs_agreement", models.BooleanField(default=True)),
                ("activity_months", models.PositiveSmallIntegerField(default=12)),
                ("needs_review", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="RollupRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("as_at", models.DateField()),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="outcomes.effectiverule",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        help_text="The newest import of the register that it was worked out from",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="institutions.registerimport",
                    ),
                ),
                ("is_full", models.BooleanField()),
                ("schools", models.PositiveIntegerField(default=0)),
                ("changed", models.PositiveIntegerField(default=0)),
                ("refusal", models.TextField(blank=True, help_text="Why its figures were not published")),
            ],
        ),
        migrations.CreateModel(
            name="SchoolCoverage",
            fields=[
                (
                    "local_authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.area"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.area"
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                (
                    "phases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("EARLY_YEARS", "Early years"),
                                ("PRIMARY", "Primary"),
                                ("SECONDARY", "Secondary"),
                                ("POST_16", "16 to 19"),
                            ],
                            max_length=12,
                        ),
                        size=None,
                    ),
                ),
                ("is_utc", models.BooleanField()),
                ("is_academy", models.BooleanField(db_default=False)),
                ("is_priority", models.BooleanField()),
                ("is_rural", models.BooleanField(null=True)),
                ("is_small", models.BooleanField()),
                (
                    "leadership",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Nothing yet"), (1, "Started"), (2, "Active"), (3, "Effective")]
                    ),
                ),
                (
                    "literacy",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Nothing yet"), (1, "Started"), (2, "Active"), (3, "Effective")]
                    ),
                ),
                (
                    "stem",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Nothing yet"), (1, "Started"), (2, "Active"), (3, "Effective")]
                    ),
                ),
                (
                    "enterprise",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Nothing yet"), (1, "Started"), (2, "Active"), (3, "Effective")]
                    ),
                ),
                (
                    "higher_education",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Nothing yet"), (1, "Started"), (2, "Active"), (3, "Effective")]
                    ),
                ),
                ("has_business_lead", models.BooleanField()),
                ("has_link_governor", models.BooleanField()),
                ("partnerships", models.PositiveIntegerField()),
                (
                    "cross_sector",
                    models.PositiveIntegerField(
                        db_default=0, help_text="Partnerships with a party of another sector"
                    ),
                ),
                (
                    "cross_trust",
                    models.PositiveIntegerField(
                        db_default=0, help_text="Partnerships that span two trusts or more"
                    ),
                ),
                (
                    "activities",
                    models.PositiveIntegerField(help_text="In the months that the rule looks back on"),
                ),
                (
                    "pupil_places",
                    models.PositiveIntegerField(
                        db_default=0,
                        help_text="Pupils in those activities; whoever took part twice is counted twice",
                    ),
                ),
                ("roll", models.PositiveIntegerField(null=True)),
                (
                    "school",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="coverage",
                        serialize=False,
                        to="institutions.institution",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="outcomes.rolluprun",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PastCoverage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "local_authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.area"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.area"
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                (
                    "phases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("EARLY_YEARS", "Early years"),
                                ("PRIMARY", "Primary"),
                                ("SECONDARY", "Secondary"),
                                ("POST_16", "16 to 19"),
                            ],
                            max_length=12,
                        ),
                        size=None,
                    ),
                ),
                ("is_utc", models.BooleanField()),
                ("is_academy", models.BooleanField(db_default=False)),
                ("is_priority", models.BooleanField()),
                ("is_rural", models.BooleanField(null=True)),
                ("is_small", models.BooleanField()),
                (
                    "leadership",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Nothing yet"), (1, "Started"), (2, "Active"), (3, "Effective")]
                    ),
                ),
                (
                    "literacy",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Nothing yet"), (1, "Started"), (2, "Active"), (3, "Effective")]
                    ),
                ),
                (
                    "stem",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Nothing yet"), (1, "Started"), (2, "Active"), (3, "Effective")]
                    ),
                ),
                (
                    "enterprise",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Nothing yet"), (1, "Started"), (2, "Active"), (3, "Effective")]
                    ),
                ),
                (
                    "higher_education",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Nothing yet"), (1, "Started"), (2, "Active"), (3, "Effective")]
                    ),
                ),
                ("has_business_lead", models.BooleanField()),
                ("has_link_governor", models.BooleanField()),
                ("partnerships", models.PositiveIntegerField()),
                (
                    "cross_sector",
                    models.PositiveIntegerField(
                        db_default=0, help_text="Partnerships with a party of another sector"
                    ),
                ),
                (
                    "cross_trust",
                    models.PositiveIntegerField(
                        db_default=0, help_text="Partnerships that span two trusts or more"
                    ),
                ),
                (
                    "activities",
                    models.PositiveIntegerField(help_text="In the months that the rule looks back on"),
                ),
                (
                    "pupil_places",
                    models.PositiveIntegerField(
                        db_default=0,
                        help_text="Pupils in those activities; whoever took part twice is counted twice",
                    ),
                ),
                ("roll", models.PositiveIntegerField(null=True)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="past_coverage",
                        to="institutions.institution",
                    ),
                ),
                ("valid_from", models.DateField()),
                (
                    "valid_to",
                    models.DateField(help_text="The first day on which it was different", null=True),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to", None)),
                        fields=("school",),
                        name="school_has_one_coverage_now",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="past_coverage_lasted_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlaceFigures",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="institutions.area",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                ("month", models.DateField(help_text="Its first day")),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="outcomes.rolluprun",
                    ),
                ),
                (
                    "counts",
                    models.JSONField(help_text="By the names that outcomes/reports/coverage.py counts"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("area", "month"), name="area_has_figures_once_a_month"),
                    models.UniqueConstraint(fields=("trust", "month"), name="trust_has_figures_once_a_month"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("area", None), ("trust__isnull", False)),
                            models.Q(("area__isnull", False), ("trust", None)),
                            _connector="OR",
                        ),
                        name="figures_are_of_an_area_or_a_trust",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evaluation",
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
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="institutions.institution",
                    ),
                ),
                (
                    "verifier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations_verified",
                        to="institutions.institution",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="partnerships.programme",
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("question", models.TextField()),
                ("method", models.TextField()),
                (
                    "evidence",
                    models.CharField(
                        choices=[
                            ("1", "Type 1: a reasoned account of why it should work"),
                            ("2", "Type 2: measured before and after, or beside others"),
                            ("3", "Type 3: a design that can show what caused what"),
                        ],
                        max_length=1,
                    ),
                ),
                ("theory", models.TextField(help_text="Why it should work, with what others found")),
                (
                    "comparison",
                    models.TextField(blank=True, help_text="With whom, or with which time, it is compared"),
                ),
                (
                    "protocol_on",
                    models.DateField(
                        blank=True,
                        help_text="The day on which the design was fixed, before any outcome was known",
                        null=True,
                    ),
                ),
                ("limitations", models.TextField(blank=True)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="evaluation_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("evidence", "1"),
                            models.Q(
                                models.Q(("comparison", ""), _negated=True),
                                models.Q(("limitations", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="evaluation_that_measures_has_a_comparison",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("evidence", "3"), _negated=True),
                            ("protocol_on__isnull", False),
                            _connector="OR",
                        ),
                        name="evaluation_of_causes_has_a_protocol",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verifier", None),
                            models.Q(("verifier", models.F("owner")), _negated=True),
                            _connector="OR",
                        ),
                        name="evaluation_is_verified_by_somebody_else",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EvaluationPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="points",
                        to="outcomes.evaluation",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("INTERIM", "Interim point"),
                            ("FINAL", "Final point"),
                            ("REPORT", "Report"),
                        ],
                        max_length=10,
                    ),
                ),
                ("label", models.CharField(max_length=120)),
                ("due_on", models.DateField()),
                ("received_on", models.DateField(blank=True, null=True)),
                ("url", models.URLField(blank=True, max_length=300)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("evaluation", "label"), name="evaluation_point_has_its_own_name"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Instrument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("name", models.CharField(max_length=120)),
                (
                    "respondents",
                    models.CharField(
                        choices=[
                            ("PUPILS", "Pupils"),
                            ("PARENTS", "Parents and carers"),
                            ("STAFF", "Staff"),
                            ("TRAINEES", "Trainee teachers"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "outcome_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.term"
                    ),
                ),
                ("questions", models.TextField()),
                ("lowest", models.PositiveSmallIntegerField(default=1)),
                ("highest", models.PositiveSmallIntegerField(default=5)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "version"), name="instrument_version_is_kept_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("highest__gt", models.F("lowest"))), name="instrument_has_a_scale"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reading",
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
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="outcomes.evaluation",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="outcomes.instrument",
                    ),
                ),
                ("people_before", models.PositiveIntegerField()),
                ("mean_before", models.DecimalField(decimal_places=3, max_digits=6)),
                ("people_after", models.PositiveIntegerField()),
                ("mean_after", models.DecimalField(decimal_places=3, max_digits=6)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("evaluation", "instrument"), name="instrument_is_read_once_for_an_evaluation"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="results",
                        to="outcomes.evaluation",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="outcomes.instrument",
                    ),
                ),
                ("people_before", models.PositiveIntegerField(blank=True, null=True)),
                ("mean_before", models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True)),
                ("people_after", models.PositiveIntegerField(blank=True, null=True)),
                ("mean_after", models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("evaluation", "instrument"), name="result_of_an_instrument_is_kept_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
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
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="claims",
                        to="outcomes.evaluation",
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                ("verified_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verified_by", None), ("verified_on", None)),
                            models.Q(("verified_by__isnull", False), ("verified_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="claim_verified_has_its_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("name", models.CharField(max_length=120)),
                ("definition", models.TextField()),
                ("cohort_rule", models.CharField(blank=True, max_length=200)),
                ("level_filter", models.CharField(blank=True, max_length=60)),
                ("window", models.CharField(blank=True, max_length=200)),
                ("scope", models.CharField(blank=True, max_length=200)),
                (
                    "source_type",
                    models.CharField(
                        choices=[
                            ("OFFICIAL", "official statistics"),
                            ("MATCHED", "a provider's matching of records"),
                            ("SELF_REPORTED", "what schools report of their own leavers"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[("PERCENT", "%"), ("NUMBER", ""), ("SCORE", "points"), ("RANK", "rank")],
                        max_length=10,
                    ),
                ),
                (
                    "panel",
                    models.CharField(
                        choices=[
                            ("AFTER_18", "After 16 to 18 study"),
                            ("AFTER_16", "After key stage 4"),
                            ("REPORTED", "Leavers, as schools report them"),
                            ("PUPILS", "Pupils of the school"),
                            ("PLACE", "The place"),
                        ],
                        max_length=10,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "usable_from",
                    models.DateField(blank=True, help_text="Before this day it is not shown", null=True),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("code", "version"), name="measure_version_is_kept_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dataset",
                    models.CharField(
                        choices=[
                            ("DESTINATIONS_16_18", "16 to 18 destinations by school, college and authority"),
                            ("DESTINATIONS_KS4", "Key stage 4 destinations by school and authority"),
                            ("CENSUS", "School census: pupils and their characteristics"),
                            ("PARTICIPATION", "Participation and NEET at 16 and 17, by authority"),
                            ("DEPRIVATION", "Indices of Deprivation, summaries by district"),
                            ("LOCAL_SKILLS", "Local skills indicators"),
                            ("LEAVERS", "Leavers, as schools report them"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("publisher", models.CharField(max_length=120)),
                ("published_on", models.DateField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[("PROVISIONAL", "provisional"), ("REVISED", "revised"), ("FINAL", "final")],
                        default="FINAL",
                        max_length=12,
                    ),
                ),
                (
                    "periods",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), size=None
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("file_hash", models.CharField(max_length=64)),
                ("loaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("superseded_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dataset", "name", "version"), name="release_version_is_kept_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="outcomes.measure",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="outcomes.release",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="institutions.institution",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="institutions.area",
                    ),
                ),
                ("period", models.CharField(max_length=10)),
                (
                    "pupil_group",
                    models.CharField(
                        choices=[
                            ("ALL", "All"),
                            ("DISADVANTAGED", "Disadvantaged"),
                            ("OTHERS", "Not disadvantaged"),
                        ],
                        default="ALL",
                        max_length=15,
                    ),
                ),
                ("size", models.PositiveIntegerField(null=True)),
                ("numerator", models.PositiveIntegerField(null=True)),
                ("unknown", models.PositiveIntegerField(null=True)),
                ("value", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                (
                    "missing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("SUPP", "withheld, because so few students could be recognised"),
                            ("c", "withheld to protect people's privacy"),
                            ("z", "does not apply"),
                            ("x", "not available"),
                            ("NE", "nobody was entered"),
                            ("low", "more than nought, but rounds to it"),
                            ("u", "too unreliable to show"),
                        ],
                        max_length=4,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("institution", "measure", "pupil_group", "period", "release"),
                        name="fact_of_an_institution_is_kept_once",
                    ),
                    models.UniqueConstraint(
                        fields=("area", "measure", "pupil_group", "period", "release"),
                        name="fact_of_an_area_is_kept_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("area", None), ("institution__isnull", False)),
                            models.Q(("area__isnull", False), ("institution", None)),
                            _connector="OR",
                        ),
                        name="fact_is_about_one_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("value", None), models.Q(("missing", ""), _negated=True)),
                            models.Q(("missing", ""), ("value__isnull", False)),
                            _connector="OR",
                        ),
                        name="fact_has_a_value_or_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("numerator", None), ("size__gte", models.F("numerator")), _connector="OR"
                        ),
                        name="fact_counts_some_of_its_people",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Leavers",
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
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                ("period", models.CharField(max_length=7)),
                (
                    "pupil_group",
                    models.CharField(
                        choices=[
                            ("ALL", "All"),
                            ("DISADVANTAGED", "Disadvantaged"),
                            ("OTHERS", "Not disadvantaged"),
                        ],
                        max_length=15,
                    ),
                ),
                ("higher_education", models.PositiveIntegerField()),
                ("further_education", models.PositiveIntegerField()),
                ("apprenticeship", models.PositiveIntegerField()),
                ("employment", models.PositiveIntegerField()),
                ("not_staying", models.PositiveIntegerField()),
                ("unknown", models.PositiveIntegerField()),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                ("to_partner", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("institution", "period", "pupil_group"),
                        name="leavers_are_kept_once_for_a_group",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to_partner__lte", models.F("higher_education"))),
                        name="leavers_to_the_partner_enter_higher_education",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to_partner", 0), ("partner__isnull", False), _connector="OR"),
                        name="leavers_to_a_partner_have_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PathwayKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True)),
                ("label", models.CharField(max_length=80)),
                ("description", models.CharField(max_length=200)),
                (
                    "steps",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), blank=True, default=list, size=None
                    ),
                ),
                (
                    "viable_from",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="The fewest on the last step with whom a class can run; nothing: none is run",
                        null=True,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Pathway",
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
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pathways",
                        to="outcomes.pathwaykind",
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pathways_led",
                        to="institutions.institution",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where it is for one place",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.area",
                    ),
                ),
                ("summary", models.TextField(blank=True)),
                (
                    "members",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Those that count their own people",
                        related_name="pathways",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PathwayStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "pathway",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="outcomes.pathway",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("label", models.CharField(max_length=80)),
                (
                    "step_type",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.term",
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "provider",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who awards it",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                ("support", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pathway", "position"), name="pathway_step_has_its_place"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level", None), ("level__range", (1, 8)), _connector="OR"),
                        name="pathway_step_level_is_one_of_eight",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PathwayCount",
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
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="outcomes.pathwaystep",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                ("cohort", models.CharField(max_length=7)),
                (
                    "pupil_group",
                    models.CharField(
                        choices=[
                            ("ALL", "All"),
                            ("DISADVANTAGED", "Disadvantaged"),
                            ("OTHERS", "Not disadvantaged"),
                        ],
                        max_length=15,
                    ),
                ),
                ("people", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("step", "institution", "cohort", "pupil_group"),
                        name="step_is_counted_once_for_a_group",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PathwayFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="outcomes.pathwaystep",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        blank=True,
                        help_text="None: all of them",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                ("cohort", models.CharField(max_length=7)),
                (
                    "pupil_group",
                    models.CharField(
                        choices=[
                            ("ALL", "All"),
                            ("DISADVANTAGED", "Disadvantaged"),
                            ("OTHERS", "Not disadvantaged"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "people",
                    models.PositiveIntegerField(
                        blank=True, help_text="To the nearest ten; none: withheld", null=True
                    ),
                ),
                (
                    "is_too_few",
                    models.BooleanField(default=False, help_text="Withheld, and fewer than a class"),
                ),
                ("published_on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("step", "institution", "cohort", "pupil_group"),
                        name="figure_of_a_step_is_kept_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_too_few", False), ("people", None), _connector="OR"),
                        name="figure_that_is_too_few_is_withheld",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "strand",
                    models.CharField(
                        choices=[
                            ("BUSINESS", "Business"),
                            ("HIGHER_EDUCATION", "Higher education"),
                            ("PARTNERSHIPS", "Partnerships"),
                            ("PARENTS", "Parental engagement"),
                        ],
                        max_length=20,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("text", models.TextField()),
                ("source", models.CharField(max_length=200)),
                ("indicator", models.CharField(blank=True, max_length=40)),
                (
                    "target",
                    models.PositiveIntegerField(
                        blank=True, help_text="In the unit of the indicator", null=True
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("strand", "number"), name="recommendation_is_kept_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("target", None), models.Q(("indicator", ""), _negated=True), _connector="OR"
                        ),
                        name="recommendation_target_has_an_indicator",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecommendationOwner",
            fields=[
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "recommendation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="owner",
                        serialize=False,
                        to="outcomes.recommendation",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.roleholder",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Progress",
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
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="progress",
                        to="outcomes.recommendation",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("NOT_STARTED", "Not started"),
                            ("IN_PROGRESS", "In progress"),
                            ("LONGER_TERM", "Longer term"),
                            ("SUBSTANTIALLY", "Substantially delivered"),
                            ("COMPLETE", "Complete"),
                        ],
                        max_length=15,
                    ),
                ),
                ("reported_on", models.DateField()),
                ("narrative", models.TextField()),
                ("evidence", models.TextField(blank=True)),
                ("evidence_url", models.URLField(blank=True, max_length=300)),
                (
                    "reported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "progress",
            },
        ),
    ]
