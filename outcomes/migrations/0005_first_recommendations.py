"""The twenty recommendations of the National Council for Educational Excellence, in our own words."""

from datetime import date

from django.db import migrations

SOURCE = "National Council for Educational Excellence, report on progress, 2009"
# Strand, number, title, text, indicator, target in per cent, due.
RECOMMENDATIONS = [
    (
        *("BUSINESS", 1, "An effective relationship with business everywhere"),
        "Employers stand behind one national framework, and every primary school, secondary school and college has an effective relationship with business.",
        *("EFFECTIVE", 100, date(2010, 12, 31)),
    ),
    (
        *("BUSINESS", 2, "Somebody in the leadership team answers for it"),
        "Every school and college names a member of its leadership team who makes and looks after its relationships with business, tied to what it teaches about economic well-being. The White Paper of 2009 added a governor.",
        *("BOTH_ROLES", 100, None),
    ),
    (
        *("BUSINESS", 3, "All areas of the framework, neediest schools first"),
        "Business is called upon for every area of the framework in every school, and most of all for the schools on the priority list.",
        *("ALL_AREAS", 100, None),
    ),
    (
        *("BUSINESS", 4, "Good practice is found and celebrated"),
        "Inspectors, government, business and those between them find what works in partnerships, spread the word and honour it.",
        *("", None, None),
    ),
    (
        *("BUSINESS", 5, "Good brokerage in every area"),
        "In every local authority schools and employers can turn to a broker of proven quality. The authority’s plan for children and young people says so, and business has an equal say.",
        *("BROKERAGE", 100, date(2011, 12, 31)),
    ),
    (
        *("HIGHER_EDUCATION", 1, "Full support for those who could go to university"),
        "Schools and colleges give able students all the support and advice they need, also towards the most selective universities. Inspection reports on it, and schools can compare themselves with others.",
        *("", None, None),
    ),
    (
        *("HIGHER_EDUCATION", 2, "Aspiration from primary school on"),
        "Every primary school gives time to higher education, and every pupil visits a campus before the end of early secondary school, beginning where participation is low.",
        *("PRIMARIES_HE", 100, None),
    ),
    (
        *("HIGHER_EDUCATION", 3, "Better science, engineering, maths and languages"),
        "Schools and colleges are able to teach these subjects better, so that neither places nor poor advice keep anybody from them. Universities help with activities of their own.",
        *("STEM", None, None),
    ),
    (
        *("HIGHER_EDUCATION", 4, "Better information, advice and guidance"),
        "Each secondary school names a senior member of staff for careers, gives its staff time to learn about higher education, and keeps what it tells pupils up to date. Universities advise early.",
        *("CAREERS_LEADERS", 100, None),
    ),
    (
        *("HIGHER_EDUCATION", 5, "Universities plan how they widen participation"),
        "Every university writes down its strategy, helps schools to do better, those on the priority list above all, and takes part in academies and trusts.",
        *("PRIORITY_HE", 100, None),
    ),
    (
        *("HIGHER_EDUCATION", 6, "Fair and open admissions"),
        "Universities use all they know to see an applicant’s potential, publish how they choose where it is easily found, and prepare everybody who takes part in choosing.",
        *("", None, None),
    ),
    (
        *("HIGHER_EDUCATION", 7, "Evidence before top grades are predicted"),
        "How well the highest grade can be predicted is known before predictions of it play a part in offers.",
        *("", None, None),
    ),
    (
        *("PARTNERSHIPS", 1, "A partnership for quality everywhere"),
        "High performers support others, and every early-years provider, school and college has at least one partnership that aims to raise quality and attainment.",
        *("PARTNERSHIP", 100, None),
    ),
    (
        *("PARTNERSHIPS", 2, "Specialist schools share what they know"),
        "The network of specialist schools turns to partnerships in which schools and colleges share practice and subject knowledge.",
        *("", None, None),
    ),
    (
        *("PARTNERSHIPS", 3, "Leaders who lead more than one place"),
        "Outstanding leaders can grow by supporting other schools or leading several, and are trained for it.",
        *("LEADERS", None, None),
    ),
    (
        *("PARTNERSHIPS", 4, "Inspection that sees partnerships"),
        "Inspection and accountability show partnership work, both where a full offer needs it and where the strong help the weak.",
        *("", None, None),
    ),
    (
        *("PARTNERSHIPS", 5, "Independent and state schools together"),
        "Independent and maintained schools work together where both gain, and local authorities count independents in when they plan.",
        *("INDEPENDENTS", None, None),
    ),
    (
        *("PARENTS", 1, "Speak with parents, not at them"),
        "Messages to families are shaped for those they are meant for, are carried by people they trust, and reach parents who find it hard to take part.",
        *("", None, None),
    ),
    (
        *("PARENTS", 2, "Services that work with families"),
        "Those who work with children are helped to work with their parents, over a long time and together with others, and what works is gathered and shared.",
        *("", None, None),
    ),
    (
        *("PARENTS", 3, "Culture and policies that back parents"),
        "Good practice with families becomes common practice: through networks of parents, through what parents say of services, and through training.",
        *("", None, None),
    ),
]


def write_down(apps, schema_editor):
    recommendation = apps.get_model("outcomes", "Recommendation")
    for strand, number, title, text, indicator, target, due_on in RECOMMENDATIONS:
        recommendation.objects.update_or_create(
            strand=strand,
            number=number,
            defaults={
                "title": title,
                "text": text,
                "source": f"{SOURCE}, {strand.lower().replace('_', ' ')} strand, recommendation {number}",
                "indicator": indicator,
                "target": target,
                "due_on": due_on,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0004_first_measures")]

    operations = [migrations.RunPython(write_down, migrations.RunPython.noop, elidable=True)]
