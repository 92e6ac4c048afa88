"""What the National Council for Educational Excellence expected of every setting, in our own words."""

from datetime import date

from django.db import migrations

SOURCE = "National Council for Educational Excellence, 2008"
SINCE = date(2008, 10, 8)
# Words, which figure tells it, ages.
EXPECTED = [
    ("Every setting works in at least one partnership", "PARTNERSHIP", []),
    ("At least one of them is meant to raise quality and attainment", "QUALITY", []),
    ("Every school and college has an effective relationship with business", "EFFECTIVE", ["PRIMARY", "SECONDARY", "POST_16"]),
    ("Somebody in the leadership team and a governor answer for it", "BOTH_ROLES", ["PRIMARY", "SECONDARY", "POST_16"]),
    ("Primary schools meet higher education early", "HIGHER_EDUCATION", ["PRIMARY"]),
]  # fmt: skip


def bring_expectations(apps, schema_editor):
    Expectation = apps.get_model("outcomes", "Expectation")
    for words, measured, phases in EXPECTED:
        said = {"words": words, "phases": phases, "source": SOURCE, "starts_on": SINCE}
        Expectation.objects.get_or_create(area=None, measured=measured, defaults=said)


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0010_expectations")]
    operations = [migrations.RunPython(bring_expectations, migrations.RunPython.noop, elidable=True)]
