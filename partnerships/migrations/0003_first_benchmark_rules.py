"""The Gatsby Benchmarks that the log can count towards: as they were, and the edition of September 2025."""

from datetime import date

from django.db import migrations

FROM_YEAR_7 = ["Y07", "Y08", "Y09", "Y10", "Y11", "Y12", "Y13"]
NEW = date(2025, 9, 1)
ACTIVE = "At least counts only what is marked as active, with time to reflect; an assembly is no encounter by itself."

# number, title, from, until, needs interaction, counts online, words
RULES = [
    (5, "Encounters with employers and employees", None, NEW, False, True,
     "Pupils from Year 7 on who met somebody from the world of work."),
    (6, "Experiences of workplaces", None, NEW, False, False,
     "Pupils from Year 7 on who were at a workplace; online visits are left out."),
    (7, "Encounters with further and higher education", None, NEW, False, True,
     "Pupils from Year 7 on who met a college, a university or a provider of training."),
    (5, "Encounters with employers and employees", NEW, None, True, True,
     f"Pupils from Year 7 on, once every school year. {ACTIVE}"),
    (6, "Experiences of workplaces", NEW, None, True, False,
     f"Pupils from Year 7 on; online visits are left out. {ACTIVE}"),
    (7, "Encounters with further and higher education", NEW, None, True, True,
     f"Pupils from Year 7 on who met staff or learners of a college, a university or a provider of training. {ACTIVE}"),
]  # fmt: skip


def bring_rules(apps, schema_editor):
    BenchmarkRule = apps.get_model("partnerships", "BenchmarkRule")
    for number, title, first, last, interaction, online, words in RULES:
        BenchmarkRule.objects.get_or_create(
            number=number,
            valid_from=first,
            defaults={
                "title": title,
                "words": words,
                "year_groups": FROM_YEAR_7,
                "needs_interaction": interaction,
                "counts_online": online,
                "valid_to": last,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0002_first_activity_kinds")]
    operations = [migrations.RunPython(bring_rules, migrations.RunPython.noop, elidable=True)]
