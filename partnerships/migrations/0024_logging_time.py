"""A record that was typed says when its first page was opened, so that the time that logging takes can be told."""

from django.db import migrations, models

from core.whole_tables import AddingMigration


class Migration(AddingMigration):
    dependencies = [("partnerships", "0023_money_of_programmes")]
    operations = [
        migrations.AddField(
            model_name="collaboration",
            name="began_at",
            field=models.DateTimeField(
                blank=True,
                help_text="When whoever logs it opened the first page; nothing where it came another way",
                null=True,
            ),
        ),
        migrations.AddIndex(
            model_name="collaboration",
            index=models.Index(
                condition=models.Q(("began_at__isnull", False), ("state", "RECORDED")),
                fields=["-recorded_at"],
                name="collaboration_logged_by_hand",
            ),
        ),
    ]
