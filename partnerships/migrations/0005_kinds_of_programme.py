"""The kinds of programme in the source documents, and what each has beyond the common facts."""

from django.db import migrations

KINDS = [
    ("PROGRAMME", "Programme", "One thing that many schools take part in.", []),
    ("STAGED", "Programme in stages", "Schools go through the same steps, one after the other.", ["STAGES"]),
    ("MULTI_YEAR", "Programme over several years", "Linked work that builds up from year to year.", []),
    ("NATIONAL", "National programme", "It has local programmes under it.", []),
    ("CONSORTIUM", "Programme of a consortium", "Several universities or others run it together.", ["AWARD"]),
    ("PILOT", "Pilot", "A trial, at whose end somebody decides what comes next.", ["DECISION"]),
    ("AWARD", "Award scheme", "Who meets the requirement gets the award.", ["STAGES", "AWARD"]),
    ("CAMPAIGN", "Campaign", "Speaks to a group of people, so that they do something.", ["AUDIENCE"]),
    ("FUNDING", "Funding programme", "Money for schools, year by year.", []),
]  # fmt: skip


def seed(apps, schema_editor):
    ProgrammeKind = apps.get_model("partnerships", "ProgrammeKind")
    for position, (code, label, description, parts) in enumerate(KINDS, start=1):
        given = {"label": label, "description": description, "parts": parts, "position": position}
        ProgrammeKind.objects.get_or_create(code=code, defaults=given)


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0004_kinds_of_partnership")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
