"""The rule that a UKPRN names one university, again: dropping the column's plain index (0003) took it along.

Django tells an index from a partial unique constraint of the same column by its name in `Meta.indexes` alone.
"""

from django.db import migrations, models
from django.db.models import Q

ONE_UNIVERSITY = models.UniqueConstraint(
    fields=["ukprn"],
    condition=Q(kind="UNIVERSITY") & ~Q(ukprn=""),
    name="institution_ukprn_names_one_university",
)


class Migration(migrations.Migration):
    dependencies = [("institutions", "0012_links_end_after_they_begin")]
    operations = [
        migrations.RemoveConstraint("institution", ONE_UNIVERSITY.name),
        migrations.AddConstraint("institution", ONE_UNIVERSITY),
    ]
