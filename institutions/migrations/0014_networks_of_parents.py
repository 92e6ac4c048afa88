"""Networks of parents, face to face and online, and the areas in which they are tried."""

from django.db import migrations

KINDS = [
    ("PARENT_NETWORK", "Parents’ network, face to face",
     "Parents and carers of a place who meet and tell each other what they know."),
    ("ONLINE_PARENT_NETWORK", "Parents’ network, online",
     "Parents and carers who find each other on a website or in a forum, often for the areas of a pilot."),
]  # fmt: skip
PILOT = "A place in which networks of parents are tried before others have them."


def seed(apps, schema_editor):
    GroupKind = apps.get_model("institutions", "GroupKind")
    DesignationKind = apps.get_model("institutions", "DesignationKind")
    for position, (code, label, description) in enumerate(KINDS, start=16):
        given = {"label": label, "description": description, "position": position}
        facts = {"counts_people": True, "has_catchment": True}
        GroupKind.objects.get_or_create(code=code, defaults=given | facts)
    pilot = {
        "label": "Pilot area of parents’ networks",
        "description": PILOT,
        "is_of_areas": True,
        "position": 6,
    }
    DesignationKind.objects.get_or_create(code="PARENT_NETWORK_PILOT", defaults=pilot)


class Migration(migrations.Migration):
    dependencies = [("institutions", "0013_parents_associations")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
