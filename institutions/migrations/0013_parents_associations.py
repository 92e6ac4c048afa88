"""Whether the parent–teacher association of a school takes part in work with partners."""

from django.db import migrations, models

from core.whole_tables import AddingMigration


class Migration(AddingMigration):
    dependencies = [
        ("institutions", "0012_words_for_families"),
    ]

    operations = [
        migrations.AddField(
            model_name="welcome",
            name="involves_parents_association",
            field=models.BooleanField(
                blank=True, help_text="Its parent–teacher association takes part; none: not said", null=True
            ),
        ),
    ]
