"""Index districts only where a school has one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0003_words_and_lean_indexes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="institution",
            name="district",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="institutions.area",
            ),
        ),
        migrations.AddIndex(
            model_name="institution",
            index=models.Index(
                condition=models.Q(("district__isnull", False)),
                fields=["district"],
                name="institution_district",
            ),
        ),
    ]
