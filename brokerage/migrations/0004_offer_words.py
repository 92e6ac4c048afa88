"""The words of each offer, made ready to be compared with the words in which a school says what it needs.

Stored, because the ranking compares hundreds of offers for one page.
"""

from django.db import migrations

FORWARDS = """
ALTER TABLE brokerage_offer ADD COLUMN words tsvector
    GENERATED ALWAYS AS (to_tsvector('english', title || ' ' || details)) STORED
"""


class Migration(migrations.Migration):
    dependencies = [("brokerage", "0003_offer_position")]
    operations = [migrations.RunSQL(FORWARDS, "ALTER TABLE brokerage_offer DROP COLUMN words")]
