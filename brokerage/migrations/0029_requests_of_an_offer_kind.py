"""Asking for some kinds of offer is a kind of request of its own."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("brokerage", "0028_shared_challenges")]
    operations = [
        migrations.AddField(
            model_name="requestkind",
            name="offer_kind",
            field=models.OneToOneField(
                blank=True,
                help_text="Asking for such an offer is this",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="institutions.term",
            ),
        )
    ]
