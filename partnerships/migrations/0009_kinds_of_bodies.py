"""The kinds of bodies, meetings and decisions."""

from django.db import migrations

PARTNERSHIP, GROUP, AUTHORITY = "PARTNERSHIP", "GROUP", "AUTHORITY"

BODIES = {
    "STEERING_GROUP": {"owners": [PARTNERSHIP, GROUP]},
    "GOVERNANCE_BOARD": {"owners": [PARTNERSHIP, GROUP]},
    "WORKING_GROUP": {"owners": [PARTNERSHIP, GROUP, AUTHORITY], "needs_remit": True, "needs_end": True},
    "EXPERT_GROUP": {"owners": [PARTNERSHIP, GROUP, AUTHORITY], "needs_remit": True},
    "FORUM": {"owners": [PARTNERSHIP, GROUP, AUTHORITY], "is_nominated": True},
    "SHARED_GOVERNING_BODY": {
        "owners": [PARTNERSHIP, GROUP],
        "sectors": ["STATE_SCHOOL", "INDEPENDENT_SCHOOL"],
    },
    "AUTHORITY_BOARD": {"owners": [AUTHORITY], "sectors": ["EMPLOYER"]},
    "CHILDRENS_TRUST_BOARD": {"owners": [AUTHORITY], "sectors": ["SCHOOL"]},
}

# code: label and what is particular to it, in the order in which they are offered
MEETINGS = {
    "GOVERNANCE": ("Meeting of the body", {"is_of_body": True}),
    "CO_DESIGN": ("Co-design session", {"needs_first": True}),
    "CALL": ("Call", {"is_contact": True}),
    "VISIT": ("Visit", {"is_contact": True}),
    "MESSAGE": ("Message", {"is_contact": True}),
}

CONSULTED = {
    "asks_why": True,
    "is_of_authority": True,
    "evidence_question": "What did those who were consulted say, and where is that kept?",
}
DECISIONS = {
    "DECISION": ("Decision", {}),
    "REDESIGN": ("Redesign of what you do together", {"asks_why": True, "asks": ["AGREED"]}),
    "PROVISION": ("Decision on provision", {**CONSULTED, "asks": ["CONSULTED"]}),
    "INTERVENTION": ("Intervention in a school", {**CONSULTED, "asks": ["CONSIDERED", "CONSULTED"]}),
}


def seed(apps, schema_editor):
    Term = apps.get_model("institutions", "Term")
    BodyKind = apps.get_model("partnerships", "BodyKind")
    for code, rules in BODIES.items():
        term = Term.objects.get(vocabulary="BODY_KIND", code=code)
        BodyKind.objects.get_or_create(term=term, defaults=rules)
    for name, rows in (("MeetingKind", MEETINGS), ("DecisionKind", DECISIONS)):
        model = apps.get_model("partnerships", name)
        for position, (code, (label, rules)) in enumerate(rows.items(), start=1):
            model.objects.get_or_create(code=code, defaults={"label": label, "position": position, **rules})


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0008_words_of_events"), ("institutions", "0005_role_types")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop, elidable=True)]
