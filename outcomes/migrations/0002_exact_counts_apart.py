"""What institutions count exactly lies in a schema of its own, which nothing but their own pages reads."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0001_initial")]
    operations = [
        migrations.RunSQL("CREATE SCHEMA IF NOT EXISTS raw", "DROP SCHEMA IF EXISTS raw"),
        migrations.RunSQL(
            "ALTER TABLE outcomes_leavers SET SCHEMA raw",
            "ALTER TABLE raw.outcomes_leavers SET SCHEMA public",
        ),
        migrations.RunSQL(
            "ALTER TABLE outcomes_pathwaycount SET SCHEMA raw",
            "ALTER TABLE raw.outcomes_pathwaycount SET SCHEMA public",
        ),
        migrations.RunSQL(
            "ALTER TABLE outcomes_reading SET SCHEMA raw",
            "ALTER TABLE raw.outcomes_reading SET SCHEMA public",
        ),
    ]
