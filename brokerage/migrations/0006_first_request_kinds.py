"""The kinds of requests that the source documents name."""

from django.db import migrations

# code, label, what it is for, columns that are set
KINDS = [
    ("SCHOOL_NEED", "Support for a school", "Something that one school needs in one area of support.", []),
    (
        "CLUSTER",
        "Support for a cluster of small schools",
        "Small schools near each other ask as one, so that a visit is worth the journey.",
        ["is_for_cluster"],
    ),
    (
        "SEND_SUPPORT",
        "Specialist SEND advice or training",
        "Advice or training on special educational needs and disabilities. What is given is recorded.",
        ["records_fulfilment"],
    ),
    (
        "DELIVERY_PARTNER",
        "A delivery partner to commission",
        "Somebody to run a programme for the school, and help with commissioning it.",
        ["records_fulfilment"],
    ),
    (
        "CONSULTATION",
        "A need found by asking people",
        "Pupils, parents or neighbours were asked, and this is what they said.",
        ["names_source"],
    ),
    (
        "CHALLENGE",
        "Our part in a shared challenge",
        "What the school needs to play its part in a challenge that it shares with others.",
        ["is_joined"],
    ),
    (
        "REVERSE_BRIEF",
        "A real brief from a business",
        "A business posts real work, and pupils do it. What they make is recorded.",
        ["records_fulfilment", "is_joined"],
    ),
]


def seed(apps, schema_editor):
    RequestKind = apps.get_model("brokerage", "RequestKind")
    for position, (code, label, description, flags) in enumerate(KINDS, start=1):
        facts = {"label": label, "description": description, "position": position}
        RequestKind.objects.get_or_create(code=code, defaults=facts | dict.fromkeys(flags, True))


class Migration(migrations.Migration):
    dependencies = [("brokerage", "0005_offer_kinds")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
