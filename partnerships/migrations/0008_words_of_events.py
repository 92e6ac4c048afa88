"""The kinds of events, the topics of training, and the groups of staff that come."""

from django.db import migrations

TERMS = {
    "EVENT_KIND": [
        ("CONFERENCE", "Conference"),
        ("TRAINING", "Course of training"),
        ("INTRODUCTION", "Meet-the-partner event"),
        ("STUDENT_FINANCE", "Student finance event"),
        ("ROADSHOW", "Roadshow"),
        ("COMMUNITY", "Community engagement"),
        ("OTHER", "Another event"),
    ],
    "TRAINING_TOPIC": [
        ("SUBJECT", "Subject knowledge"),
        ("HIGHER_EDUCATION", "Higher education and routes into it"),
        ("ADMISSIONS", "Admissions"),
        ("CAREERS", "Careers and the world of work"),
        ("PARENTS", "Parental engagement"),
        ("LEADING_SEVERAL", "Leading several institutions"),
        ("PARTNERSHIP", "Leading partnerships"),
        ("GOVERNANCE", "Governance"),
        ("SAFEGUARDING", "Safeguarding"),
        ("WELLBEING", "Wellbeing"),
    ],
    "STAFF_GROUP": [
        ("TEACHERS", "Teachers"),
        ("SUPPORT", "Teaching assistants and support staff"),
        ("EARLY_CAREER", "Teachers early in their career"),
        ("TRAINEES", "Trainee teachers"),
        ("MIDDLE", "Middle leaders"),
        ("SENIOR", "Senior leaders"),
        ("EXECUTIVE", "Executive leaders of several institutions"),
        ("PARTNERSHIP_LEADS", "Partnership leads"),
        ("CAREERS_LEADERS", "Careers leaders"),
        ("ADMISSIONS", "Admissions staff"),
        ("GOVERNORS", "Governors and trustees"),
        ("EMPLOYEES", "Employees of a partner"),
    ],
}  # fmt: skip


def bring_words(apps, schema_editor):
    Term = apps.get_model("institutions", "Term")
    for vocabulary, terms in TERMS.items():
        for position, (code, label) in enumerate(terms, start=1):
            said = {"label": label, "position": position}
            Term.objects.get_or_create(vocabulary=vocabulary, code=code, defaults=said)


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0007_first_tag_lists"), ("institutions", "0005_role_types")]
    operations = [migrations.RunPython(bring_words, migrations.RunPython.noop, elidable=True)]
