"""The designations of the source documents."""

from django.db import migrations

# code, label, what it is, and whether areas have it
KINDS = [
    ("EDUCATION_INVESTMENT_AREA", "Education investment area",
     "A local authority where outcomes were lowest, which gets help first.", True),
    ("OPPORTUNITY_AREA", "Opportunity area",
     "A place where social mobility was lowest, with a plan of its own.", True),
    ("CONVENING_AREA", "Locally convened partnership area",
     "An area whose authority or mayor brings schools, employers and universities together.", True),
    ("SPECIALIST_SCHOOL", "Specialist school",
     "A school with a specialism that it shares with its partners.", False),
    ("HIGH_PERFORMING_SPECIALIST", "High performing specialist school",
     "A specialist school that leads others, looked at again by how its partners fare.", False),
]  # fmt: skip


def seed(apps, schema_editor):
    DesignationKind = apps.get_model("institutions", "DesignationKind")
    for position, (code, label, description, is_of_areas) in enumerate(KINDS, start=1):
        given = {"label": label, "description": description, "is_of_areas": is_of_areas, "position": position}
        DesignationKind.objects.get_or_create(code=code, defaults=given)


class Migration(migrations.Migration):
    dependencies = [("institutions", "0008_designations")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
