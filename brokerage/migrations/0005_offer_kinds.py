"""The kinds of offer: their families, who has what they need, who may make them, and what each is asked."""

from django.db import migrations

EVERY_AREA = ["LEADERSHIP", "LITERACY", "STEM", "ENTERPRISE"]
SCHOOLS = ["SCHOOL", "COLLEGE", "TRUST"]
HIGHER = ["UNIVERSITY", "COLLEGE"]

# New words of the vocabulary: code, label, areas that it usually serves.
TERMS = [
    ("DIGITAL_RESOURCE", "Digital resource for classes", ["LITERACY", "STEM"]),
    ("OPEN_RESOURCE", "Open resource for anybody to use", ["LITERACY", "STEM", "ENTERPRISE"]),
    ("SCHOOL_EXPERTISE", "Specialist expertise for another school", ["LEADERSHIP", "STEM", "LITERACY"]),
    ("ADVISORY_DAYS", "Advisory days for a school or a consortium", ["LEADERSHIP", "ENTERPRISE"]),
    ("CURRICULUM", "Designing a course or curriculum together", EVERY_AREA),
    ("CPD_PLACES", "Places on training, open to other trusts", ["LEADERSHIP", "HIGHER_EDUCATION"]),
    ("E_MENTORING", "Mentors for pupils online", ["ENTERPRISE", "LITERACY"]),
    ("HUB_SERVICE", "A service of a hub", EVERY_AREA),
    ("PRACTICE_VISIT", "A visit to see good practice", ["LEADERSHIP"]),
    ("T_LEVEL", "T Level industry placement", ["ENTERPRISE", "STEM"]),
    ("STANDING", "Standing offer of a university", ["HIGHER_EDUCATION"]),
    ("JOINT", "Joint offer of several institutions", EVERY_AREA),
]

# code: family, what somebody has who can make it, who may make it (nobody named: anybody).
KINDS = {
    "MICRO": ("EXPERTISE", ["TIME"], []),
    "TALK": ("EXPERTISE", ["TIME"], []),
    "MENTORING": ("EXPERTISE", ["TIME"], []),
    "E_MENTORING": ("EXPERTISE", ["TIME"], []),
    "PROJECT": ("EXPERTISE", ["TIME"], []),
    "EXPERTISE": ("EXPERTISE", ["EXPERTISE"], []),
    "ADVISORY_DAYS": ("EXPERTISE", ["EXPERTISE"], []),
    "CURRICULUM": ("EXPERTISE", ["EXPERTISE"], []),
    "TEACHER_DEVELOPMENT": ("EXPERTISE", ["EXPERTISE", "CAMPUS"], []),
    "GOVERNOR": ("EXPERTISE", ["EXPERTISE", "TIME"], []),
    "HUB_SERVICE": ("EXPERTISE", ["EXPERTISE", "SCHOOL"], []),
    "SUBJECT_ENRICHMENT": ("EXPERTISE", ["CAMPUS"], []),
    "AMBASSADORS": ("EXPERTISE", ["CAMPUS"], []),
    "SCHOOL_EXPERTISE": ("EXPERTISE", ["SCHOOL"], SCHOOLS),
    "CPD_PLACES": ("EXPERTISE", ["SCHOOL", "CAMPUS"], []),
    "FACILITIES": ("RESOURCE", ["THINGS", "SCHOOL"], []),
    "DONATION": ("RESOURCE", ["THINGS"], []),
    "DIGITAL_RESOURCE": ("RESOURCE", ["THINGS"], []),
    "OPEN_RESOURCE": ("RESOURCE", ["THINGS"], []),
    "WORKPLACE_VISIT": ("PRACTICE", ["WORKPLACE"], []),
    "CAMPUS_VISIT": ("PRACTICE", ["CAMPUS"], []),
    "PRACTICE_VISIT": ("PRACTICE", ["SCHOOL"], SCHOOLS),
    "WORK_EXPERIENCE": ("PLACEMENT", ["WORKPLACE"], []),
    "T_LEVEL": ("PLACEMENT", ["WORKPLACE"], []),
    "STANDING": ("CATALOGUE", ["CAMPUS"], HIGHER),
    "JOINT": ("CATALOGUE", ["SCHOOL"], []),
}

# kind: (code, label, hint, answer, choices, has to be answered)
QUESTIONS = {
    "FACILITIES": [
        ("facility_what", "What is it?", "For example: a chemistry laboratory with twelve fume cupboards", "TEXT", [], True),
        ("facility_pupils", "How many pupils can use it at once?", "", "NUMBER", [], True),
        ("facility_staff", "Is somebody of yours there to help?", "", "YES_NO", [], True),
    ],
    "DONATION": [
        ("donation_what", "What do you give?", "For example: thirty laptops", "TEXT", [], True),
        (
            *("donation_condition", "What condition is it in?", "", "CHOICE"),
            *(["New", "Used, works well", "Used, needs some repair"], True),
        ),
        ("donation_age", "How old is it, in years?", "0 if it is new", "NUMBER", [], True),
        (
            *("donation_delivery", "How does it get to the school?", "", "CHOICE"),
            *(["We bring it", "The school collects it", "By agreement"], False),
        ),
    ],
    "DIGITAL_RESOURCE": [
        ("digital_address", "Where is it found?", "The address of a web page, or how to get it", "TEXT", [], True),
        (
            *("digital_reports", "What does it tell you about its use?", "It must never tell about one pupil", "CHOICE"),
            *(["Nothing", "Only figures for a whole class"], True),
        ),
        ("digital_needs", "What does a school need to use it?", "For example: a browser and headphones", "TEXT", [], False),
    ],
    "OPEN_RESOURCE": [
        ("open_address", "Where is it found?", "The address of a web page", "TEXT", [], True),
        ("open_youngest", "From which age?", "In years, for example 8", "NUMBER", [], True),
        ("open_oldest", "Up to which age?", "In years, for example 12", "NUMBER", [], True),
        ("open_licence", "How may it be used?", "For example: copied and changed by schools", "TEXT", [], False),
    ],
    "SCHOOL_EXPERTISE": [
        ("expertise_subject", "In what are you strong?", "For example: early reading, or autism", "TEXT", [], True),
        ("expertise_how", "How do you share it?", "", "CHOICES",
         ["Coaching", "Joint lessons", "Visits to each other", "Materials"], True),
    ],
    "ADVISORY_DAYS": [
        ("advice_subject", "What do you advise on?", "For example: working with employers", "TEXT", [], True),
        ("advice_days", "How many days can one school have?", "", "NUMBER", [], True),
        ("advice_for", "For whom?", "", "CHOICES", ["One school", "A consortium of schools"], True),
    ],
    "CURRICULUM": [
        ("curriculum_course", "For which subject or course?", "", "TEXT", [], True),
        ("curriculum_hours", "How many hours can you give?", "In all", "NUMBER", [], True),
    ],
    "CPD_PLACES": [
        ("cpd_title", "What is the training about?", "", "TEXT", [], True),
        ("cpd_for", "For whom?", "", "CHOICES",
         ["Teachers", "Support staff", "Leaders", "Governors", "Others who work with children"], True),
        ("cpd_people", "How many people of one school can come?", "", "NUMBER", [], True),
        ("cpd_qualification", "Does it lead to a qualification?", "For example: part of a master’s degree", "TEXT", [], False),
    ],
    "TEACHER_DEVELOPMENT": [
        ("development_about", "What is it about?", "", "TEXT", [], True),
        ("development_hours", "How many hours?", "", "NUMBER", [], False),
    ],
    "GOVERNOR": [
        ("governor_skills", "Which skills do they bring?", "", "CHOICES",
         ["Finance", "People", "Premises", "Law", "Data and technology", "Marketing", "Education", "Chairing"], True),
        ("governor_evenings", "How often can they meet?", "", "CHOICE", ["Every month", "Every half term", "Every term"], False),
    ],
    "E_MENTORING": [
        ("ementoring_how", "How do mentors and pupils meet?",
         "Only through the school’s own accounts, with staff able to read along", "CHOICE",
         ["Video calls in class", "Messages on the school’s platform", "Both"], True),
        ("ementoring_weeks", "For how many weeks?", "", "NUMBER", [], True),
    ],
    "HUB_SERVICE": [
        ("hub_name", "Which hub?", "For example: a maths hub", "TEXT", [], True),
        ("hub_cost", "Is it free for the school?", "", "YES_NO", [], True),
    ],
    "PRACTICE_VISIT": [
        ("practice_topic", "What can visitors see?", "", "CHOICE",
         ["Extended services", "Parental engagement", "A maths department", "Reading", "Behaviour", "SEND", "Something else"],
         True),
        ("practice_visitors", "How many visitors at once?", "", "NUMBER", [], True),
    ],
    "WORK_EXPERIENCE": [
        ("work_days", "How many days does a placement last?", "", "NUMBER", [], True),
        ("work_tasks", "What do pupils do?", "", "TEXT", [], True),
    ],
    "T_LEVEL": [
        ("tlevel_route", "For which T Level?", "For example: engineering and manufacturing", "TEXT", [], True),
        ("tlevel_hours", "How many hours is the placement?", "A T Level needs at least 315", "NUMBER", [], True),
        ("tlevel_pattern", "When?", "", "CHOICE", ["In one block", "Some days every week", "By agreement"], True),
    ],
    "STANDING": [
        ("standing_what", "What can schools always come to you for?", "", "TEXT", [], True),
        ("standing_notice", "How many weeks ahead should a school ask?", "", "NUMBER", [], True),
    ],
    "JOINT": [
        ("joint_with", "Who offers it with you?", "", "INSTITUTIONS", [], True),
        ("joint_parts", "What does each of you bring?", "", "TEXT", [], True),
    ],
}  # fmt: skip

LEAST = {"tlevel_hours": 315}

# The least that pupils and their school must be told before a university’s offer can be published.
OF_UNIVERSITIES = [
    ("he_subjects", "Which subjects or courses is it about?", "“All” if it is about higher education as such", "TEXT", [], True),
    ("he_cost", "What does it cost the school?", "", "CHOICE",
     ["Nothing, and travel is paid", "Nothing, but travel is not paid", "There is a charge"], True),
    ("he_leader", "Who leads it?", "", "CHOICES", ["Academic staff", "Outreach staff", "Students, trained and paid"], True),
    ("he_learns", "What do pupils learn about studying?", "", "CHOICES",
     ["Courses and what they need", "Money and support", "Living away or at home", "Careers afterwards", "None of these"], True),
]  # fmt: skip


def bring_kinds(apps, schema_editor):
    Term = apps.get_model("institutions", "Term")
    OfferKind = apps.get_model("brokerage", "OfferKind")
    for position, (code, label, areas) in enumerate(TERMS, start=20):
        Term.objects.get_or_create(
            vocabulary="OFFER_KIND",
            code=code,
            defaults={"label": label, "areas": areas, "position": position},
        )
    terms = {term.code: term for term in Term.objects.filter(vocabulary="OFFER_KIND")}
    for code, (family, haves, providers) in KINDS.items():
        OfferKind.objects.get_or_create(
            term=terms[code], defaults={"family": family, "haves": haves, "provider_kinds": providers}
        )
    for code, questions in QUESTIONS.items():
        _ask(apps, questions, kind=terms[code])
    _ask(apps, OF_UNIVERSITIES, provider_kind="UNIVERSITY")


def _ask(apps, questions, **of):
    OfferQuestion = apps.get_model("brokerage", "OfferQuestion")
    for position, (code, label, hint, answer, choices, is_required) in enumerate(questions, start=1):
        said = {
            "label": label,
            "hint": hint,
            "answer": answer,
            "choices": choices,
            "is_required": is_required,
        }
        place = {"position": position, "least": LEAST.get(code)}
        OfferQuestion.objects.get_or_create(code=code, defaults=of | said | place)


class Migration(migrations.Migration):
    dependencies = [("brokerage", "0004_offer_words"), ("institutions", "0005_role_types")]
    operations = [migrations.RunPython(bring_kinds, migrations.RunPython.noop)]
