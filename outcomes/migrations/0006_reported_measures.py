"""What schools report of their own leavers: never comparable with the official figures, and labelled so."""

from django.db import migrations

NAMES = {
    "leavers": "Leavers",
    "higher_education": "Entered higher education, as reported",
    "further_education": "Entered further education, as reported",
    "apprenticeship": "Entered an apprenticeship, as reported",
    "employment": "Entered employment, as reported",
    "not_staying": "In none of these, as reported",
    "unknown": "Not known to the school",
    "to_partner": "At the partner university, of those in higher education",
}


def seed(apps, schema_editor):
    measures = apps.get_model("outcomes", "Measure").objects
    for position, (code, name) in enumerate(NAMES.items(), start=500):
        measures.get_or_create(
            code=f"reported_{code}",
            version=1,
            defaults={
                "name": name,
                "definition": "Students counted by the school itself. Published only rounded, and small numbers are withheld.",
                "cohort_rule": "Leavers, whether the school could reach them or not",
                "level_filter": "All levels",
                "window": "The autumn after leaving",
                "scope": "Schools that report",
                "source_type": "SELF_REPORTED",
                "unit": "NUMBER" if code == "leavers" else "PERCENT",
                "panel": "REPORTED",
                "position": position,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0005_first_recommendations")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
