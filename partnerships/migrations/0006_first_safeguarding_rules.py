"""The first rules on adults who meet young people, and the types of activity that bring them together regularly."""

from datetime import date

from django.db import migrations

GUIDANCE = "Keeping children safe in education, statutory guidance for schools in England"
PLACEMENTS = f"{GUIDANCE}, on work experience"
FROM = date(2025, 9, 1)
NO_COPY = "Keep a copy of a certificate, or anything that stands in it"
NO_SIGHT = "Ask to see a DBS certificate"
IDENTITY = "Check who they are when they arrive"
ASSURANCE = "Get written assurance from their organisation that appropriate checks were made, with the level and the date"

# title, who, place, supervision, frequency, age (empty: any), what the school may, what it may not, source
RULES = [
    ("A visit with school staff present", ["PROFESSIONAL", "VISITOR"], [], ["ACCOMPANIED"], ["ONCE"], [],
     [IDENTITY, "Stay with them from beginning to end"],
     [NO_SIGHT, "Ask for a DBS or barred-list check"], GUIDANCE),
    ("A professional who comes regularly", ["PROFESSIONAL"], [], ["ACCOMPANIED"], ["REGULAR", "OVERNIGHT"], [],
     [IDENTITY, ASSURANCE], [NO_SIGHT, "Ask for a barred-list check: it is unlawful while staff are with them", NO_COPY],
     GUIDANCE),
    ("A professional who is alone with pupils once", ["PROFESSIONAL"], [], ["ALONE"], ["ONCE"], [],
     [IDENTITY, ASSURANCE, "Decide, before it takes place, whether somebody of the school should be there"],
     [NO_SIGHT, NO_COPY], GUIDANCE),
    ("Regulated activity: an enhanced check with barred list", ["PROFESSIONAL", "VISITOR"], [], ["ALONE"],
     ["REGULAR", "OVERNIGHT"], [],
     ["Have an enhanced check with barred list made by whoever is responsible for them", ASSURANCE],
     ["Let it begin before that", NO_COPY], GUIDANCE),
    ("A volunteer who comes regularly, with school staff present", ["VISITOR"], [], ["ACCOMPANIED"],
     ["REGULAR", "OVERNIGHT"], [],
     [IDENTITY, "Assess the risk, and decide whether an enhanced check without barred list is right"],
     ["Ask for a barred-list check: it is unlawful while staff are with them", NO_COPY], GUIDANCE),
    ("A visitor who would be alone with pupils", ["VISITOR"], [], ["ALONE"], ["ONCE"], [],
     [IDENTITY, "Have somebody of the school go with them"], [NO_SIGHT, "Leave them alone with pupils"], GUIDANCE),
    ("A contractor", ["CONTRACTOR"], [], [], [], [],
     [IDENTITY, "Get assurance of an enhanced check where they come regularly"],
     ["Let somebody without checks work unsupervised", NO_COPY], GUIDANCE),
    ("A placement of a pupil under 16", ["SUPERVISOR"], [], [], [], ["UNDER_16"],
     ["Consider whether a barred-list check of the supervisor is needed: alone with the pupil, often, as part of the job",
      "See the employer’s risk assessment and insurance"], [NO_SIGHT, NO_COPY], PLACEMENTS),
    ("A placement of somebody aged 16 or 17", ["SUPERVISOR"], [], [], [], ["FROM_16"],
     ["See the employer’s risk assessment and insurance"],
     ["Ask for an enhanced check of the employer’s staff who supervise", NO_COPY], PLACEMENTS),
    ("Online", [], ["ONLINE"], [], [], [],
     ["Use the school’s own platform, with two adults in every session", "Have all messages read by a named moderator"],
     ["Let adults and pupils exchange private addresses or numbers"], GUIDANCE),
    ("What a speaker says", ["PROFESSIONAL", "VISITOR"], ["SCHOOL", "ONLINE"], [], ["ONCE"], [],
     ["Agree the content beforehand, with an eye to political balance and the Prevent duty"], [], GUIDANCE),
    ("A concern about somebody", [], [], [], [], [],
     ["Tell the school’s designated safeguarding lead or head teacher at once"],
     ["Write it down here: Causeway keeps nothing about a person’s conduct"], GUIDANCE),
]  # fmt: skip

WITH_YOUNG_PEOPLE = ["MENTORING", "E_MENTORING", "TUTORING", "READING", "AMBASSADORS", "CLUB"]


def bring_rules(apps, schema_editor):
    SafeguardingRule = apps.get_model("partnerships", "SafeguardingRule")
    for position, row in enumerate(RULES, start=1):
        title, who, place, supervision, frequency, age, may, may_not, source = row
        case = {"who": who, "place": place, "supervision": supervision, "frequency": frequency, "age": age}
        says = {"may": may, "may_not": may_not, "source": source}
        SafeguardingRule.objects.get_or_create(
            title=title, defaults=case | says | {"position": position, "valid_from": FROM}
        )
    kinds = apps.get_model("partnerships", "ActivityKind").objects.filter(term__code__in=WITH_YOUNG_PEOPLE)
    kinds.update(needs_assurance=True)


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0005_kinds_of_programme")]
    operations = [migrations.RunPython(bring_rules, migrations.RunPython.noop, elidable=True)]
