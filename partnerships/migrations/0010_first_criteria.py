"""The first scales, kinds of review and sets of criteria."""

from datetime import date

from django.db import migrations

# code: label, points from the lowest to the highest
SCALES = {
    "HOLDS": ("How far it holds", ["Not yet", "In part", "Mostly", "Fully"]),
    "IN_PLACE": ("What is in place", ["Not in place", "In part", "In place"]),
    "DEPTH": ("Depth of the relationship", ["Transactional", "Regular contact", "Shared plans", "Deep"]),
    "AGREE": (
        "How far you agree",
        ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"],
    ),
    "SATISFIED": (
        "How satisfied you are",
        ["Very dissatisfied", "Dissatisfied", "Neither", "Satisfied", "Very satisfied"],
    ),
    "GRADE_2005": (
        "Partnership grade to August 2009",
        ["Grade 4: inadequate", "Grade 3: satisfactory", "Grade 2: good", "Grade 1: outstanding"],
    ),
    "GRADE_2009": (
        "Partnership grade from September 2009",
        ["Inadequate", "Satisfactory", "Good", "Outstanding"],
    ),
}

# code, label, description, about, answered by, days open, other columns
KINDS = [
    ("SELF_REVIEW", "Partnership self-review", "Each party says how the partnership works, before it sees what the others say.",
     "PARTNERSHIP", "PARTIES", 28, {}),
    ("HEALTH", "Partner health survey", "Trust, and whether responsibility is equal, as each side sees it.",
     "PARTNERSHIP", "PARTIES", 28, {}),
    ("DEPTH", "Depth of the relationship", "From transactional to deep, with the reason; asked again, it becomes a history.",
     "PARTNERSHIP", "PARTIES", 28, {"needs_reasons": True}),
    ("CO_PRODUCTION", "Co-production checklist", "Whether all sides designed it together, on equal terms and as equals in seniority.",
     "PARTNERSHIP", "PARTIES", 28, {}),
    ("SET_UP", "Set-up checklist", "What should be there before work together begins.", "PARTNERSHIP", "PARTIES", 28, {}),
    ("MAINTENANCE", "Maintenance checklist", "What keeps it going, once a year.", "PARTNERSHIP", "PARTIES", 28, {}),
    ("CAREERS", "Careers guidance compliance", "The eight Gatsby Benchmarks and the duty to let providers of technical education in.",
     "INSTITUTION", "ITSELF", 14, {"subjects": ["SCHOOL", "COLLEGE"]}),
    ("SELF_JUDGEMENT", "Partnership judgement by the school itself", "How well it works with others, on the scale of the day.",
     "INSTITUTION", "ITSELF", 14, {"needs_reasons": True, "subjects": ["SCHOOL", "COLLEGE"]}),
    ("PARTNER_JUDGEMENT", "Partnership judgement by a partner", "How well it works with others, as one who works with it sees it.",
     "INSTITUTION", "PARTNER", 14, {"needs_reasons": True}),
    ("QA_VISIT", "Quality-assurance visit", "A partner looks at the work in place: what was found, and what is to be done.",
     "INSTITUTION", "PARTNER", 14, {"has_findings": True}),
    ("SATISFACTION", "Satisfaction survey", "Everybody who works with it says how satisfied they are.",
     "INSTITUTION", "PARTNERS", 42, {"is_anonymous": True}),
    ("CONSULTATION", "Consultation", "Questions of your own to those whom you invite; their answers are kept as a log.",
     "INSTITUTION", "INVITED", 42, {}),
]  # fmt: skip

KERSLAKE = "Kerslake Collection, on partnerships of universities and multi-academy trusts"
# kind, name, scale, source, valid from, valid to, criteria as (title, description)
SETS = [
    ("SELF_REVIEW", "Five features, and co-production", "HOLDS", KERSLAKE, None, None, [
        ("Governance is shared, and looks to what each side wants in the long run",
         "The goals may differ, and may be selfish: they keep both sides at the table."),
        ("Each partner does what it does best", "Who leads on what follows from what each is good at."),
        ("What is already there is used", "People, rooms, networks and routes that both sides have anyway."),
        ("It is plain who answers for what, and what came of it", "Nobody marks their own homework."),
        ("It excites, and it is within reach", "Something new for young people, in hands that their families know and trust."),
        ("What is done is designed together", "From the start, on equal terms, with people of equal seniority in the room."),
    ]),
    ("HEALTH", "Trust and equal responsibility", "AGREE", KERSLAKE, None, None, [
        ("We trust each other", ""),
        ("Each side is heard before something is decided", ""),
        ("We feel equally responsible for whether it works", ""),
        ("What goes wrong is said, and put right", ""),
        ("It is worth the time that it takes us", ""),
    ]),
    ("DEPTH", "How deep it is", "DEPTH", KERSLAKE, None, None, [("How deep is the relationship today?", "")]),
    ("CO_PRODUCTION", "Co-production", "IN_PLACE", KERSLAKE, None, None, [
        ("All sides were there from the start", "Nothing was decided before everybody was at the table."),
        ("The people who decide are of equal seniority", "The page of the partnership shows each side’s sponsor."),
        ("Each side said what it needs and what it can do", ""),
        ("Each side was ready to put its own plans aside", ""),
        ("What does not work is changed together", ""),
    ]),
    ("SET_UP", "Before work begins", "IN_PLACE", "", None, None, [
        ("Each side has said what it wants from it", ""),
        ("Each side has named who stands behind it", ""),
        ("It is agreed who leads on what", ""),
        ("It is agreed how success is measured", ""),
        ("There is time and money for the first year", ""),
        ("How young people are kept safe is agreed", ""),
        ("Governors or trustees know of it", ""),
    ]),
    ("MAINTENANCE", "Once a year", "IN_PLACE", "", None, None, [
        ("The sponsors have met this year", ""),
        ("What was agreed is still right", ""),
        ("Whoever left has been replaced", ""),
        ("What came of it has been measured and talked about", ""),
        ("Next year’s work is planned and paid for", ""),
    ]),
    ("CAREERS", "Gatsby Benchmarks and provider access", "IN_PLACE",
     "The Gatsby Benchmarks, and section 42B of the Education Act 1997", None, None, [
        ("1. A stable careers programme", ""),
        ("2. Learning from career and labour market information", ""),
        ("3. Addressing the needs of each young person", ""),
        ("4. Linking curriculum learning to careers", ""),
        ("5. Encounters with employers and employees", ""),
        ("6. Experiences of workplaces", ""),
        ("7. Encounters with further and higher education", ""),
        ("8. Personal guidance", ""),
        ("Provider access: six encounters in Years 8 to 13, and a statement on the website", ""),
    ]),
    ("SATISFACTION", "Working with them", "SATISFIED", "", None, None, [
        ("How easy they are to work with", ""),
        ("How well they keep to what was agreed", ""),
        ("What came of the work for you", ""),
    ]),
    ("QA_VISIT", "What a visit looks at", "HOLDS", KERSLAKE, None, None, [
        ("Teaching and activities are of the quality that was agreed", ""),
        ("Those who teach are prepared and supported", ""),
        ("Assessment is sound", ""),
        ("Young people get from it what it is for", ""),
    ]),
    *(
        (kind, name, scale, source, begins, ends, [("How effectively does it work in partnership with others?", "")])
        for kind in ("SELF_JUDGEMENT", "PARTNER_JUDGEMENT")
        for name, scale, source, begins, ends in (
            ("Partnership grade to August 2009", "GRADE_2005", "School inspection in England from 2005", None, date(2009, 9, 1)),
            ("Partnership grade from September 2009", "GRADE_2009", "School inspection in England, revised in 2009",
             date(2009, 9, 1), None),
        )
    ),
]  # fmt: skip


def bring_scales(apps):
    scales = apps.get_model("partnerships", "Scale").objects
    for code, (label, points) in SCALES.items():
        scale, _ = scales.get_or_create(code=code, defaults={"label": label})
        for value, point in enumerate(points, start=1):
            scale.points.get_or_create(value=value, defaults={"label": point})


def bring_kinds(apps):
    kinds = apps.get_model("partnerships", "ReviewKind").objects
    for position, (code, label, description, about, answered_by, days_open, more) in enumerate(
        KINDS, start=1
    ):
        says = {"label": label, "description": description, "about": about, "answered_by": answered_by}
        columns = {"days_open": days_open, "position": position, **more}
        kinds.get_or_create(code=code, defaults=says | columns)


def bring_sets(apps):
    kinds, scales, sets = (
        apps.get_model("partnerships", name).objects for name in ("ReviewKind", "Scale", "CriteriaSet")
    )
    for kind, name, scale, source, valid_from, valid_to, criteria in SETS:
        found, _ = sets.get_or_create(
            kind=kinds.get(code=kind),
            owner=None,
            name=name,
            version=1,
            defaults={
                "scale": scales.get(code=scale),
                "source": source,
                "valid_from": valid_from,
                "valid_to": valid_to,
            },
        )
        for position, (title, description) in enumerate(criteria, start=1):
            found.criteria.get_or_create(
                position=position, defaults={"title": title, "description": description}
            )


def bring_criteria(apps, schema_editor):
    bring_scales(apps)
    bring_kinds(apps)
    bring_sets(apps)


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0009_kinds_of_bodies")]
    operations = [migrations.RunPython(bring_criteria, migrations.RunPython.noop, elidable=True)]
