"""An evaluation leads to what was written of it for the library."""

import django.db.models.deletion
from django.db import migrations, models

from core.whole_tables import AddingMigration


class Migration(AddingMigration):
    dependencies = [
        ("outcomes", "0013_context_figures"),
        ("partnerships", "0023_money_of_programmes"),
    ]

    operations = [
        migrations.AddField(
            model_name="evaluation",
            name="finding",
            field=models.ForeignKey(
                blank=True,
                help_text="What was written of it for the library, in its first version",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="partnerships.libraryitem",
            ),
        ),
    ]
