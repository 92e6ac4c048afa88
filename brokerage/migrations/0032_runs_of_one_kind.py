"""A run may be for one kind of offer alone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("brokerage", "0031_rows_left_out"),
        ("institutions", "0002_vocabularies"),
    ]

    operations = [
        migrations.AddField(
            model_name="allocationrun",
            name="offer_kind",
            field=models.ForeignKey(
                blank=True,
                help_text="Only offers of this kind, and schools that ask for one",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="institutions.term",
            ),
        ),
    ]
