"""Words to begin a message with, by segment."""

from django.db import migrations

SCHOOLS = ["SCHOOL", "COLLEGE"]
HANDED_ON = ["SCHOOL", "COLLEGE", "CHARITY", "NETWORK", "PUBLIC_BODY"]
# code, label, description, kinds, families, subject, body
TEMPLATES = [
    ("EMPLOYERS_WANTED", "Employers: an hour is enough", "Asks employers for an offer, however small.", ["EMPLOYER"], "",
     "Could you spare an hour for a school near you?",
     "Schools near you are looking for people who tell what they do at work.\n\nAn hour is enough. Say on Causeway what you could give, and you hear only of schools that it fits.\n\nQuestions? Ask: [a role, and how to reach it]"),
    ("EMPLOYERS_THANKS", "Employers: what came of it", "Tells employers of a place what their time led to.", ["EMPLOYER"], "",
     "What your time led to",
     "Over the last year, employers of our area met pupils of [how many] schools.\n\n[What came of it.]\n\nThank you. The schools that have nothing yet are on Causeway: could you help one of them?"),
    ("SCHOOLS_DATES", "Schools: dates ahead", "Events and dates for careers leaders.", SCHOOLS, "",
     "Dates for your diary",
     "[What, when, where, and for which year groups.]\n\nPlaces are asked for on Causeway.\n\nQuestions? Ask: [a role, and how to reach it]"),
    ("FAMILIES_WILLING", "Families short of time: what you can do in ten minutes", "For schools to hand on to families who would like to help.",
     HANDED_ON, "WILLING", "For your families: ten minutes that help",
     "Please hand this on to families in your own way.\n\nYou need no time off and no special knowledge. Ask your child whom they met at school this year and what these people do. That is all.\n\nWhat you may expect of the school, with questions to ask, is on Causeway under “What families can expect”."),
    ("FAMILIES_UNSURE", "Families who are unsure: questions to ask", "For schools to hand on, with the question cards.",
     HANDED_ON, "UNSURE", "For your families: questions that you may ask us",
     "Please hand this on to families in your own way.\n\nNobody expects you to know all courses and jobs. You may ask us. There are cards with questions, to print and bring along, on Causeway under “What families can expect”."),
    ("FAMILIES_DISTANT", "Families who keep away: through people whom they trust", "For charities, networks and others whom families trust.",
     ["CHARITY", "NETWORK", "PUBLIC_BODY"], "DISTANT", "Would you tell families you know?",
     "Some families do not read what schools send. They know you.\n\nWould you tell them that they can say what they think of their school, without giving a name? The page is on Causeway.\n\nQuestions? Ask: [a role, and how to reach it]"),
]  # fmt: skip


def bring_templates(apps, schema_editor):
    templates = apps.get_model("brokerage", "MessageTemplate").objects
    terms = apps.get_model("institutions", "Term").objects
    for position, (code, label, description, kinds, families, subject, body) in enumerate(TEMPLATES, start=1):
        segment = terms.filter(vocabulary="FAMILY_SEGMENT", code=families).first()
        says = {"label": label, "description": description, "kinds": kinds, "family_segment": segment}
        words = {"subject": subject, "body": body, "position": position}
        templates.get_or_create(code=code, defaults=says | words)


class Migration(migrations.Migration):
    dependencies = [
        ("brokerage", "0012_messages"),
        ("institutions", "0012_words_for_families"),
        ("partnerships", "0007_first_tag_lists"),
    ]
    operations = [migrations.RunPython(bring_templates, migrations.RunPython.noop, elidable=True)]
