"""Sponsors are as senior as role holders are: one scale for both."""

from django.db import migrations
from django.db.models import Case, Value, When

# What a sponsor was, and what that is on the scale of the institutions.
NEW = {
    "BOARD": "EXECUTIVE",
    "CHIEF": "EXECUTIVE",
    "EXECUTIVE": "SENIOR",
    "SENIOR": "MIDDLE",
    "STAFF": "OTHER",
}


def move(apps, schema_editor):
    named = apps.get_model("partnerships", "Party").objects.filter(sponsor_seniority__in=NEW)
    whens = [When(sponsor_seniority=old, then=Value(new)) for old, new in NEW.items()]
    named.update(sponsor_seniority=Case(*whens))


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0022_words_of_events")]
    operations = [migrations.RunPython(move, migrations.RunPython.noop, elidable=True)]
