"""A real brief from a business: a kind of offer, its two questions, and the kind of request that asking for it is."""

from django.db import migrations

QUESTIONS = [
    ("brief_task", "What shall pupils make?", "For example: a poster for our new shop"),
    ("brief_use", "What will you do with it?", "For example: the best one goes up in our window"),
]


def seed(apps, schema_editor):
    Term = apps.get_model("institutions", "Term")
    OfferKind = apps.get_model("brokerage", "OfferKind")
    OfferQuestion = apps.get_model("brokerage", "OfferQuestion")
    facts = {
        "label": "A real brief for pupils to work on",
        "areas": ["LITERACY", "STEM", "ENTERPRISE"],
        "position": 30,
    }
    term, _ = Term.objects.get_or_create(vocabulary="OFFER_KIND", code="BRIEF", defaults=facts)
    OfferKind.objects.get_or_create(
        term=term, defaults={"family": "PRACTICE", "haves": ["TIME", "WORKPLACE"]}
    )
    for position, (code, label, hint) in enumerate(QUESTIONS, start=1):
        asked = {"kind": term, "label": label, "hint": hint, "answer": "TEXT", "position": position}
        OfferQuestion.objects.get_or_create(code=code, defaults=asked)
    apps.get_model("brokerage", "RequestKind").objects.filter(code="REVERSE_BRIEF").update(offer_kind=term)


class Migration(migrations.Migration):
    dependencies = [("brokerage", "0008_reported_in_2009"), ("institutions", "0005_role_types")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
