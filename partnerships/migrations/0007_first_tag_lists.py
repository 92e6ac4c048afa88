"""The lists that activities are tagged with, and their words."""

from datetime import date

from django.db import migrations

PUPILS = ["VISIT", "ENCOUNTER", "GUIDANCE", "PLACEMENT"]
ADULTS = ["STAFF", "JOINT", "COMMUNITY"]

# vocabulary, question, hint, groups of types, areas of support
LISTS = [
    ("PURPOSE", "What was it meant to achieve?", "Raising attainment and raising aspiration are two things", [], []),
    ("LIFE_STAGE", "Which stage of life was it about?", "", [], []),
    ("TARGET_GROUP", "For which learners was it meant?", "Groups that the regulator of higher education names", PUPILS, []),
    ("BENEFICIARY_GROUP", "Which adults did it benefit?", "They are counted apart from pupils", ADULTS, []),
    ("CURRICULUM_LINK", "Which part of the curriculum does it belong to?", "", [*PUPILS, "STAFF", "JOINT"], []),
    ("CONTRIBUTION", "What did higher education contribute?", "", [], ["HIGHER_EDUCATION"]),
    ("RECRUITMENT_PRIORITY", "Which priority of teacher recruitment and retention does it serve?", "", ["STAFF", "JOINT"], []),
    ("OUTCOME_DOMAIN", "In which domain should something change?", "Attainment is one of several", [], []),
    ("ENGAGEMENT", "Whom did it engage?", "", [*ADULTS, "GUIDANCE"], []),
    ("FAMILY_SEGMENT", "For which families was it meant?", "A description of a group. Nothing is kept about any family.", ["COMMUNITY", "GUIDANCE"], []),
    ("POLICY", "Which policy does it answer to?", "Those that were in force on its day", [], []),
    ("BUILDING_BLOCK", "Which building block of a fairer system does it serve?", "", ADULTS, []),
]  # fmt: skip

# vocabulary: code, label, and from when where it is not timeless
TERMS = {
    "LIFE_STAGE": [
        ("PERINATAL", "Before and just after birth"),
        ("EARLY_YEARS", "Early years"),
        ("PRIMARY", "Primary"),
        ("SECONDARY", "Secondary"),
        ("POST_16", "After 16"),
        ("HIGHER_EDUCATION", "Higher education"),
        ("CAREER", "Career"),
    ],
    "TARGET_GROUP": [
        ("DISADVANTAGED", "Disadvantaged pupils"),
        ("LOW_PARTICIPATION", "From areas of low participation"),
        ("LOWER_SOCIO_ECONOMIC", "From lower socio-economic groups"),
        ("NON_TRADITIONAL", "From backgrounds new to higher education"),
        ("FIRST_IN_FAMILY", "First in their family"),
        ("BY_SEX", "The under-represented sex in a subject"),
        ("CARE", "Care-experienced"),
        ("DISABLED", "Disabled learners"),
        ("MULTIPLE", "Several disadvantages at once"),
    ],
    "BENEFICIARY_GROUP": [
        ("WORKFORCE", "The workforce of schools and colleges"),
        ("EXISTING_WORKFORCE", "People already at work elsewhere"),
        ("TRAINEES", "Trainee teachers"),
        ("RESIDENTS", "Adult local residents"),
        ("PARENTS", "Parents and carers"),
    ],
    "CURRICULUM_LINK": [
        ("PRIMARY", "The primary curriculum"),
        ("ENGLISH", "English and literacy"),
        ("MATHS", "Mathematics"),
        ("SCIENCE", "Science"),
        ("PHYSICS", "Physics"),
        ("COMPUTING", "Computing"),
        ("ENGINEERING", "Design, technology and engineering"),
        ("LANGUAGES", "Modern languages"),
        ("HUMANITIES", "Humanities"),
        ("ARTS", "Arts"),
        ("CAREERS", "Careers education"),
        ("PERSONAL", "Personal, social, health and economic education"),
    ],
    "CONTRIBUTION": [
        ("GUIDANCE", "Information, advice and guidance"),
        ("CURRICULUM", "Support and enrichment of the curriculum"),
        ("MENTORS", "Student mentors"),
        ("TRUSTS", "Involvement in trusts and academies"),
        ("GOVERNORS", "Engagement as governors"),
    ],
    "RECRUITMENT_PRIORITY": [
        ("CULTURE", "A culture that keeps teachers"),
        ("EARLY_CAREER", "Support early in the career"),
        ("FLEXIBLE", "Flexible careers"),
        ("ATTRACTING", "Attracting teachers"),
    ],
    "OUTCOME_DOMAIN": [
        ("ATTAINMENT", "Attainment"),
        ("ASPIRATION", "Aspiration and expectation"),
        ("ECONOMIC", "Economic"),
        ("SOCIAL", "Social"),
        ("HEALTH", "Health"),
        ("WELLBEING", "Wellbeing"),
    ],
    "ENGAGEMENT": [
        ("PARENTS", "Parents"),
        ("SCHOOLS", "Schools"),
        ("COMMUNITIES", "Communities"),
        ("PARTNERSHIP", "Partners"),
    ],
    "FAMILY_SEGMENT": [
        ("CONFIDENT", "Confident and involved already"),
        ("WILLING", "Willing, but short of time or means"),
        ("UNSURE", "Unsure how to help"),
        ("DISTANT", "Distant from school"),
    ],
    "POLICY": [
        ("HIGHER_AMBITIONS", "Higher Ambitions", date(2009, 11, 3)),
        ("CONTEXTUAL_DATA", "Contextual data in admissions", date(2009, 7, 21)),
        ("LEVELLING_UP", "Levelling Up White Paper", date(2022, 2, 2)),
        ("SKILLS_PLAN", "Local skills improvement plan", date(2022, 4, 28)),
    ],
    "BUILDING_BLOCK": [
        *((f"BLOCK_{number}", f"Building block {number}") for number in range(1, 5)),
        ("STRUCTURES", "Building block 5: structures and systems"),
    ],
    "PURPOSE": [
        ("ASPIRATION", "Raise aspiration and expectation"),
        ("DISADVANTAGE", "Outcomes of disadvantaged pupils"),
        ("CIVIC", "Civic role of anchor institutions"),
        ("ALLIANCE", "Join or build an alliance"),
        ("POST_16", "Post-16 provision with colleges"),
        ("FAIR_ACCESS", "Fair access to selective universities"),
    ],
    "BARRIER": [
        ("ATTITUDE", "Attitude"),
        ("SMALL_CLASSES", "What small classes cost"),
        ("CAPACITY", "Capacity"),
        ("GUIDANCE", "Poor information, advice and guidance"),
    ],
}  # fmt: skip


def bring_lists(apps, schema_editor):
    Term = apps.get_model("institutions", "Term")
    TagList = apps.get_model("partnerships", "TagList")
    for vocabulary, terms in TERMS.items():
        first = 1 + Term.objects.filter(vocabulary=vocabulary).count()
        for position, (code, label, *since) in enumerate(terms, start=first):
            said = {"label": label, "position": position, "valid_from": since[0] if since else None}
            Term.objects.get_or_create(vocabulary=vocabulary, code=code, defaults=said)
    for position, (vocabulary, question, hint, groups, areas) in enumerate(LISTS, start=1):
        asked = {"question": question, "hint": hint, "groups": groups, "areas": areas, "position": position}
        TagList.objects.get_or_create(vocabulary=vocabulary, defaults=asked)


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0006_first_safeguarding_rules"), ("institutions", "0005_role_types")]
    operations = [migrations.RunPython(bring_lists, migrations.RunPython.noop, elidable=True)]
