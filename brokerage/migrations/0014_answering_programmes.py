"""A need may name the programmes that answer it."""

from django.db import migrations, models

from core.whole_tables import AddingMigration


class Migration(AddingMigration):
    dependencies = [
        ("brokerage", "0013_first_message_templates"),
        ("partnerships", "0023_money_of_programmes"),
    ]

    operations = [
        migrations.AddField(
            model_name="request",
            name="programmes",
            field=models.ManyToManyField(
                blank=True,
                help_text="Which of them answer it",
                related_name="needs",
                to="partnerships.programme",
            ),
        ),
    ]
