"""The words of partnerships, and what each kind of partnership must have before it is tried out."""

from django.db import migrations

EVERY_AREA = ["LEADERSHIP", "LITERACY", "STEM", "ENTERPRISE"]

# vocabulary: (code, label)
TERMS = {
    "PURPOSE": [
        ("ATTAINMENT", "Raise quality and attainment"),
        ("CAREERS", "Careers and the world of work"),
        ("PROGRESSION", "Progression to higher education"),
        ("TECHNICAL", "Technical and vocational routes"),
        ("CURRICULUM", "Design curriculum together"),
        ("TEACHING", "Develop teachers and leaders"),
        ("GOVERNANCE", "Strengthen governance"),
        ("ENRICHMENT", "Enrichment beyond lessons"),
        ("LANGUAGES", "Languages"),
        ("INCLUSION", "Inclusion and widening participation"),
        ("PROVISION", "Share courses, sites or facilities"),
        ("RESEARCH", "Research together"),
        ("COMMUNITY", "Serve families and the community"),
    ],
    "BENEFIT": [
        ("RESOURCING", "Resourcing: people, places or money"),
        ("PROGRESSION", "Progression of pupils and students"),
        ("RECRUITMENT", "Recruitment"),
        ("STAFF", "Development of staff"),
        ("STANDING", "Standing in the community"),
    ],
    "BENEFICIARY": [
        ("PUPILS", "Pupils and students"),
        ("STAFF", "Staff"),
        ("COMMUNITIES", "Communities and families"),
    ],
    "STRAND": [
        ("CAMPUS_VISITS", "Campus visits"),
        ("SUBJECT_ENRICHMENT", "Subject enrichment"),
        ("MENTORING", "Mentoring and ambassadors"),
        ("ADVICE", "Information and advice"),
        ("TEACHER_DEVELOPMENT", "Teacher development"),
        ("GOVERNANCE", "Governance and sponsorship"),
        ("ATTAINMENT", "Attainment raising"),
    ],
    "PARTY_ROLE": [
        ("LEAD_SCHOOL", "Lead or specialist school"),
        ("RECIPIENT", "Recipient school"),
        ("HOST", "Host"),
        ("MEMBER", "Member"),
        ("SENDING_SCHOOL", "Sending school"),
        ("HUB", "Hub"),
        ("SPOKE", "Spoke"),
        ("SUPPORTER", "Supporter"),
        ("SUPPORTED", "Supported"),
        ("AWARDING_BODY", "Awarding body"),
        ("DELIVERER", "Deliverer"),
        ("ASSESSOR", "Assessor"),
        ("SPONSOR", "Sponsor"),
        ("CONVENER", "Convener"),
        ("PARENT_BODY", "Parents’ and carers’ body"),
        ("COMMUNITY_AGENCY", "Community agency"),
    ],
    "RESPONSIBILITY": [
        ("VENUE", "Venue"),
        ("TUTORS", "Teaching and tutors"),
        ("SELECTION", "Selection"),
        ("PLACEMENTS", "Placements"),
        ("ASSESSMENT", "Assessment"),
        ("QUALITY", "Quality assurance"),
        ("RESEARCH", "Research"),
        ("COORDINATION", "Coordination"),
    ],
    "LINE_OF_LEARNING": [
        ("BUSINESS", "Business, administration and finance"),
        ("CONSTRUCTION", "Construction and the built environment"),
        ("CREATIVE", "Creative and media"),
        ("ENGINEERING", "Engineering"),
        ("ENVIRONMENT", "Environmental and land-based studies"),
        ("HAIR", "Hair and beauty studies"),
        ("HOSPITALITY", "Hospitality"),
        ("IT", "Information technology"),
        ("MANUFACTURING", "Manufacturing and product design"),
        ("SOCIETY", "Society, health and development"),
    ],
    "ASSET_TYPE": [
        ("TEACHERS", "Teachers’ time"),
        ("HALLS", "Halls and rooms"),
        ("PTA", "Parents’ association"),
        ("FACILITIES", "Facilities and equipment"),
        ("ADMISSIONS", "Admissions staff"),
        ("ACADEMICS", "Academics’ time"),
        ("EMPLOYEES", "Employees’ time"),
        ("CASH", "Cash"),
    ],
    "AGREEMENT_TYPE": [
        ("MEMORANDUM", "Memorandum of understanding"),
        ("ACCOUNTABILITY", "Accountability agreement"),
        ("ACCESS_PLAN", "Access and participation plan"),
        ("LSIP", "Local skills improvement plan"),
        ("CONTRACT", "Contract"),
        ("OTHER", "Another agreement"),
    ],
    "LEAVING_REASON": [
        ("COMPLETED", "It did what it was for"),
        ("FUNDING", "The funding ended"),
        ("STAFF", "The people who carried it left"),
        ("PRIORITIES", "Priorities changed"),
        ("NOT_WORKING", "It did not work"),
        ("MERGED", "An institution merged or closed"),
        ("REGULATION", "The rules changed"),
        ("OTHER", "Another reason"),
    ],
    "BODY_KIND": [
        ("STEERING_GROUP", "Steering group"),
        ("GOVERNANCE_BOARD", "Governance board"),
        ("WORKING_GROUP", "Working group"),
        ("EXPERT_GROUP", "Expert group"),
        ("FORUM", "Forum"),
        ("SHARED_GOVERNING_BODY", "Shared governing body"),
        ("AUTHORITY_BOARD", "Local authority board"),
        ("CHILDRENS_TRUST_BOARD", "Children’s Trust board"),
    ],
    "RISK_CATEGORY": [
        ("REGULATION", "Regulation changes"),
        ("STAFF", "Staff turnover"),
        ("REMIT", "Unease about the school-improvement role"),
        ("FUNDING", "Funding"),
        ("DELIVERY", "Delivery"),
    ],
}

# New kinds, after those that are there: code, label, areas that it usually serves.
KINDS = [
    ("INSTITUTE_OF_TECHNOLOGY", "Institute of Technology", ["STEM", "HIGHER_EDUCATION"]),
    ("COLLEGE_EMPLOYER", "College and employer", ["ENTERPRISE", "STEM"]),
    ("STATE_INDEPENDENT", "State and independent schools", EVERY_AREA),
    ("CROSS_PHASE", "Across phases", EVERY_AREA),
    ("LEAD_SCHOOL", "Lead school and recipient schools", EVERY_AREA),
    ("HUB", "Hub and spokes", EVERY_AREA),
    ("SHARED_PROVISION", "Shared provision", EVERY_AREA),
    ("DELIVERY", "Delivery partnership", ["HIGHER_EDUCATION"]),
    ("DIPLOMA", "Diploma consortium", ["ENTERPRISE", "STEM"]),
    ("UNIVERSITIES", "Several universities and several schools", ["HIGHER_EDUCATION"]),
    ("CONVENING", "Convening partnership of a place", EVERY_AREA),
    ("CROSS_TRUST", "Shared challenge across trusts", EVERY_AREA),
    ("CONSORTIUM", "Funded consortium", EVERY_AREA),
    ("FEDERATION", "Federation", EVERY_AREA),
    ("ALLIANCE", "Alliance", EVERY_AREA),
    ("CLUSTER", "Cluster of schools", EVERY_AREA),
]

CONDITIONS = {
    "SCHOOL_EMPLOYER": {"sectors": ["SCHOOL", "EMPLOYER"]},
    "SCHOOL_UNIVERSITY": {"sectors": ["SCHOOL", "UNIVERSITY"]},
    "UTC_SPONSOR": {"sectors": ["UTC", "UNIVERSITY"]},
    "SCHOOL_SUPPORT": {
        "sectors": ["SCHOOL", "SCHOOL"],
        "roles": ["SUPPORTER", "SUPPORTED"],
        "focus_question": "What is the support about?",
    },
    "GENERAL": {},
    "INSTITUTE_OF_TECHNOLOGY": {"sectors": ["COLLEGE", "UNIVERSITY", "EMPLOYER"], "least_parties": 3},
    "COLLEGE_EMPLOYER": {"sectors": ["COLLEGE", "EMPLOYER"]},
    "STATE_INDEPENDENT": {"sectors": ["STATE_SCHOOL", "INDEPENDENT_SCHOOL"]},
    "CROSS_PHASE": {"sectors": ["SCHOOL", "SCHOOL"], "least_phases": 2},
    "LEAD_SCHOOL": {"sectors": ["SCHOOL", "SCHOOL"], "roles": ["LEAD_SCHOOL", "RECIPIENT"]},
    "HUB": {"roles": ["HUB", "SPOKE"], "joins_as": "SPOKE"},
    "SHARED_PROVISION": {
        "sectors": ["SCHOOL", "SCHOOL"],
        "roles": ["HOST", "MEMBER"],
        "counts_pupils": True,
        "focus_question": "Which courses are provided together?",
    },
    "DELIVERY": {
        "roles": ["AWARDING_BODY", "DELIVERER", "ASSESSOR"],
        "focus_question": "Which course is it?",
    },
    "DIPLOMA": {
        "sectors": ["SCHOOL", "COLLEGE"],
        "lines": "LINE_OF_LEARNING",
        "needs_every_line": True,
    },
    "UNIVERSITIES": {"sectors": ["UNIVERSITY", "UNIVERSITY", "SCHOOL", "SCHOOL"], "least_parties": 4},
    "CONVENING": {"sectors": ["AGENCY", "SCHOOL"], "least_parties": 3, "needs_place": True},
    "CROSS_TRUST": {"least_trusts": 2, "focus_question": "What is the challenge?"},
    "CONSORTIUM": {"least_parties": 3},
    "FEDERATION": {"sectors": ["SCHOOL", "SCHOOL"]},
    "ALLIANCE": {"sectors": ["SCHOOL", "SCHOOL"]},
    "CLUSTER": {"sectors": ["SCHOOL", "SCHOOL"], "needs_place": True},
}


def seed(apps, schema_editor):
    Term = apps.get_model("institutions", "Term")
    PartnershipKind = apps.get_model("partnerships", "PartnershipKind")
    for vocabulary, entries in TERMS.items():
        for position, (code, label) in enumerate(entries, start=1):
            Term.objects.get_or_create(
                vocabulary=vocabulary, code=code, defaults={"label": label, "position": position}
            )
    for position, (code, label, areas) in enumerate(KINDS, start=10):
        Term.objects.get_or_create(
            vocabulary="PARTNERSHIP_KIND",
            code=code,
            defaults={"label": label, "areas": areas, "position": position},
        )
    Term.objects.filter(vocabulary="PARTNERSHIP_KIND", code="GENERAL").update(position=99)
    for code, conditions in CONDITIONS.items():
        term = Term.objects.get(vocabulary="PARTNERSHIP_KIND", code=code)
        PartnershipKind.objects.get_or_create(term=term, defaults=conditions)


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0003_first_benchmark_rules"), ("institutions", "0005_role_types")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop, elidable=True)]
