"""The Council wanted 500 employer languages champions by 2011 (its business strand, recommendation 1)."""

from datetime import date

from django.db import migrations


def set_target(apps, schema_editor):
    champions = apps.get_model("institutions", "RoleType").objects.filter(code="LANGUAGES_CHAMPION")
    champions.update(target_holders=500, target_on=date(2011, 12, 31))


class Migration(migrations.Migration):
    dependencies = [("institutions", "0003_words_of_requests")]

    operations = [migrations.RunPython(set_target, migrations.RunPython.noop)]
