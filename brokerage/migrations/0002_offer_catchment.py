"""Each offer's catchment as a box, indexed: ranking asks which boxes hold the school.

Indexing the reach, not the position, keeps the search exact and quick in the countryside too, where the nearest
offers are many but few reach far enough.
"""

from django.db import migrations

FORWARDS = """
ALTER TABLE brokerage_offer ADD COLUMN catchment box GENERATED ALWAYS AS (
    box(point(easting - reach_km * 1000, northing - reach_km * 1000),
        point(easting + reach_km * 1000, northing + reach_km * 1000))
) STORED;
CREATE INDEX offer_catchment ON brokerage_offer USING gist (catchment)
    WHERE state = 'PUBLISHED' AND delivery <> 'ONLINE' AND places_taken < places;
"""

BACKWARDS = """
DROP INDEX offer_catchment;
ALTER TABLE brokerage_offer DROP COLUMN catchment;
"""


class Migration(migrations.Migration):
    dependencies = [("brokerage", "0001_initial")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
