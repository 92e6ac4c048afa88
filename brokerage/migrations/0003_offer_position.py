"""Each published offer's position, indexed: which offers are made near here, whether or not they reach."""

from django.db import migrations

FORWARDS = """
CREATE INDEX offer_position ON brokerage_offer USING gist (point(easting, northing))
    WHERE state = 'PUBLISHED' AND delivery <> 'ONLINE';
"""


class Migration(migrations.Migration):
    dependencies = [("brokerage", "0002_offer_catchment")]
    operations = [migrations.RunSQL(FORWARDS, "DROP INDEX offer_position;")]
