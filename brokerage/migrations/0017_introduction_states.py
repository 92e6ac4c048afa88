import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("brokerage", "0016_rules_of_requests")]

    operations = [
        migrations.AlterField(
            model_name="introduction",
            name="state",
            field=models.CharField(
                choices=[
                    ("PROPOSED", "Waiting for an answer"),
                    ("MAYBE", "Maybe"),
                    ("WITH_BROKER", "With a broker"),
                    ("ACCEPTED", "Accepted"),
                    ("DECLINED", "Declined"),
                    ("WITHDRAWN", "Withdrawn by the school"),
                    ("CANCELLED", "Cancelled after a yes"),
                    ("EXPIRED", "No answer in time"),
                    ("HAPPENED", "Took place"),
                    ("DID_NOT_HAPPEN", "Did not take place"),
                ],
                default="PROPOSED",
                max_length=15,
            ),
        ),
        migrations.AlterField(
            model_name="introduction",
            name="words",
            field=models.TextField(blank=True, help_text="What was added to the last answer"),
        ),
        migrations.AddField(
            model_name="introduction",
            name="revision",
            field=models.PositiveIntegerField(default=1, help_text="One more with every change of state"),
        ),
        migrations.AddField(
            model_name="introduction",
            name="origin",
            field=models.CharField(
                choices=[
                    ("SCHOOL", "Asked by the school"),
                    ("TRUST", "Asked by the school’s trust"),
                    ("BROKER", "Matched by a broker"),
                    ("RUN", "Matched in an allocation run"),
                ],
                default="SCHOOL",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="introduction",
            name="ended_by",
            field=models.CharField(
                blank=True,
                choices=[("SCHOOL", "the school"), ("PROVIDER", "the provider")],
                help_text="Who declined, cancelled or said what came of it",
                max_length=10,
                default="",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="introduction",
            name="broker",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="introductions_helped",
                to="institutions.institution",
            ),
        ),
        migrations.AddField(
            model_name="introduction",
            name="broker_accepted_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="introduction",
            name="planned_on",
            field=models.DateField(blank=True, null=True, help_text="The day on which it is to take place"),
        ),
        migrations.AddField(
            model_name="introduction",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="introduction",
            name="asked_whether_it_happened_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
