"""What the National Council for Educational Excellence wanted of brokers, in its first report on progress."""

from datetime import date

from django.db import migrations

SOURCE = "NCEE, first report on progress"


def seed(apps, schema_editor):
    apps.get_model("brokerage", "FundingRule").objects.get_or_create(
        valid_from=date(2011, 1, 1),
        defaults={"stages": ["WORKING_TOWARDS", "ACHIEVED"], "source": SOURCE},
    )
    targets = apps.get_model("brokerage", "BrokerageTarget").objects
    targets.get_or_create(
        measure="REGISTERED", due_on=date(2009, 9, 30), defaults={"number": 60, "source": SOURCE}
    )
    targets.get_or_create(measure="AUTHORITIES", due_on=date(2011, 12, 31), defaults={"source": SOURCE})


class Migration(migrations.Migration):
    dependencies = [("brokerage", "0006_first_request_kinds")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
