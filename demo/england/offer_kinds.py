"""What employers, universities and schools typically offer, in their own words."""

from typing import NamedTuple


class OfferKind(NamedTuple):
    """`weight` says how common it is, `delivery` where it can happen, `titles` what it is called."""

    code: str
    weight: int
    delivery: list[str]
    areas: list[list[str]]
    phases: list[list[str]]
    titles: list[str]
    details: str


PRIMARY, SECONDARY, POST_16 = ["PRIMARY"], ["SECONDARY"], ["POST_16"]
OLDER, ALL = ["SECONDARY", "POST_16"], ["EARLY_YEARS", "PRIMARY", "SECONDARY", "POST_16"]
BOTH = ["PRIMARY", "SECONDARY"]

OWN = ["AT_PROVIDER"]
MOSTLY_SCHOOL = ["AT_SCHOOL"] * 7 + ["ONLINE"]
ANYWHERE = ["AT_SCHOOL"] * 3 + ["AT_PROVIDER"] * 3 + ["ONLINE"]

EMPLOYER_KINDS = [
    OfferKind(
        "MICRO", 14, MOSTLY_SCHOOL,
        [["LITERACY"], ["ENTERPRISE"], ["LITERACY", "ENTERPRISE"], ["STEM"]], [PRIMARY, SECONDARY, BOTH],
        ["One hour about working in {sector}", "Ask me anything: an hour with someone from {sector}"],
        "One person, one hour, one date. No preparation needed by the school.",
    ),
    OfferKind(
        "TALK", 22, MOSTLY_SCHOOL,
        [["LITERACY", "ENTERPRISE"], ["STEM"], ["LITERACY"], ["STEM", "ENTERPRISE"]], [BOTH, SECONDARY, OLDER],
        ["A talk about working in {sector}", "What we do all day: {sector}", "How numbers are used in {sector}"],
        "We bring slides and things to touch, and leave time for questions.",
    ),
    OfferKind(
        "WORKPLACE_VISIT", 15, OWN,
        [["STEM", "ENTERPRISE"], ["ENTERPRISE"], ["LITERACY", "STEM"]], [SECONDARY, OLDER, PRIMARY, BOTH],
        ["Visit {provider}", "A morning behind the scenes in {sector}"],
        "For up to thirty pupils with their teachers. We show every step and let them try some.",
    ),
    OfferKind(
        "WORK_EXPERIENCE", 14, OWN, [["ENTERPRISE"]], [OLDER, POST_16, SECONDARY],
        ["Work experience in {sector}", "A week of work at {provider}"],
        "A planned week with a mentor, a task of their own and a written reference at the end.",
    ),
    OfferKind(
        "MENTORING", 10, MOSTLY_SCHOOL,
        [["ENTERPRISE"], ["LITERACY", "ENTERPRISE"], ["LITERACY"]], [SECONDARY, OLDER, PRIMARY],
        ["Mentors from {sector}", "Reading and number partners from {provider}"],
        "The same person every fortnight for at least two terms.",
    ),
    OfferKind(
        "PROJECT", 10, MOSTLY_SCHOOL,
        [["STEM"], ["STEM", "ENTERPRISE"], ["ENTERPRISE"]], [SECONDARY, BOTH, OLDER],
        ["A design challenge from {sector}", "Solve a real problem of ours", "An enterprise project over six weeks"],
        "We set a real problem, visit twice, and judge what the teams made.",
    ),
    OfferKind(
        "EXPERTISE", 7, MOSTLY_SCHOOL, [["LEADERSHIP"], ["LEADERSHIP", "STEM"]], [ALL],
        ["Help with finance, people or premises", "A day in {sector} for teachers"],
        "For leaders and teachers. We listen first and bring the right colleague.",
    ),
    OfferKind(
        "GOVERNOR", 5, ["AT_SCHOOL"], [["LEADERSHIP"]], [ALL],
        ["People willing to be governors"],
        "Experienced colleagues with time for meetings, given by us as volunteering days.",
    ),
    OfferKind(
        "FACILITIES", 3, OWN, [["STEM"], ["STEM", "ENTERPRISE"]], [BOTH, OLDER],
        ["Use of our workshop", "Use of our training rooms"],
        "With a member of our staff to help; free on two afternoons a week.",
    ),
    OfferKind(
        "DONATION", 2, ["AT_SCHOOL"], [["STEM"], ["LITERACY"]], [PRIMARY, SECONDARY, BOTH],
        ["Equipment that we no longer need", "Books and materials to keep"],
        "Checked by us before you get it.",
    ),
    OfferKind(
        "T_LEVEL", 3, OWN, [["ENTERPRISE"], ["STEM", "ENTERPRISE"]], [POST_16],
        ["T Level placements in {sector}"],
        "With a supervisor and a plan agreed with the college.",
    ),
    OfferKind(
        "E_MENTORING", 2, ["ONLINE"], [["ENTERPRISE"], ["LITERACY"]], [SECONDARY, OLDER],
        ["Mentors from {sector}, online"],
        "In class, with a teacher present.",
    ),
    OfferKind(
        "OPEN_RESOURCE", 1, ["ONLINE"], [["STEM"]], [PRIMARY, BOTH],
        ["Experiments for ages 8 to 12"],
        "Free for anybody, nothing to sign up for.",
    ),
    OfferKind(
        "DIGITAL_RESOURCE", 1, ["ONLINE"], [["LITERACY"], ["STEM"]], [PRIMARY, SECONDARY],
        ["A reading companion for classes"],
        "Works on any computer of the school.",
    ),
    OfferKind(
        "ADVISORY_DAYS", 1, MOSTLY_SCHOOL, [["LEADERSHIP", "ENTERPRISE"]], [ALL],
        ["Advice on working with employers"],
        "A plan at the end that you can keep to.",
    ),
    OfferKind(
        "CURRICULUM", 1, MOSTLY_SCHOOL, [["STEM", "ENTERPRISE"]], [OLDER],
        ["Plan a course with {sector}"],
        "Meetings after school, then we comment on drafts.",
    ),
]  # fmt: skip

UNIVERSITY_KINDS = [
    OfferKind(
        "CAMPUS_VISIT", 30, OWN, [["HIGHER_EDUCATION"]], [BOTH, SECONDARY, PRIMARY],
        ["A day on campus for Years 6 to 8", "Campus visit with lunch and a lecture"],
        "Travel can be paid. Students show pupils round and answer their questions.",
    ),
    OfferKind(
        "SUBJECT_ENRICHMENT", 25, ANYWHERE,
        [["HIGHER_EDUCATION", "STEM"], ["HIGHER_EDUCATION"]], [OLDER, POST_16, SECONDARY],
        ["Science masterclasses", "Languages masterclasses", "Mathematics beyond the syllabus"],
        "Taught by our lecturers and doctoral students; fits the specifications.",
    ),
    OfferKind(
        "AMBASSADORS", 25, MOSTLY_SCHOOL, [["HIGHER_EDUCATION"]], [BOTH, OLDER],
        ["Student ambassadors in your school", "Undergraduate mentors"],
        "Trained and paid students, once a week for a term.",
    ),
    OfferKind(
        "TEACHER_DEVELOPMENT", 12, ANYWHERE, [["LEADERSHIP", "HIGHER_EDUCATION"]], [ALL],
        ["Subject knowledge for teachers"],
        "Twilight sessions, led by people who teach the subject here.",
    ),
    OfferKind(
        "FACILITIES", 8, OWN, [["STEM", "HIGHER_EDUCATION"]], [OLDER],
        ["Use of our laboratories"],
        "For sixth-form practicals, with technicians.",
    ),
    OfferKind(
        "TRAINEES", 8, ["AT_SCHOOL"], [["LEADERSHIP", "STEM"], ["LEADERSHIP"]], [ALL],
        ["Trainee teachers who want to stay in the area"],
        "They train with us for a year, half of it in your school, with a tutor who visits.",
    ),
    OfferKind(
        "STANDING", 6, ANYWHERE, [["HIGHER_EDUCATION"]], [BOTH, OLDER],
        ["Whatever you want to know about studying"],
        "Write to us at any time; we find the right person.",
    ),
]  # fmt: skip

SCHOOL_KINDS = [
    OfferKind(
        "PRACTICE_VISIT", 4, OWN, [["LEADERSHIP"]], [ALL],
        ["See how we do it at {provider}"],
        "A morning in classes, then time for questions.",
    ),
    OfferKind(
        "SCHOOL_EXPERTISE", 4, MOSTLY_SCHOOL, [["LEADERSHIP"], ["LITERACY"], ["STEM"]], [ALL],
        ["What works for us, and could for you"],
        "From one school to another, without a fee.",
    ),
    OfferKind(
        "CPD_PLACES", 3, OWN, [["LEADERSHIP"]], [ALL],
        ["Places on our training, open to other trusts"],
        "Twilight sessions once a month.",
    ),
    OfferKind(
        "FACILITIES", 2, OWN, [["STEM"], ["ENTERPRISE"]], [ALL],
        ["Use of our laboratory", "Use of our hall"],
        "After three o’clock and in the holidays.",
    ),
]  # fmt: skip
