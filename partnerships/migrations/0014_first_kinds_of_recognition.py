"""What the source documents give for working together: for what, and what it brings."""

from django.db import migrations

PUBLIC = ["PUBLIC_BODY", "NETWORK", "BROKER", "CHARITY"]
LEARNING = ["SCHOOL", "COLLEGE"]

# code, label, what for, what it brings, whether it is competed for, who gives it, who may get it
KINDS = [
    ("EMPLOYER_AWARD", "Annual employer award", "A year of work with schools that others can learn from.",
        "Its name and its story in the library, and a mark on its page.", True, PUBLIC, ["EMPLOYER"]),
    ("PRACTICE_AWARD", "Award for shared practice", "Good practice that other schools have taken up.",
        "A case study in the library, and a mark on its page.", True, PUBLIC, []),
    ("CELEBRATION", "Business award or celebration", "What an employer did for one school or trust.",
        "Thanks in public, on its page.", False, [], ["EMPLOYER"]),
    ("SPECIALIST", "High-performing specialist school", "A specialism done so well that other schools learn from it.",
        "A mark on its page that schools see when they look for help.", False, ["PUBLIC_BODY", "NETWORK"], LEARNING),
    ("OPENED_DOORS", "Opened its doors", "Visits or placements for a school that had none.",
        "A mark on its page that schools see when they choose.", False, [], []),
    ("LENT_GOVERNOR", "Lent a governor", "Time in working hours for somebody who governs a school.",
        "A mark on its page that those who look for work see.", False, [], ["EMPLOYER", "UNIVERSITY", "PUBLIC_BODY"]),
    ("SHARED_BEYOND", "Shared beyond its trust", "Practice that schools outside the trust now use.",
        "A mark on its page.", False, PUBLIC, [*LEARNING, "TRUST"]),
]  # fmt: skip


def seed(apps, schema_editor):
    RecognitionKind = apps.get_model("partnerships", "RecognitionKind")
    for position, (code, label, description, brings, is_competed_for, givers, receivers) in enumerate(
        KINDS, start=1
    ):
        given = {"label": label, "description": description, "brings": brings, "position": position}
        rules = {"is_competed_for": is_competed_for, "givers": givers, "receivers": receivers}
        RecognitionKind.objects.get_or_create(code=code, defaults=given | rules)


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0013_recognition")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop, elidable=True)]
