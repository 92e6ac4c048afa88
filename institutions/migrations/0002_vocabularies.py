"""The first entries of the vocabularies, and the accountable roles that every school needs."""

from django.db import migrations

ALL = ["LEADERSHIP", "LITERACY", "STEM", "ENTERPRISE"]

# vocabulary: (code, label, areas that it usually serves)
TERMS = {
    "ACTIVITY_TYPE": [
        ("TALK", "Talk or assembly", ["LITERACY", "STEM", "ENTERPRISE"]),
        ("WORKPLACE_VISIT", "Visit to a workplace", ["LITERACY", "STEM", "ENTERPRISE"]),
        ("WORK_EXPERIENCE", "Work experience", ["ENTERPRISE"]),
        ("MENTORING", "Mentoring", ALL),
        ("READING", "Reading or number partners", ["LITERACY"]),
        ("PROJECT", "Project or challenge", ["STEM", "ENTERPRISE"]),
        ("CLUB", "Club", ["STEM", "ENTERPRISE"]),
        ("CAREERS_FAIR", "Careers fair", ["LITERACY", "ENTERPRISE"]),
        ("MOCK_INTERVIEW", "Practice interviews", ["ENTERPRISE"]),
        ("MASTERCLASS", "Masterclass", ["STEM", "HIGHER_EDUCATION"]),
        ("CAMPUS_VISIT", "Campus visit", ["HIGHER_EDUCATION"]),
        ("SUBJECT_ENRICHMENT", "Subject enrichment", ["STEM", "HIGHER_EDUCATION"]),
        ("AMBASSADORS", "Student ambassadors in school", ["HIGHER_EDUCATION"]),
        ("ADVICE", "Information, advice and guidance", ["HIGHER_EDUCATION"]),
        ("TUTORING", "Tutoring to raise attainment", ["LITERACY", "HIGHER_EDUCATION"]),
        ("TEACHER_DEVELOPMENT", "Teacher development", ["LEADERSHIP", "STEM", "HIGHER_EDUCATION"]),
        ("LEADERSHIP_SUPPORT", "Coaching or advice for leaders", ["LEADERSHIP"]),
        ("GOVERNANCE", "Service as a governor or trustee", ["LEADERSHIP", "HIGHER_EDUCATION"]),
        ("CURRICULUM", "Designing curriculum together", ALL),
        ("FACILITIES", "Use of facilities or equipment", ["STEM", "ENTERPRISE"]),
    ],
    "OFFER_KIND": [
        ("MICRO", "One hour on one date", ["LITERACY", "STEM", "ENTERPRISE"]),
        ("TALK", "A talk or assembly", ["LITERACY", "STEM", "ENTERPRISE"]),
        ("WORKPLACE_VISIT", "A visit to our workplace", ["LITERACY", "STEM", "ENTERPRISE"]),
        ("WORK_EXPERIENCE", "Work experience placements", ["ENTERPRISE"]),
        ("MENTORING", "Mentors for pupils", ALL),
        ("PROJECT", "A project or challenge for pupils", ["STEM", "ENTERPRISE"]),
        ("EXPERTISE", "Expert help for staff", ["LEADERSHIP", "STEM"]),
        ("GOVERNOR", "People willing to be governors", ["LEADERSHIP"]),
        ("FACILITIES", "Facilities or equipment", ["STEM", "ENTERPRISE"]),
        ("DONATION", "Gifts in kind", ["STEM", "LITERACY"]),
        ("CAMPUS_VISIT", "A visit to our campus", ["HIGHER_EDUCATION"]),
        ("SUBJECT_ENRICHMENT", "Subject enrichment or masterclasses", ["STEM", "HIGHER_EDUCATION"]),
        ("AMBASSADORS", "Student ambassadors or mentors", ["HIGHER_EDUCATION"]),
        ("TEACHER_DEVELOPMENT", "Teacher development", ["LEADERSHIP", "HIGHER_EDUCATION"]),
    ],
    "DECLINE_REASON": [
        ("NO_PEOPLE", "Nobody is free to do it", []),
        ("DATES", "The dates do not work", []),
        ("TOO_FAR", "The school is too far away", []),
        ("AGE", "It does not suit the age group", []),
        ("FULL", "We have promised our places elsewhere", []),
        ("SAFEGUARDING", "We cannot meet the school's safeguarding needs", []),
        ("ALREADY", "We already work with this school", []),
        ("NOT_WANTED", "Matched by the trust, not wanted by the school", []),
        ("OTHER", "Another reason", []),
    ],
    "PARTNERSHIP_KIND": [
        ("SCHOOL_EMPLOYER", "School and employer", ALL),
        ("SCHOOL_UNIVERSITY", "School and university", ["HIGHER_EDUCATION"]),
        ("UTC_SPONSOR", "University technical college and its university", ["HIGHER_EDUCATION"]),
        ("SCHOOL_SUPPORT", "School-to-school support", ["LEADERSHIP"]),
        ("GENERAL", "Other", []),
    ],
    "REQUEST_OUTCOME": [
        ("PARTNERSHIP", "A partnership began", []),
        ("ACTIVITY", "An activity took place", []),
        ("ELSEWHERE", "Found elsewhere", []),
        ("NOT_NEEDED", "No longer needed", []),
        ("UNMET", "Not met", []),
    ],
    "SECTOR": [
        ("AGRICULTURE", "Agriculture, forestry and fishing", []),
        ("MANUFACTURING", "Manufacturing, energy and utilities", []),
        ("CONSTRUCTION", "Construction", []),
        ("MOTOR", "Motor trades", []),
        ("WHOLESALE", "Wholesale", []),
        ("RETAIL", "Retail", []),
        ("TRANSPORT", "Transport and storage", []),
        ("HOSPITALITY", "Accommodation and food", []),
        ("INFORMATION", "Information and communication", []),
        ("FINANCE", "Finance and insurance", []),
        ("PROPERTY", "Property", []),
        ("PROFESSIONAL", "Professional, scientific and technical", []),
        ("SUPPORT", "Business administration and support", []),
        ("PUBLIC", "Public administration and defence", []),
        ("EDUCATION", "Education", []),
        ("HEALTH", "Health and social care", []),
        ("ARTS", "Arts, recreation and other services", []),
    ],
}

# code, label, what it is, kinds that must have one
ROLE_TYPES = [
    (
        "SLT_BUSINESS_LEAD",
        "Senior leader for business",
        "The member of the leadership team who answers for the school's work with employers.",
        ["SCHOOL", "COLLEGE"],
    ),
    (
        "LINK_GOVERNOR",
        "Link governor for business",
        "The governor who answers for the school's work with employers.",
        ["SCHOOL", "COLLEGE"],
    ),
    ("CAREERS_LEADER", "Careers leader", "Leads the careers programme.", []),
    (
        "TRUST_PARTNERSHIP_LEAD",
        "Trust partnership lead",
        "Answers for partnerships across the trust's schools.",
        ["TRUST"],
    ),
    ("EXECUTIVE_SPONSOR", "Executive sponsor", "The most senior person who stands behind a partnership.", []),
    (
        "NATIONAL_CHALLENGE_ADVISER",
        "National Challenge adviser",
        "Advises a school on the priority list and can ask on its behalf.",
        [],
    ),
    (
        "LANGUAGES_CHAMPION",
        "Employer languages champion",
        "Speaks for languages on behalf of an employer.",
        [],
    ),
]


def seed(apps, schema_editor):
    Term = apps.get_model("institutions", "Term")
    for vocabulary, entries in TERMS.items():
        for position, (code, label, areas) in enumerate(entries, start=1):
            Term.objects.get_or_create(
                vocabulary=vocabulary,
                code=code,
                defaults={"label": label, "areas": areas, "position": position},
            )
    RoleType = apps.get_model("institutions", "RoleType")
    for position, (code, label, description, kinds) in enumerate(ROLE_TYPES, start=1):
        RoleType.objects.get_or_create(
            code=code,
            defaults={"label": label, "description": description, "required_of": kinds, "position": position},
        )


class Migration(migrations.Migration):
    dependencies = [("institutions", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
