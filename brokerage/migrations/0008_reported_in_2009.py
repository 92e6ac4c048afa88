"""In October 2009, 74 brokers were registered: more than the 60 that were wanted by September."""

from datetime import date

from django.db import migrations


def report(apps, schema_editor):
    targets = apps.get_model("brokerage", "BrokerageTarget").objects
    targets.filter(measure="REGISTERED", due_on=date(2009, 9, 30)).update(reported=74)


class Migration(migrations.Migration):
    dependencies = [("brokerage", "0007_first_funding_rule")]
    operations = [migrations.RunPython(report, migrations.RunPython.noop)]
