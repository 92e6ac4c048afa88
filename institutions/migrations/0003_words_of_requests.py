"""The first entries of the lists that requests are tagged with."""

from django.db import migrations

TERMS = {
    "NEED": [
        ("ATTENDANCE", "Attendance"),
        ("DISADVANTAGE", "Disadvantage"),
        ("TEACHER_SUPPLY", "Teacher supply, above all in science and maths"),
        ("MENTAL_HEALTH", "Mental health and wellbeing"),
        ("SEND", "Special educational needs and disabilities"),
        ("LANGUAGES", "Modern languages"),
        ("CAREERS", "Careers and the world of work"),
    ],
    "UNMET_REASON": [
        ("NO_OFFER", "No offer in reach"),
        ("NO_PLACES", "Every place was taken"),
        ("ALL_DECLINED", "Everybody who was asked said no"),
        ("DATES", "No date worked"),
        ("ACCESS", "Access needs could not be met"),
        ("OTHER", "Another reason"),
    ],
    "HAND_BACK_REASON": [
        ("NO_CAPACITY", "No capacity at the moment"),
        ("OTHER_AREA", "Outside the area we serve"),
        ("OTHER_EXPERTISE", "It needs expertise that we do not have"),
        ("KNOWN_PARTNER", "Somebody else already works on it"),
        ("OTHER", "Another reason"),
    ],
    "CAPABILITY": [
        ("EMPLOYERS", "Finding employers"),
        ("STANDARDS", "Education business standards"),
        ("LEADERSHIP", "Leadership support"),
        ("HIGHER_EDUCATION", "Links with universities"),
        ("SEND", "Specialist advice and training on SEND"),
        ("GOVERNORS", "Finding governors"),
        ("COMMISSIONING", "Commissioning delivery partners"),
    ],
}


def seed(apps, schema_editor):
    Term = apps.get_model("institutions", "Term")
    for vocabulary, entries in TERMS.items():
        for position, (code, label) in enumerate(entries, start=1):
            Term.objects.get_or_create(
                vocabulary=vocabulary, code=code, defaults={"label": label, "position": position}
            )


class Migration(migrations.Migration):
    dependencies = [("institutions", "0002_vocabularies")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
