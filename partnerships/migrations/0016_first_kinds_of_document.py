"""The first kinds of document, and what they are asked."""

from django.db import migrations

SCHOOLS, UNIVERSITY = ["SCHOOL", "COLLEGE"], ["UNIVERSITY"]
STRATEGY = [
    "Whom we want to reach, and how many of them we reach now",
    "What we do before people apply",
    "What we do for those who study here",
    "Targets with their years",
    "What it costs",
    "How we know what works",
]
ACCESS_PLAN = [
    "Risks to equal opportunity",
    "Objectives and targets",
    "What is done, and what it costs",
    "How it is evaluated",
]
INDEPENDENT = [
    "Which independent schools there are",
    "What they were asked",
    "What they are to do",
]
# code, label, description, owners (empty: a local authority), sections, other columns
KINDS = [
    ("WP_STRATEGY", "Widening participation strategic assessment", "What a university does so that more people take part, year by year.",
     UNIVERSITY, STRATEGY, {"is_required": True, "is_yearly": True, "is_for_standing": True}),
    ("ACCESS_AGREEMENT", "Access agreement", "What a university promised before there were access and participation plans.",
     UNIVERSITY, [], {}),
    ("ACCESS_PLAN", "Access and participation plan", "What a university promises about access, success and progression.",
     UNIVERSITY, ACCESS_PLAN, {}),
    ("ADMISSIONS_POLICY", "Admissions policy", "How applicants are chosen, in words that an applicant understands.",
     UNIVERSITY, [], {"is_required": True}),
    ("ECONOMIC_WELL_BEING", "Policy on economic well-being", "How the curriculum prepares pupils for work and money.",
     SCHOOLS, [], {}),
    ("PARTNERSHIP_PLAN", "Specialist school partnership plan", "What a specialist school does for partner schools, named, and what their pupils learn from it.",
     SCHOOLS, [], {"names_partners": True}),
    ("TRUST_STRATEGY", "Trust strategy statement", "Where a trust is going, and with whom.", ["TRUST"], [], {"has_goals": True}),
    ("IMPROVEMENT_PLAN", "Improvement plan", "Goals of a school or trust, how they are measured, and the partnerships that are to reach them.",
     [*SCHOOLS, "TRUST"], [], {"has_goals": True}),
    ("CHILDREN_PLAN", "Children and Young People’s Plan", "What an authority plans for its children, with brokerage between schools and employers or without.",
     [], [], {"is_required": True}),
    ("INDEPENDENT_SCHOOLS", "Plan section on independent schools", "How an authority counts the independent schools of its place in.",
     [], INDEPENDENT, {}),
]  # fmt: skip
# kind, code, label, hint, answer, required
QUESTIONS = [
    (
        "TRUST_STRATEGY",
        "trust_statement",
        "Where is the trust going, and with whom?",
        "A sentence or two",
        "TEXT",
        True,
    ),
    (
        "CHILDREN_PLAN",
        "brokerage_included",
        "Is brokerage between schools and employers part of it?",
        "",
        "YES_NO",
        True,
    ),
    ("CHILDREN_PLAN", "brokerage_page", "On which page?", "For example: page 14", "TEXT", False),
]


def bring_kinds(apps, schema_editor):
    kinds = apps.get_model("partnerships", "DocumentKind").objects
    questions = apps.get_model("partnerships", "DocumentQuestion").objects
    for position, (code, label, description, owners, sections, more) in enumerate(KINDS, start=1):
        says = {"label": label, "description": description, "owners": owners, "sections": sections}
        kinds.get_or_create(code=code, defaults=says | {"position": position, **more})
    for position, (kind, code, label, hint, answer, is_required) in enumerate(QUESTIONS, start=1):
        asks = {"label": label, "hint": hint, "answer": answer, "is_required": is_required}
        questions.get_or_create(
            code=code, defaults=asks | {"kind": kinds.get(code=kind), "position": position}
        )


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0015_documents")]
    operations = [migrations.RunPython(bring_kinds, migrations.RunPython.noop, elidable=True)]
