"""The kinds of item in the source documents, what each asks for, and how long it may stand unchecked."""

from django.db import migrations

DO, USED = "We do this now", "We have used this"
YEAR = 365

# code, label, what it is, what it asks for, what those say who take it up, days to the next look
KINDS = [
    ("CASE_STUDY", "Case study", "What a partnership or an activity did, and what came of it.",
        ["CASE"], DO, 2 * YEAR),
    ("PRACTICE", "Practitioner guidance", "How to do something, for those who work with pupils and families.",
        [], DO, 2 * YEAR),
    ("EXTERNAL_MODEL", "External model", "A way of working from elsewhere, with what is known about it.",
        ["EVIDENCE"], DO, 3 * YEAR),
    ("EVIDENCE", "Evidence", "What is known about whether something works.",
        ["EVIDENCE", "PRACTICE"], USED, 3 * YEAR),
    ("RESEARCH", "Research", "A study, and the practice that it bears on.",
        ["EVIDENCE", "LINK", "PRACTICE"], USED, 3 * YEAR),
    ("FINDING", "Evaluation finding", "What an evaluation found, in the words of those who made it.",
        ["EVIDENCE"], USED, 3 * YEAR),
    ("REPORT", "Report", "A report by a public body, a network or researchers.",
        ["LINK"], USED, 3 * YEAR),
    ("JOINT_PUBLICATION", "Joint publication", "Something that partners wrote together.",
        ["CASE", "LINK"], USED, 2 * YEAR),
    ("BRIEFING", "Briefing resource", "Slides, a film or a recording, with what is said in it.",
        ["LINK", "TRANSCRIPT"], USED, 2 * YEAR),
    ("FAMILY", "Material for families", "Something to give to parents and carers, in their languages.",
        ["LINK", "FORMATS"], USED, YEAR),
    ("ROLE_GUIDANCE", "Guidance for a role", "What somebody who answers for something should know.",
        ["TASK"], "", YEAR),
    ("SIGNPOST", "Signpost", "Where to go on from a task: another service, or a page elsewhere.",
        ["LINK", "TASK"], "", YEAR),
    ("CURATED_LINK", "Curated link", "A page elsewhere that is worth knowing. You check every three months that it works.",
        ["LINK"], "", YEAR),
    ("CALL", "Call for evidence", "You ask for examples until a day. What comes in goes into the library.",
        ["CLOSING"], "", YEAR),
]  # fmt: skip
LINK_DAYS = {"CURATED_LINK": 91, "SIGNPOST": 182}


def seed(apps, schema_editor):
    ItemKind = apps.get_model("partnerships", "ItemKind")
    for position, (code, label, description, asks, uptake, review_days) in enumerate(KINDS, start=1):
        ItemKind.objects.get_or_create(
            code=code,
            defaults={
                "label": label,
                "description": description,
                "asks": asks,
                "uptake": uptake,
                "review_days": review_days,
                "link_days": LINK_DAYS.get(code),
                "position": position,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0011_library_items")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop, elidable=True)]
