"""Trainee teachers are offered to schools that would like to have them."""

from django.db import migrations

QUESTIONS = [
    ("trainees_subjects", "For which subjects or ages do they train?", "For example: primary, or physics", "TEXT", True),
    ("trainees_at_once", "How many can one school have at once?", "", "NUMBER", True),
    ("trainees_weeks", "How many weeks does a placement last?", "", "NUMBER", True),
    ("trainees_why", "Why do they want to teach in these schools?", "What you look for when you choose them", "TEXT", False),
]  # fmt: skip


def bring_trainees(apps, schema_editor):
    Term = apps.get_model("institutions", "Term")
    term, _ = Term.objects.get_or_create(
        vocabulary="OFFER_KIND",
        code="TRAINEES",
        defaults={
            "label": "Trainee teachers on placement",
            "areas": ["LEADERSHIP", "STEM"],
            "position": 40,
        },
    )
    apps.get_model("brokerage", "OfferKind").objects.get_or_create(
        term=term,
        defaults={
            "family": "PLACEMENT",
            "haves": ["CAMPUS", "SCHOOL"],
            "provider_kinds": ["UNIVERSITY", "COLLEGE", "SCHOOL", "TRUST"],
        },
    )
    OfferQuestion = apps.get_model("brokerage", "OfferQuestion")
    for position, (code, label, hint, answer, is_required) in enumerate(QUESTIONS, start=1):
        said = {"label": label, "hint": hint, "answer": answer, "is_required": is_required}
        OfferQuestion.objects.get_or_create(
            code=code, defaults={"kind": term, "choices": [], "position": position, **said}
        )


class Migration(migrations.Migration):
    dependencies = [("brokerage", "0009_briefs"), ("institutions", "0005_role_types")]
    operations = [migrations.RunPython(bring_trainees, migrations.RunPython.noop)]
