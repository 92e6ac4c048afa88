"""The first version of "effective": an agreement, an activity both sides confirmed, and a review."""

from datetime import date

from django.db import migrations


def seed(apps, schema_editor):
    apps.get_model("outcomes", "EffectiveRule").objects.get_or_create(
        version=1, defaults={"valid_from": date(2020, 9, 1)}
    )


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0002_exact_counts_apart")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
