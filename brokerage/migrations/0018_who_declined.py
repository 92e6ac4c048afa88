"""Until now only the provider could decline."""

from django.db import migrations


def name_the_provider(apps, schema_editor):
    declined = apps.get_model("brokerage", "Introduction").objects.filter(state="DECLINED", ended_by="")
    declined.update(ended_by="PROVIDER")


class Migration(migrations.Migration):
    dependencies = [("brokerage", "0017_introduction_states")]
    operations = [migrations.RunPython(name_the_provider, migrations.RunPython.noop, elidable=True)]
