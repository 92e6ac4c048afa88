"""What made-up offers answer to the questions of their kind, and what else they may say."""

import json
from random import Random
from typing import Any

from institutions.models import Institution

Choices = dict[str, list[Any]]

OF_KIND: dict[str, Choices] = {
    "FACILITIES": {
        "facility_what": [
            "A workshop with twelve benches",
            "A laboratory with fume cupboards",
            "Two training rooms",
        ],
        "facility_pupils": [12, 24, 30],
        "facility_staff": [True, True, False],
    },
    "DONATION": {
        "donation_what": [
            "Thirty laptops",
            "Safety glasses and gloves",
            "Two microscopes",
            "Books about engineering",
        ],
        "donation_condition": ["New", "Used, works well"],
        "donation_age": [0, 2, 4],
        "donation_delivery": ["We bring it", "The school collects it"],
    },
    "DIGITAL_RESOURCE": {
        "digital_address": ["From us, with a key for each class"],
        "digital_reports": ["Nothing", "Only figures for a whole class"],
        "digital_needs": ["A browser and headphones"],
    },
    "OPEN_RESOURCE": {
        "open_address": ["On our web page, without signing in"],
        "open_youngest": [8],
        "open_oldest": [12],
        "open_licence": ["Copied and changed by schools"],
    },
    "SCHOOL_EXPERTISE": {
        "expertise_subject": ["Early reading", "Autism", "Maths mastery", "Attendance"],
        "expertise_how": [["Coaching"], ["Coaching", "Visits to each other"]],
    },
    "ADVISORY_DAYS": {
        "advice_subject": ["Working with employers", "Finance and premises"],
        "advice_days": [1, 2, 4],
        "advice_for": [["One school"], ["One school", "A consortium of schools"]],
    },
    "CURRICULUM": {
        "curriculum_course": ["Engineering", "Computing", "Health"],
        "curriculum_hours": [6, 12, 20],
    },
    "CPD_PLACES": {
        "cpd_title": ["Leading a subject", "Behaviour", "Working with families"],
        "cpd_for": [["Teachers"], ["Teachers", "Leaders"], ["Others who work with children"]],
        "cpd_people": [1, 2, 4],
    },
    "TEACHER_DEVELOPMENT": {
        "development_about": ["Physics for teachers of other subjects", "Reading"],
        "development_hours": [4, 8],
    },
    "GOVERNOR": {
        "governor_skills": [["Finance"], ["People", "Law"], ["Premises"], ["Data and technology"]],
        "governor_evenings": ["Every month", "Every half term"],
    },
    "E_MENTORING": {
        "ementoring_how": ["Video calls in class", "Messages on the school’s platform"],
        "ementoring_weeks": [6, 12],
    },
    "PRACTICE_VISIT": {
        "practice_topic": ["Extended services", "Parental engagement", "A maths department"],
        "practice_visitors": [2, 4, 6],
    },
    "WORK_EXPERIENCE": {
        "work_days": [5, 10],
        "work_tasks": [
            "A task of their own, and a look into every department",
            "Helping where the work is done",
        ],
    },
    "T_LEVEL": {
        "tlevel_route": ["Engineering and manufacturing", "Digital", "Business and administration"],
        "tlevel_hours": [315, 350],
        "tlevel_pattern": ["In one block", "Some days every week"],
    },
    "TRAINEES": {
        "trainees_subjects": ["Primary", "Physics and mathematics", "Languages"],
        "trainees_at_once": [1, 2, 4],
        "trainees_weeks": [12, 20],
        "trainees_why": ["They grew up near here", "They ask to teach where it is needed most"],
    },
    "STANDING": {
        "standing_what": ["Talks by students about how they came here", "A day in our laboratories"],
        "standing_notice": [4, 6],
    },
}
OF_UNIVERSITIES: Choices = {
    "he_subjects": ["All", "Science and engineering", "Languages"],
    "he_cost": ["Nothing, and travel is paid", "Nothing, but travel is not paid"],
    "he_leader": [["Outreach staff"], ["Academic staff", "Students, trained and paid"]],
    "he_learns": [["Courses and what they need", "Money and support"], ["Careers afterwards"]],
}
CONDITIONS = ["", "", "", "A teacher stays with the group.", "We need to know of access needs a week before."]
ACCESS = [[], [], ["STEP_FREE"], ["STEP_FREE", "TOILET"], ["HEARING", "LARGE_PRINT"]]
TERMS = [[], [], ["AUTUMN"], ["SPRING", "SUMMER"]]
# Offers for some years alone: what a provider says who means the end of primary school, or the choice of options.
YEARS = {"PRIMARY": ["Y05", "Y06"], "SECONDARY": ["Y08", "Y09"], "POST_16": ["Y12"]}


def answers(kind: str, provider_kind: str, rng: Random) -> str:
    """As JSON. A university tells what each of its offers must tell."""
    asked = OF_KIND.get(kind, {}) | (OF_UNIVERSITIES if provider_kind == Institution.Kind.UNIVERSITY else {})
    return json.dumps({code: rng.choice(choices) for code, choices in asked.items()})


def year_groups(phases: list[str], rng: Random) -> list[str]:
    """One offer in five is for some years."""
    if rng.random() >= 0.2:
        return []
    return [year for phase in phases for year in YEARS.get(phase, [])]
