from django.db import migrations

OUTCOME_TYPES = [
    ("ASPIRATION", "Aspiration and expectation"),
    ("ATTITUDE", "Attitude"),
    ("ATTAINMENT", "Attainment"),
    ("PROGRESSION", "Progression"),
    ("PERCEPTION", "Perception"),
    ("HEALTH", "Health and wellbeing"),
]
AGREE = "How far do you agree?"
INSTRUMENTS = [
    (
        *("pupils-on-higher-education", "Pupils on higher education", "PUPILS", "ATTITUDE"),
        [
            *("People like me go to university.", "I know what I would have to do to get there."),
            "It would be worth the time and the money.",
        ],
    ),
    (
        *("pupils-on-their-future", "What pupils hope for and expect", "PUPILS", "ASPIRATION"),
        [
            *("I would like to go on studying after 18.", "I expect that I will go on studying after 18."),
            "I can name a job that I would like and how people get into it.",
        ],
    ),
    (
        *("parents-on-higher-education", "Parents and carers on higher education", "PARENTS", "ATTITUDE"),
        [
            *("My child could do well at university.", "I know whom to ask about it."),
            "I would be glad if my child went.",
        ],
    ),
    (
        *("staff-on-progression", "Staff on what pupils can go on to", "STAFF", "ATTITUDE"),
        [
            *("Pupils here can get into any university.", "I feel able to advise them."),
            "It is part of my work to do so.",
        ],
    ),
    (
        *(
            "trainees-on-placement",
            "Trainees on the school that they are placed at",
            "TRAINEES",
            "PERCEPTION",
        ),
        [
            *(
                "Teaching at a school like this one is rewarding.",
                "Pupils at a school like this one want to learn.",
            ),
            "I would apply for a post at a school like this one.",
        ],
    ),
]


def write_down(apps, schema_editor):
    term, instrument = apps.get_model("institutions", "Term"), apps.get_model("outcomes", "Instrument")
    types = {}
    for position, (code, label) in enumerate(OUTCOME_TYPES):
        types[code], _ = term.objects.update_or_create(
            vocabulary="OUTCOME_TYPE", code=code, defaults={"label": label, "position": position}
        )
    for code, name, respondents, outcome_type, questions in INSTRUMENTS:
        facts = {"name": name, "respondents": respondents, "outcome_type": types[outcome_type]}
        instrument.objects.update_or_create(
            code=code, version=1, defaults=facts | {"questions": "\n".join([AGREE, *questions])}
        )


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0007_kinds_of_pathway"), ("institutions", "0005_role_types")]

    operations = [migrations.RunPython(write_down, migrations.RunPython.noop, elidable=True)]
