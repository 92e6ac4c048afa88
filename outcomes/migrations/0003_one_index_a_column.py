import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outcomes", "0002_first_effective_rule"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="schoolcoverage",
            name="school_coverage_authority",
        ),
        migrations.RemoveIndex(
            model_name="schoolcoverage",
            name="school_coverage_trust",
        ),
        migrations.AlterField(
            model_name="schoolcoverage",
            name="run",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="outcomes.rolluprun",
            ),
        ),
    ]
