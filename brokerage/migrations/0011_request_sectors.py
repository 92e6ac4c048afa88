"""A request may say which industries the school would like to hear from."""

from django.db import migrations, models

from core.whole_tables import AddingMigration


class Migration(AddingMigration):
    dependencies = [("brokerage", "0010_trainee_teachers"), ("institutions", "0011_organisation_types")]
    operations = [
        migrations.AddField(
            model_name="request",
            name="sectors",
            field=models.ManyToManyField(
                blank=True,
                help_text="Industries that it would like to hear from",
                related_name="+",
                to="institutions.term",
            ),
        ),
    ]
