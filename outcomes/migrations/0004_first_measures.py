"""The measures that published files speak of, each with all that must be the same before two are compared."""

from django.db import migrations

LEAVERS = "Students who reached the end of 16 to 18 study"
YEAR_11 = "Pupils at the end of key stage 4"
STATE_18 = "State-funded mainstream schools and colleges in England"
STATE_16 = "State-funded schools in England"
TWO_TERMS = "Two terms, October to March, of the year after"
SIX_MONTHS = "Six months, at any time from August to July of the year after"
LEVELS = [("", "All levels", ""), ("_l3", "Level 3", ", level 3")]

AFTER_18 = [
    (
        "overall",
        "Staying in education or work",
        "Students in education, an apprenticeship or employment that lasted.",
        TWO_TERMS,
    ),
    ("he", "Entering higher education", "Students in education at level 4 or above that lasted.", TWO_TERMS),
    (
        "apprenticeship",
        "Entering an apprenticeship",
        "Students in an apprenticeship that lasted six months.",
        SIX_MONTHS,
    ),
    ("education", "Staying in education", "Students in education at any level that lasted.", TWO_TERMS),
    ("fe", "Entering further education", "Students in education at level 3 or below that lasted.", TWO_TERMS),
    ("other_education", "Other education", "Students in other education that lasted.", TWO_TERMS),
    ("employment", "Entering employment", "Students in employment in five of the six months.", TWO_TERMS),
    (
        "not_sustained",
        "Not staying",
        "Students found in the records whose education or work did not last.",
        TWO_TERMS,
    ),
    (
        "not_captured",
        "Not found in any record",
        "Students of whom no record tells anything; they stay in the cohort.",
        TWO_TERMS,
    ),
]
AFTER_16 = [
    (
        "overall",
        "Staying in education or work",
        "Pupils in education, an apprenticeship or employment that lasted.",
        TWO_TERMS,
    ),
    ("education", "Staying in education", "Pupils in education that lasted.", TWO_TERMS),
    (
        "apprenticeship",
        "Entering an apprenticeship",
        "Pupils in an apprenticeship that lasted six months.",
        SIX_MONTHS,
    ),
    ("fe", "Entering a further education college", "Pupils in a further education college.", TWO_TERMS),
    ("sixth_form", "Staying in a school sixth form", "Pupils in the sixth form of a school.", TWO_TERMS),
    ("sixth_form_college", "Entering a sixth-form college", "Pupils in a sixth-form college.", TWO_TERMS),
    ("other_education", "Other education", "Pupils in other education that lasted.", TWO_TERMS),
    ("employment", "Entering employment", "Pupils in employment in five of the six months.", TWO_TERMS),
    (
        "not_sustained",
        "Not staying",
        "Pupils found in the records whose education or work did not last.",
        TWO_TERMS,
    ),
    (
        "not_captured",
        "Not found in any record",
        "Pupils of whom no record tells anything; they stay in the cohort.",
        TWO_TERMS,
    ),
]
PUPILS = [
    (
        "fsm",
        "Eligible for free school meals now",
        "Pupils eligible on census day. Not the same as “disadvantaged”, nor as the last six years.",
    ),
    (
        "fsm6",
        "Eligible for free school meals in the last six years",
        "Pupils eligible at any time in the last six years.",
    ),
    (
        "sen_support",
        "Receiving support for special educational needs",
        "Pupils with special educational needs and no plan.",
    ),
    ("ehc_plan", "With an education, health and care plan", "Pupils who have a plan."),
    (
        "eal",
        "First language is not English",
        "Pupils whose first language is known or believed to be another.",
    ),
]
ON_ROLL = ("Pupils on roll", "Census day", "Schools in England")
ADULTS = ("Residents aged 16 to 64", "The year to the date of the release", "England")
YOUNG = ("Residents aged 16 and 17, academic age", "Average of December to February", "England")
PLACE = [
    (
        "neet_or_unknown",
        1,
        "Aged 16 and 17, not in education, employment or training, or not known",
        "Young people known not to take part, with those of whom nothing is known.",
        "PERCENT",
        YOUNG,
    ),
    (
        "participation",
        1,
        "Aged 16 and 17, in education or training",
        "Young people who take part in education or training.",
        "PERCENT",
        ("Residents aged 16 and 17, academic age", "March", "England"),
    ),
    (
        "imd_score",
        1,
        "Index of Multiple Deprivation 2019, average score",
        "The average of the scores of the district's neighbourhoods (2011 boundaries). A higher score is more deprived. The editions of 2019 and 2025 cannot be compared.",
        "SCORE",
        ("Residents", "Edition 2019", "Districts of England"),
    ),
    (
        "imd_score",
        2,
        "Index of Multiple Deprivation 2025, average score",
        "The average of the scores of the district's neighbourhoods (2021 boundaries). A higher score is more deprived. The editions of 2019 and 2025 cannot be compared.",
        "SCORE",
        ("Residents", "Edition 2025", "Districts of England"),
    ),
    (
        "imd_rank",
        1,
        "Index of Multiple Deprivation 2025, rank of the district",
        "1 is the most deprived of the 296 districts, by average score.",
        "RANK",
        ("Residents", "Edition 2025", "Districts of England"),
    ),
    (
        "unemployment",
        1,
        "Unemployed",
        "People without work who look for it, among those in work or looking for it.",
        "PERCENT",
        ADULTS,
    ),
    ("in_employment", 1, "In employment", "People in work, among all of that age.", "PERCENT", ADULTS),
    (
        "level_3",
        1,
        "Qualified at level 3 or above",
        "People with two A levels or the like, or more.",
        "PERCENT",
        ADULTS,
    ),
    ("level_4", 1, "Qualified at level 4 or above", "People with a higher qualification.", "PERCENT", ADULTS),
    (
        "vacancies",
        1,
        "Vacancies advertised online",
        "Adverts in the latest year. They count adverts, not posts.",
        "NUMBER",
        ("Adverts", "The year to the date of the release", "England"),
    ),
]


def rows():
    for suffix, level, words in LEVELS:
        for code, name, definition, window in AFTER_18:
            yield row(
                f"18_{code}{suffix}", name + words, definition, "AFTER_18", (LEAVERS, window, STATE_18), level
            )
    for code, name, definition, window in AFTER_16:
        yield row(f"16_{code}", name, definition, "AFTER_16", (YEAR_11, window, STATE_16), "All levels")
    for code, name, definition in PUPILS:
        yield row(code, name, definition, "PUPILS", ON_ROLL)
    for code, version, name, definition, unit, counted in PLACE:
        yield row(code, name, definition, "PLACE", counted, unit=unit, version=version)


def row(code, name, definition, panel, counted, level="", unit="PERCENT", version=1):
    cohort_rule, window, scope = counted
    return {
        "code": code,
        "version": version,
        "name": name,
        "definition": definition,
        "cohort_rule": cohort_rule,
        "level_filter": level,
        "window": window,
        "scope": scope,
        "source_type": "OFFICIAL",
        "unit": unit,
        "panel": panel,
    }


def seed(apps, schema_editor):
    measures = apps.get_model("outcomes", "Measure").objects
    for position, values in enumerate(rows(), start=1):
        key = {name: values.pop(name) for name in ("code", "version")}
        measures.get_or_create(**key, defaults=values | {"position": position})


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0003_first_effective_rule")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
