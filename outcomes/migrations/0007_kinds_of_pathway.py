from django.db import migrations

KINDS = [
    (
        *("LADDER", "From school to work or degree"),
        *("Steps of your own, each with its level, who awards it and the support given there", [], None),
    ),
    (
        *("SUBJECT", "A subject, from a year group to A level"),
        "Entries of each school, and where a class is too small",
        ["Pupils in the year group", "GCSE entries", "A level entries"],
        6,
    ),
    (
        *("TEACHERS", "Into teaching, for people who live nearby"),
        "From the first course to a qualified teacher",
        ["Enrolled", "Completed", "In teacher training", "Qualified"],
        None,
    ),
    (
        *("PARTNER_TEACHERS", "Teachers trained with partner schools"),
        "From application to staying in the partnership",
        [
            *("Applied", "Placed at a partner school", "Hired in the partnership"),
            *("Still there after one year", "Still there after three years"),
        ],
        None,
    ),
    (
        *("LEADERS", "Leaders of schools"),
        *("Who was developed, and who took on a new role", ["Developed", "In a new role"], None),
    ),
    (
        *("ENTRANTS", "Entrants from partner schools"),
        "From application to the first day at a university",
        ["Applied", "Offered a place", "Entered"],
        None,
    ),
]
STEP_TYPES = [
    ("SCHOOL", "School or academy"),
    ("GCSE", "GCSE"),
    ("A_LEVEL", "A level"),
    ("T_LEVEL", "T Level"),
    ("APPRENTICESHIP", "Apprenticeship"),
    ("UTC_LEVEL_4", "Level 4 at a university technical college"),
    ("HTQ", "Higher Technical Qualification (level 4 or 5)"),
    ("FOUNDATION_DEGREE", "Foundation degree"),
    ("DEGREE", "Degree"),
    ("TEACHER_TRAINING", "Initial teacher training"),
    ("EMPLOYMENT", "Employment"),
]


def write_down(apps, schema_editor):
    kind, term = apps.get_model("outcomes", "PathwayKind"), apps.get_model("institutions", "Term")
    for position, (code, label, description, steps, viable_from) in enumerate(KINDS):
        facts = {"label": label, "description": description, "steps": steps, "viable_from": viable_from}
        kind.objects.update_or_create(code=code, defaults=facts | {"position": position})
    for position, (code, label) in enumerate(STEP_TYPES):
        term.objects.update_or_create(
            vocabulary="STEP_TYPE", code=code, defaults={"label": label, "position": position}
        )


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0006_reported_measures"), ("institutions", "0005_role_types")]

    operations = [migrations.RunPython(write_down, migrations.RunPython.noop, elidable=True)]
