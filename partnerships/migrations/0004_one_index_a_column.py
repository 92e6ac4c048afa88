import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0004_districts_only_where_there_are_some"),
        ("partnerships", "0003_words_of_the_definitions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="collaboration",
            name="submission_key",
            field=models.UUIDField(
                blank=True, help_text="Made by the form, so that sending it twice logs it once", null=True
            ),
        ),
        migrations.AlterField(
            model_name="contribution",
            name="collaboration",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="contributions",
                to="partnerships.collaboration",
            ),
        ),
        migrations.AlterField(
            model_name="participation",
            name="contribution",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="participations",
                to="partnerships.contribution",
            ),
        ),
        migrations.AddConstraint(
            model_name="collaboration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("submission_key__isnull", False)),
                fields=("organiser", "submission_key"),
                name="collaboration_is_logged_once_however_often_it_is_sent",
            ),
        ),
    ]
