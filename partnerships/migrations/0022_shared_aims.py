"""An aim says where its numbers come from, and whether those of all parties add up."""

from django.db import migrations, models

from core.whole_tables import AddingMigration


class Migration(AddingMigration):
    dependencies = [("partnerships", "0021_cohorts_handed_on")]
    operations = [
        migrations.AddField(
            model_name="aim",
            name="adds_up",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Each party has a number of its own, and they are added up",
            ),
        ),
        migrations.AddField(
            model_name="aim",
            name="source",
            field=models.CharField(
                blank=True, db_default="", default="", help_text="Where its numbers come from", max_length=200
            ),
        ),
    ]
