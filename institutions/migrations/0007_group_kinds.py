"""The kinds of group of the source documents, and what is particular to each."""

from django.db import migrations

SCHOOLS = ["SCHOOL", "COLLEGE"]
WITH_TRUSTS = ["SCHOOL", "COLLEGE", "TRUST"]
ACCREDITORS = ["PUBLIC_BODY", "UNIVERSITY", "CHARITY", "NETWORK"]

# code, label, what it is, and what is particular to it
KINDS = [
    ("MULTI_ACADEMY_TRUST", "Multi-academy trust", "One trust that answers for several academies.", {
        "is_registered": True, "member_kinds": SCHOOLS}),
    ("SINGLE_ACADEMY_TRUST", "Single-academy trust", "A trust that answers for one academy.", {
        "is_registered": True, "member_kinds": SCHOOLS}),
    ("FEDERATION", "Federation", "Schools under one governing body, often with one head.", {
        "member_kinds": SCHOOLS}),
    ("ALLIANCE", "Alliance", "Schools and others that improve teaching and train staff together.", {}),
    ("PARTNERSHIP_OF_SCHOOLS", "Partnership of schools", "Schools that work together under an agreement.", {
        "member_kinds": WITH_TRUSTS}),
    ("CLUSTER", "Local cluster", "Schools of one place that plan together and commission services.", {
        "member_kinds": [*WITH_TRUSTS, "PUBLIC_BODY"], "has_budget": True, "has_catchment": True}),
    ("NETWORK", "Network", "Institutions that learn from each other.", {}),
    ("SPECIALIST_NETWORK", "Specialist network", "Schools, universities and others with one specialism.", {}),
    ("PROFESSIONAL_NETWORK", "Professional network", "People and organisations of one profession.", {
        "counts_people": True}),
    ("LEADERSHIP_NETWORK", "Leadership network", "Leaders of schools of all sectors, independent ones too.", {
        "member_kinds": WITH_TRUSTS, "counts_people": True}),
    ("ACCREDITED_SCHOOLS_GROUP", "Accredited schools group", "A group whose standard of running schools is shown.", {
        "member_kinds": WITH_TRUSTS, "accredited_by": ACCREDITORS}),
    ("DEVELOPMENT_CONSORTIUM", "Development consortium", "Schools and providers that develop teachers, accredited.", {
        "accredited_by": ACCREDITORS}),
    ("UNIVERSITY_CONSORTIUM", "Consortium of higher education providers", "Universities and colleges that act together.", {
        "member_kinds": ["UNIVERSITY", "COLLEGE"]}),
    ("REGIONAL_HUB", "Regional hub of expertise", "Offers one field of expertise to the schools of an area.", {
        "has_budget": True, "has_catchment": True}),
    ("NETWORK_BODY_FAMILY", "Family of schools of a network body", "The schools that one body supports, across trusts.", {
        "member_kinds": SCHOOLS}),
]  # fmt: skip


def seed(apps, schema_editor):
    GroupKind = apps.get_model("institutions", "GroupKind")
    for position, (code, label, description, facts) in enumerate(KINDS, start=1):
        given = {"label": label, "description": description, "position": position}
        GroupKind.objects.get_or_create(code=code, defaults=given | facts)


class Migration(migrations.Migration):
    dependencies = [("institutions", "0006_groups")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
