"""The role types of the source documents, and what is said of the holders of each."""

from django.db import migrations

LEARNING = ["SCHOOL", "COLLEGE"]
GOVERNED = ["SCHOOL", "COLLEGE", "TRUST"]
GROUPS = ["SCHOOL", "TRUST", "NETWORK"]

# What the first role types are from now on.
CHANGES = {
    "SLT_BUSINESS_LEAD": {"held_at": LEARNING, "carries_work": True, "asks": ["SENIORITY"]},
    "LINK_GOVERNOR": {"held_at": LEARNING, "term_years": 4, "asks": ["AFFILIATION"]},
    "CAREERS_LEADER": {
        "held_at": LEARNING,
        "required_of": LEARNING,
        "required_phases": ["SECONDARY", "POST_16"],
        "asks": ["SENIORITY"],
    },
    "TRUST_PARTNERSHIP_LEAD": {"held_at": ["TRUST"], "carries_work": True, "asks": ["SENIORITY"]},
    "EXECUTIVE_SPONSOR": {"is_single": False, "asks": ["SENIORITY", "REMIT"]},
    "NATIONAL_CHALLENGE_ADVISER": {"held_at": LEARNING, "asks": ["AFFILIATION"], "is_one_for_group": True},
    "LANGUAGES_CHAMPION": {"is_single": False, "is_listed": True},
}

# code, label, what it is, and what is particular to it
NEW = [
    ("GOVERNOR", "Governor", "Sits on the governing body.", {
        "held_at": LEARNING, "is_single": False, "term_years": 4, "asks": ["AFFILIATION"]}),
    ("TRUSTEE", "Trustee", "Sits on the trust’s board.", {
        "held_at": ["TRUST"], "is_single": False, "term_years": 4, "asks": ["AFFILIATION"]}),
    ("EMPLOYEE_GOVERNOR", "Employee governor", "A governor whom an employer gives the time for it.", {
        "held_at": GOVERNED, "is_single": False, "term_years": 4, "asks": ["AFFILIATION"]}),
    ("GOVERNOR_VOLUNTEER", "Governor volunteer", "Is ready to become a governor of a school.", {
        "held_at": ["EMPLOYER", "UNIVERSITY", "CHARITY", "PUBLIC_BODY"], "is_single": False, "asks": ["REMIT"]}),
    ("COMMUNITY_LEADER", "Community leader", "Speaks for a community that a partnership works with.", {
        "is_single": False, "asks": ["REMIT"]}),
    ("PTA_CONTACT", "Parent–teacher association contact", "The way to the parents’ association.", {
        "held_at": LEARNING}),
    ("COMMUNITY_DIRECTOR", "Director of community development", "Leads the school’s work with its community.", {
        "held_at": GOVERNED, "carries_work": True, "asks": ["SENIORITY"]}),
    ("EXECUTIVE_HEAD", "Executive head", "Leads more than one institution.", {
        "held_at": GROUPS, "asks": ["RECOGNITION"]}),
    ("SHARED_POST", "Shared post", "Works for several schools, such as a teacher for special needs.", {
        "held_at": GROUPS, "is_single": False, "asks": ["REMIT", "RECOGNITION"]}),
    ("SUBJECT_LEAD", "Subject programme lead", "Leads a programme for a subject.", {
        "is_single": False, "is_listed": True, "asks": ["REMIT"]}),
    ("STRAND_LEAD", "Recommendation strand lead", "Answers for a strand of recommendations.", {
        "is_single": False, "is_listed": True, "asks": ["REMIT"]}),
    ("PEER_MENTOR", "Peer mentor for partnership leads", "Helps other partnership leads to begin.", {
        "held_at": GOVERNED, "is_single": False, "is_listed": True, "asks": ["REMIT"]}),
    ("SCHOOL_IMPROVEMENT_PARTNER", "School Improvement Partner", "Supports and challenges the school’s leaders.", {
        "held_at": GROUPS, "asks": ["AFFILIATION"], "is_one_for_group": True}),
    ("SCHOOL_IMPROVEMENT_OFFICER", "School improvement officer", "Advises the school from outside.", {
        "held_at": GROUPS, "asks": ["AFFILIATION"]}),
    ("SYSTEM_LEADER", "System leader", "Leads beyond their own school.", {
        "held_at": GOVERNED, "is_single": False, "is_listed": True, "asks": ["REMIT", "RECOGNITION"]}),
    ("NATIONAL_LEADER_OF_EDUCATION", "National Leader of Education", "A head who supports other schools.", {
        "held_at": GOVERNED, "is_single": False, "is_listed": True, "asks": ["RECOGNITION"]}),
]  # fmt: skip


def seed(apps, schema_editor):
    RoleType = apps.get_model("institutions", "RoleType")
    for code, facts in CHANGES.items():
        RoleType.objects.filter(code=code).update(**facts)
    first = RoleType.objects.count() + 1
    for position, (code, label, description, facts) in enumerate(NEW, start=first):
        given = {"label": label, "description": description, "position": position}
        RoleType.objects.get_or_create(code=code, defaults=given | facts)


class Migration(migrations.Migration):
    dependencies = [("institutions", "0004_role_targets")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
