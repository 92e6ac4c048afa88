"""What families may expect of guidance, in our own words, and the stages that a report of theirs may come to."""

from datetime import date

from django.db import migrations

BENCHMARKS = ("The Gatsby Benchmarks, as updated for September 2025", "https://www.gatsbybenchmarks.org.uk/")
ACCESS = (
    "Education Act 1997, section 42B: access of education and training providers",
    "https://www.gov.uk/government/publications/careers-guidance-provision-for-young-people-in-schools",
)
COUNCIL = ("National Council for Educational Excellence, recommendations of 2008", "")
UPDATED = date(2025, 9, 1)
SINCE_2023 = date(2023, 1, 1)
# code, version, phase, title, words, questions, basis, source, valid from, valid to
ROWS = [
    ("PRIMARY_WORLD_OF_WORK", 1, "PRIMARY", "Meeting people who work",
     "Children hear from people in different jobs, and see what they learn in use.",
     ["Who came to tell the children about their work this year?", "May parents come and tell of theirs?"],
     "RECOMMENDED", COUNCIL, None, None),
    ("PRIMARY_HIGHER_EDUCATION", 1, "PRIMARY", "A first idea of college and university",
     "There is time each year to find out what can be studied later, and that it is open to every child.",
     ["What do the children hear about college and university?", "Will my child’s class visit one?"],
     "RECOMMENDED", COUNCIL, None, None),
    ("PROGRAMME", 1, "SECONDARY", "A careers programme that you can read",
     "The school publishes its careers programme, written so that pupils and parents understand it, and says who leads it.",
     ["Where can I read this year’s programme?", "Who leads careers at the school, and how do I reach them?",
      "How do you ask parents what they think of it?"],
     "GUIDANCE", BENCHMARKS, None, None),
    ("LABOUR_MARKET", 1, "SECONDARY", "Up-to-date information about jobs and courses",
     "Pupils and their parents are shown good information about what there is to study and which work it leads to.",
     ["Where do you tell us what jobs there are around here?", "What may my child take home to talk over with me?"],
     "GUIDANCE", BENCHMARKS, None, None),
    ("EMPLOYERS", 1, "SECONDARY", "A meeting with an employer every year",
     "From Year 7 on, every pupil meets at least one employer in a school year: prepared, in both directions, and talked over afterwards.",
     ["Whom has my child met this year?", "What was it for, and what came of it?", "What happens if my child was away that day?"],
     "GUIDANCE", BENCHMARKS, None, None),
    ("WORKPLACES", 1, "SECONDARY", "A look into a workplace",
     "By the age of 16, every pupil has had at least one experience of a workplace.",
     ["When will my child see a workplace?"],
     "GUIDANCE", ("The Gatsby Benchmarks of 2014", BENCHMARKS[1]), None, UPDATED),
    ("WORKPLACES", 2, "SECONDARY", "Experiences of workplaces",
     "By the age of 16, every pupil has had meaningful experiences of workplaces: meeting people there, and doing a task that they set.",
     ["Which workplaces will my child see, and when?", "How do you help pupils whose families know nobody to ask?",
      "What will my child do there?"],
     "GUIDANCE", BENCHMARKS, UPDATED, None),
    ("PROVIDERS", 1, "SECONDARY", "Meeting everyone who teaches after 16",
     "By the age of 16, every pupil has met sixth forms, colleges, universities and providers of apprenticeships, with their staff and their students.",
     ["Which colleges and sixth forms come to the school?", "Are apprenticeships shown as well as A levels?"],
     "GUIDANCE", BENCHMARKS, None, None),
    ("PROVIDER_ACCESS", 1, "SECONDARY", "Technical routes, shown by those who teach them",
     "Providers of technical education and apprenticeships meet all pupils at least twice in Years 8 and 9, and twice in Years 10 and 11.",
     ["When do they come in my child’s year?", "May parents come as well?", "Where is the school’s policy on access for providers?"],
     "LAW", ACCESS, SINCE_2023, None),
    ("PERSONAL_GUIDANCE", 1, "SECONDARY", "A talk with a careers adviser by 16",
     "Every pupil can have a personal interview with a trained careers adviser by the age of 16, at a time that suits their choices.",
     ["When is my child’s interview?", "Is the adviser trained and independent?", "May I come along or hear what was agreed?"],
     "GUIDANCE", BENCHMARKS, None, None),
    ("CAMPUS_VISIT", 1, "SECONDARY", "A visit to a university by the end of Year 8",
     "Every pupil sees a campus early, before the first choices are made.",
     ["Has my child’s year visited a university?", "Does it cost families anything?"],
     "RECOMMENDED", COUNCIL, None, None),
    ("POST_16_PROGRAMME", 1, "POST_16", "A careers programme that you can read",
     "The school or college publishes its careers programme and says who leads it.",
     ["Where can we read this year’s programme?", "Who leads careers here, and how do we reach them?"],
     "GUIDANCE", BENCHMARKS, None, None),
    ("POST_16_EMPLOYERS", 1, "POST_16", "Meetings with employers every year",
     "In a sixth form at least one a year; at a college at least two, one of them through the subject that is studied.",
     ["Which employers will my child meet this year?", "Which of them have to do with the subject?"],
     "GUIDANCE", BENCHMARKS, None, None),
    ("POST_16_WORKPLACES", 1, "POST_16", "A workplace, once more",
     "By the age of 18, at least one more experience of a workplace, besides any part-time job.",
     ["Who finds the workplace?", "Which help is there with travel and timing?"],
     "GUIDANCE", BENCHMARKS, None, None),
    ("POST_16_PROVIDER_ACCESS", 1, "POST_16", "Technical routes, shown by those who teach them",
     "In a school’s sixth form, two more meetings with providers of technical education and apprenticeships are on offer. Going is a choice.",
     ["When are they, and how does my child sign up?"],
     "LAW", ACCESS, SINCE_2023, None),
    ("POST_16_VISITS", 1, "POST_16", "Visits to universities, for all who think of one",
     "Everybody who considers higher education has visited at least two universities by the age of 18, and met staff and students.",
     ["Which universities are visited?", "What is done for those who would be the first in their family?"],
     "GUIDANCE", BENCHMARKS, None, None),
    ("POST_16_GUIDANCE", 1, "POST_16", "Another talk with a careers adviser by 18",
     "A second personal interview with a trained careers adviser.",
     ["When is my child’s interview?", "Is the adviser trained and independent?"],
     "GUIDANCE", BENCHMARKS, None, None),
]  # fmt: skip


def bring_entitlements(apps, schema_editor):
    Entitlement = apps.get_model("partnerships", "Entitlement")
    for position, (code, version, phase, title, words, questions, basis, source, start, end) in enumerate(
        ROWS
    ):
        said, link = source
        Entitlement.objects.get_or_create(
            code=code,
            version=version,
            defaults={
                "phase": phase,
                "title": title,
                "words": words,
                "questions": questions,
                "basis": basis,
                "source": said,
                "source_link": link,
                "position": position,
                "valid_from": start,
                "valid_to": end,
            },
        )


# code, label, who looks at it, what it means, days, link
STAGES = [
    ("TOLD", "Told the school", "The careers leader or a member of staff",
     "Most things are put right here. The school says what it will do, or why it has not happened.", 14, ""),
    ("COMPLAINT", "Formal complaint", "The head or principal",
     "The head or principal looks at it and answers in writing.", 28, ""),
    ("PANEL", "Governors or trustees", "A panel of governors or trustees who had no part in it",
     "A panel looks at what was said and done so far, and answers for the school.", 42, ""),
    ("OMBUDSMAN", "Outside the school", "The Local Government and Social Care Ombudsman or the Department for Education",
     "The Ombudsman looks at what councils are answerable for; other complaints about schools go to the Department for Education. The page behind the link says which it is.",
     None, "https://www.gov.uk/complain-about-school"),
]  # fmt: skip


def bring_stages(apps, schema_editor):
    stages = apps.get_model("partnerships", "ConcernStage").objects
    for position, (code, label, looked_at_by, description, days, link) in enumerate(STAGES, start=1):
        says = {"label": label, "looked_at_by": looked_at_by, "description": description}
        stages.get_or_create(code=code, defaults=says | {"days": days, "link": link, "position": position})


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0017_what_families_expect")]
    operations = [
        migrations.RunPython(bring_entitlements, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(bring_stages, migrations.RunPython.noop, elidable=True),
    ]
