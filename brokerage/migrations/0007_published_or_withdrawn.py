import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("brokerage", "0006_journey_step"),
        ("institutions", "0004_districts_only_where_there_are_some"),
        ("partnerships", "0003_words_of_the_definitions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="offer",
            name="offer_published_is_dated",
        ),
        migrations.AlterField(
            model_name="introduction",
            name="submission_key",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="offer",
            name="confirmed_on",
            field=models.DateField(
                default=django.utils.timezone.localdate,
                help_text="When the provider last said that it stands",
            ),
        ),
        migrations.AlterField(
            model_name="offer",
            name="published_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AlterField(
            model_name="offer",
            name="state",
            field=models.CharField(
                choices=[("PUBLISHED", "Published"), ("WITHDRAWN", "Withdrawn")],
                default="PUBLISHED",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="offer",
            name="submission_key",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="introduction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("submission_key__isnull", False)),
                fields=("school", "submission_key"),
                name="school_asks_once_however_often_it_is_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("submission_key__isnull", False)),
                fields=("provider", "submission_key"),
                name="offer_is_published_once_however_often_it_is_sent",
            ),
        ),
    ]
