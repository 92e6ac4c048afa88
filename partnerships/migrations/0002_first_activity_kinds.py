"""The types of activity: their groups, whom each counts, which benchmark it may count towards, what it is asked."""

from django.db import migrations

STEM, HE, WORK, LEAD, LIFE = "STEM", "HIGHER_EDUCATION", "ENTERPRISE", "LEADERSHIP", "LITERACY"

# New words of the vocabulary: code, label, areas that it usually serves.
TERMS = [
    ("SCHOOL_VISIT", "Visit to another school", [LEAD, STEM]),
    ("TASTER_DAY", "Taster day", [STEM, HE]),
    ("RESIDENTIAL", "Residential", [STEM, HE]),
    ("THEMED_EVENT", "Themed event", [STEM, LIFE]),
    ("STEM_DAY", "STEM day", [STEM]),
    ("WORKSHOP", "Workshop", [STEM, LIFE, HE]),
    ("ASPIRATION", "Aspiration session", [HE, WORK]),
    ("E_MENTORING", "E-mentoring", [WORK, LIFE]),
    ("FINALE", "Grand finale", [STEM, HE]),
    ("GRADUATION", "Graduation", [HE]),
    ("OPTIONS_ADVICE", "Options advice", [HE, WORK]),
    ("FOLLOW_UP", "Follow-up contact after 18", [HE]),
    ("ITT_SUPPORT", "Support for trainee teachers", [LEAD]),
    ("TRAINING_MODULE", "Training module", [LEAD, STEM]),
    ("ADVISER_VISIT", "Visit of an adviser", [LEAD]),
    ("SYSTEM_LEADER", "Deployment of a system leader", [LEAD]),
    ("NLE", "Deployment of a National Leader of Education", [LEAD]),
    ("KNOWLEDGE_EXCHANGE", "Knowledge exchange", [LEAD, HE]),
    ("JOINT_RESEARCH", "Joint research", [LEAD, HE]),
    ("JOINT_RESOURCES", "Resources made together", [STEM, HE]),
    ("T_LEVEL", "T Level industry placement", [WORK, STEM]),
    ("FOOD_BANK", "Food bank", [LIFE]),
    ("DEBT_ADVICE", "Debt advice", [LIFE]),
    ("SOCIAL_WORK", "Social work", [LIFE]),
    ("MENTAL_HEALTH", "Mental-health service", [LIFE]),
    ("PERINATAL", "Support before and after birth", [LIFE]),
    ("FAMILY_ACTIVITY", "Family or community activity", [LIFE]),
]

FOR_PUPILS = ["CO_DESIGNED", "INTERACTIVE", "CURRICULUM", "FAMILY", "TARGETED"]
OF_HIGHER = [*FOR_PUPILS, "SELECTIVE", "ADVICE"]
FOR_STAFF = ["CO_DESIGNED", "CURRICULUM"]
BY_SEX, BY_BOTH = ["GIRLS"], ["GIRLS", "FIRST_IN_FAMILY"]

# group: code: whether it counts pupils, who else is counted, what may be true of it, its benchmarks, its depth.
KINDS = {
    "VISIT": {
        "WORKPLACE_VISIT": (True, [], FOR_PUPILS, [5, 6], ""),
        "CAMPUS_VISIT": (True, BY_BOTH, OF_HIGHER, [7], ""),
        "SCHOOL_VISIT": (True, [], FOR_PUPILS, [], ""),
        "TASTER_DAY": (True, BY_BOTH, OF_HIGHER, [7], ""),
        "RESIDENTIAL": (True, BY_BOTH, OF_HIGHER, [7], ""),
    },
    "ENCOUNTER": {
        "TALK": (True, [], FOR_PUPILS, [5], ""),
        "MENTORING": (True, [], OF_HIGHER, [5], "SUSTAINED"),
        "E_MENTORING": (True, [], OF_HIGHER, [5], "SUSTAINED"),
        "READING": (True, [], FOR_PUPILS, [], "SUSTAINED"),
        "PROJECT": (True, BY_SEX, FOR_PUPILS, [5], ""),
        "CLUB": (True, BY_SEX, FOR_PUPILS, [], "SUSTAINED"),
        "CAREERS_FAIR": (True, [], FOR_PUPILS, [5], ""),
        "MOCK_INTERVIEW": (True, [], FOR_PUPILS, [5], ""),
        "MASTERCLASS": (True, BY_BOTH, OF_HIGHER, [7], ""),
        "SUBJECT_ENRICHMENT": (True, BY_BOTH, OF_HIGHER, [7], ""),
        "AMBASSADORS": (True, BY_BOTH, OF_HIGHER, [7], ""),
        "TUTORING": (True, [], OF_HIGHER, [], "SUSTAINED"),
        "THEMED_EVENT": (True, BY_SEX, FOR_PUPILS, [5], ""),
        "STEM_DAY": (True, BY_SEX, FOR_PUPILS, [5], ""),
        "WORKSHOP": (True, BY_SEX, OF_HIGHER, [5], ""),
        "ASPIRATION": (True, BY_BOTH, OF_HIGHER, [5, 7], ""),
        "FINALE": (True, ["FAMILIES"], FOR_PUPILS, [], ""),
        "GRADUATION": (True, ["FAMILIES"], OF_HIGHER, [], ""),
        "FACILITIES": (True, [], FOR_PUPILS, [], ""),
    },
    "GUIDANCE": {
        "ADVICE": (True, BY_BOTH, OF_HIGHER, [7], ""),
        "OPTIONS_ADVICE": (True, ["FAMILIES"], OF_HIGHER, [], ""),
        "FOLLOW_UP": (False, ["ADULTS"], ["SELECTIVE", "ADVICE"], [], ""),
    },
    "STAFF": {
        "TEACHER_DEVELOPMENT": (False, ["ADULTS"], FOR_STAFF, [], ""),
        "ITT_SUPPORT": (False, ["ADULTS"], FOR_STAFF, [], ""),
        "TRAINING_MODULE": (False, ["ADULTS"], FOR_STAFF, [], ""),
        "LEADERSHIP_SUPPORT": (False, ["ADULTS"], ["CO_DESIGNED"], [], ""),
        "GOVERNANCE": (False, ["ADULTS"], [], [], "SUSTAINED"),
        "CURRICULUM": (True, ["ADULTS"], FOR_STAFF, [], "JOINT"),
        "ADVISER_VISIT": (False, ["ADULTS"], [], [], ""),
        "SYSTEM_LEADER": (False, ["ADULTS"], [], [], ""),
        "NLE": (False, ["ADULTS"], [], [], ""),
    },
    "JOINT": {
        "KNOWLEDGE_EXCHANGE": (False, ["ADULTS"], FOR_STAFF, [], "JOINT"),
        "JOINT_RESEARCH": (False, ["ADULTS"], FOR_STAFF, [], "JOINT"),
        "JOINT_RESOURCES": (True, ["ADULTS"], FOR_STAFF, [], "JOINT"),
    },
    "PLACEMENT": {
        "WORK_EXPERIENCE": (True, BY_SEX, ["TARGETED", "FAMILY", "INTERACTIVE"], [6], ""),
        "T_LEVEL": (True, BY_SEX, ["TARGETED", "FAMILY", "INTERACTIVE"], [6], "SUSTAINED"),
    },
    "COMMUNITY": {
        code: (False, ["ADULTS", "FAMILIES"], ["CO_DESIGNED", "TARGETED"], [], "")
        for code in ("FOOD_BANK", "DEBT_ADVICE", "SOCIAL_WORK", "MENTAL_HEALTH", "PERINATAL")
    }
    | {"FAMILY_ACTIVITY": (True, ["ADULTS", "FAMILIES"], FOR_PUPILS, [], "")},
}  # fmt: skip

HIGHER = [
    *("CAMPUS_VISIT", "TASTER_DAY", "RESIDENTIAL", "MASTERCLASS", "SUBJECT_ENRICHMENT", "AMBASSADORS"),
    *("ASPIRATION", "ADVICE", "OPTIONS_ADVICE", "FOLLOW_UP", "TUTORING", "GRADUATION"),
]
WITH_ADULTS = [*KINDS["STAFF"], *KINDS["JOINT"]]
PLACEMENTS = [*KINDS["PLACEMENT"]]
CHECKS = [
    "Risk assessment that takes young people into account",
    "Employers’ liability insurance",
    "Health and safety contact",
    "Safeguarding policy",
]

# code, kinds, label, hint, answer, choices, least, has to be answered
QUESTIONS = [
    ("subject", ["AMBASSADORS", "MASTERCLASS", "SUBJECT_ENRICHMENT", "WORKSHOP", "CLUB", "TUTORING", "PROJECT"],
     "Which subject?", "", "TEXT", [], None, False),
    ("visit_host", ["WORKPLACE_VISIT"], "What kind of place was it?", "", "CHOICE",
     ["Business", "Government or public service", "News or other media", "Charity or community"], None, False),
    ("mentors", ["MENTORING", "E_MENTORING"], "Who were the mentors?", "", "CHOICES",
     ["Students", "Postgraduates", "People at work", "Others"], None, False),
    ("ambassadors", ["AMBASSADORS"], "How many ambassadors came?", "", "NUMBER", [], 1, True),
    ("supervision", ["AMBASSADORS", *PLACEMENTS], "Who was with the young people?", "", "CHOICE",
     ["School staff throughout", "School staff close by", "The partner’s staff, with the school’s agreement"], None, True),
    ("life_stage", HIGHER, "Which stage of a student’s life is it about?", "", "CHOICE",
     ["Access", "Success and outcomes", "Progression"], None, False),
    ("barriers", HIGHER, "Which barriers did it speak to?", "", "CHOICES",
     ["What it costs", "Moving away from home", "Confidence", "Not knowing anybody who went"], None, False),
    ("beneficiaries", WITH_ADULTS, "Who were the adults?", "They are counted apart from pupils", "CHOICES",
     ["Qualified teachers", "Trainee teachers", "Other school staff", "Governors or trustees",
      "People already at work elsewhere"], None, True),
    ("modules", ["TRAINING_MODULE"], "How many modules?", "", "NUMBER", [], 1, True),
    ("deployed_days", ["SYSTEM_LEADER", "NLE"], "How many days?", "", "NUMBER", [], 1, True),
    ("deployed_focus", ["SYSTEM_LEADER", "NLE", "ADVISER_VISIT"], "What was the focus?", "", "TEXT", [], None, True),
    ("deployed_outcome", ["SYSTEM_LEADER", "NLE", "ADVISER_VISIT"], "What came of it?", "", "TEXT", [], None, False),
    ("authors_school", ["JOINT_RESEARCH"], "Who wrote it at the school?", "Names or roles of staff, never of pupils",
     "TEXT", [], None, True),
    ("authors_university", ["JOINT_RESEARCH"], "Who wrote it at the partner?", "", "TEXT", [], None, True),
    ("output", ["JOINT_RESEARCH", "KNOWLEDGE_EXCHANGE", "JOINT_RESOURCES", "CURRICULUM", "TRAINING_MODULE", "WORKSHOP"],
     "What was made?", "For example: a unit of work for Year 8", "TEXT", [], None, False),
    ("output_link", ["JOINT_RESEARCH", "KNOWLEDGE_EXCHANGE", "JOINT_RESOURCES", "CURRICULUM", "TRAINING_MODULE"],
     "Where can it be found?", "A web address, beginning with https://", "TEXT", [], None, False),
    ("tlevel_target", ["T_LEVEL"], "How many hours should each student complete?",
     "At least 315; in early years 750", "NUMBER", [], 315, True),
    ("tlevel_done", ["T_LEVEL"], "How many hours did each complete, on average?", "", "NUMBER", [], None, True),
    ("placement_days", PLACEMENTS, "How many days was each placement?", "", "NUMBER", [], 1, True),
    ("checks_seen", PLACEMENTS, "Which of the employer’s papers has the school seen?",
     "Only that they were seen: no copies are kept here", "CHOICES", CHECKS, None, True),
    ("checks_by", PLACEMENTS, "Who saw them, and when?", "For example: careers leader, 3 March 2026", "TEXT", [], None, True),
    ("moderator", ["E_MENTORING"], "Who reads the messages?", "The role, such as the careers leader", "TEXT", [], None, True),
    ("message_rules", ["E_MENTORING"], "Where do the rules and the messages lie?",
     "The platform. Messages are never kept here", "TEXT", [], None, True),
    ("message_check", ["E_MENTORING"], "How is it shown that the messages were read?",
     "For example: a report of the platform each month", "TEXT", [], None, True),
]  # fmt: skip


def bring_kinds(apps, schema_editor):
    Term = apps.get_model("institutions", "Term")
    ActivityKind = apps.get_model("partnerships", "ActivityKind")
    ActivityQuestion = apps.get_model("partnerships", "ActivityQuestion")
    for position, (code, label, areas) in enumerate(TERMS, start=30):
        Term.objects.get_or_create(
            vocabulary="ACTIVITY_TYPE",
            code=code,
            defaults={"label": label, "areas": areas, "position": position},
        )
    terms = {term.code: term for term in Term.objects.filter(vocabulary="ACTIVITY_TYPE")}
    for group, kinds in KINDS.items():
        for code, (counts_pupils, counts, flags, benchmarks, depth) in kinds.items():
            rules = {"group": group, "counts_pupils": counts_pupils, "counts": counts, "depth": depth}
            ActivityKind.objects.get_or_create(
                term=terms[code], defaults=rules | {"flags": flags, "benchmarks": benchmarks}
            )
    for position, row in enumerate(QUESTIONS, start=1):
        code, kinds, label, hint, answer, choices, least, is_required = row
        said = {"label": label, "hint": hint, "answer": answer, "choices": choices, "least": least}
        question, _ = ActivityQuestion.objects.get_or_create(
            code=code, defaults=said | {"position": position, "is_required": is_required}
        )
        question.kinds.add(*(terms[kind].pk for kind in kinds))


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0001_initial"), ("institutions", "0005_role_types")]
    operations = [migrations.RunPython(bring_kinds, migrations.RunPython.noop, elidable=True)]
