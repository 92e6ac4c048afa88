"""What a request asks, and the stages it goes through."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("brokerage", "0013_first_request_kinds"),
        ("institutions", "0007_words_of_requests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RemoveConstraint(
            model_name="request",
            name="school_asks_once_at_a_time_for_an_area",
        ),
        migrations.RemoveConstraint(
            model_name="request",
            name="request_closed_has_its_day",
        ),
        migrations.AddField(
            model_name="request",
            name="access_needs",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="request",
            name="closes_on",
            field=models.DateField(blank=True, help_text="Answers after this day come too late", null=True),
        ),
        migrations.AddField(
            model_name="request",
            name="handled_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Who works on it",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="institutions.institution",
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="is_public",
            field=models.BooleanField(
                default=False, help_text="Everybody who is signed in may read the school's name and words"
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="kinds_wanted",
            field=models.ManyToManyField(blank=True, related_name="+", to="institutions.term"),
        ),
        migrations.AddField(
            model_name="request",
            name="made_as",
            field=models.CharField(
                blank=True, help_text="The role of somebody from elsewhere", max_length=150
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="members",
            field=models.ManyToManyField(
                blank=True, related_name="cluster_requests", to="institutions.institution"
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="needs",
            field=models.ManyToManyField(blank=True, related_name="+", to="institutions.term"),
        ),
        migrations.AddField(
            model_name="request",
            name="on_yes",
            field=models.CharField(
                choices=[
                    ("KEEP", "Keep asking the others"),
                    ("WITHDRAW", "Tell the others that it is no longer needed"),
                ],
                default="KEEP",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="people",
            field=models.PositiveIntegerField(blank=True, help_text="Pupils or staff, roughly", null=True),
        ),
        migrations.AddField(
            model_name="request",
            name="phases",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("EARLY_YEARS", "Early years"),
                        ("PRIMARY", "Primary"),
                        ("SECONDARY", "Secondary"),
                        ("POST_16", "16 to 19"),
                    ],
                    max_length=12,
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="school_agreed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="request",
            name="school_words",
            field=models.TextField(blank=True, help_text="The school's own word on the outcome"),
        ),
        migrations.AddField(
            model_name="request",
            name="source",
            field=models.TextField(blank=True, help_text="Where the need was found: who was asked, and when"),
        ),
        migrations.AddField(
            model_name="request",
            name="source_url",
            field=models.URLField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="request",
            name="unmet_reason",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="institutions.term",
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="wanted_from",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="request",
            name="wanted_to",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="request",
            name="year_groups",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("N0", "Nursery"),
                        ("R0", "Reception"),
                        ("Y01", "Year 1"),
                        ("Y02", "Year 2"),
                        ("Y03", "Year 3"),
                        ("Y04", "Year 4"),
                        ("Y05", "Year 5"),
                        ("Y06", "Year 6"),
                        ("Y07", "Year 7"),
                        ("Y08", "Year 8"),
                        ("Y09", "Year 9"),
                        ("Y10", "Year 10"),
                        ("Y11", "Year 11"),
                        ("Y12", "Year 12"),
                        ("Y13", "Year 13"),
                        ("Y14", "Year 14"),
                    ],
                    max_length=3,
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AlterField(
            model_name="request",
            name="state",
            field=models.CharField(
                choices=[
                    ("SUBMITTED", "Submitted"),
                    ("TRIAGED", "Looked at"),
                    ("ROUTED", "Handed on"),
                    ("ACCEPTED", "Being worked on"),
                    ("SOLVED", "Waiting for the school’s word"),
                    ("CLOSED", "Closed"),
                ],
                default="SUBMITTED",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="kind",
            field=models.ForeignKey(
                default="SCHOOL_NEED",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="brokerage.requestkind",
            ),
        ),
        migrations.CreateModel(
            name="Capability",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "capability",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.term"
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="capabilities",
                        to="institutions.institution",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RequestStage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("SUBMITTED", "Submitted"),
                            ("TRIAGED", "Looked at"),
                            ("ROUTED", "Handed on"),
                            ("ACCEPTED", "Being worked on"),
                            ("SOLVED", "Waiting for the school’s word"),
                            ("CLOSED", "Closed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reached_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("words", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stages",
                        to="brokerage.request",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Routing",
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
                            ("WAITING", "Waiting for an answer"),
                            ("ACCEPTED", "Taken"),
                            ("HANDED_BACK", "Handed back"),
                            ("OVERTAKEN", "No longer needed"),
                        ],
                        default="WAITING",
                        max_length=12,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("answer_words", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="routings",
                        to="institutions.institution",
                    ),
                ),
                (
                    "reason",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.term",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="routings",
                        to="brokerage.request",
                    ),
                ),
                (
                    "routed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="capability",
            constraint=models.UniqueConstraint(
                fields=("partner", "capability"), name="partner_lists_a_capability_once"
            ),
        ),
        migrations.AddIndex(
            model_name="requeststage",
            index=models.Index(fields=["request", "reached_at"], name="request_stage_in_order"),
        ),
        migrations.AddConstraint(
            model_name="routing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "WAITING")),
                fields=("request",),
                name="request_waits_with_one_partner",
            ),
        ),
        migrations.AddConstraint(
            model_name="routing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason__isnull", False), ("state", "HANDED_BACK")),
                    models.Q(models.Q(("state", "HANDED_BACK"), _negated=True), ("reason", None)),
                    _connector="OR",
                ),
                name="routing_handed_back_has_a_reason",
            ),
        ),
    ]
