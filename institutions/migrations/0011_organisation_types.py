"""The types of organisation of the source documents."""

from django.db import migrations

# code, label, what it is, the kind of institution that it is, and what is particular to it
TYPES = [
    ("EMPLOYER", "Employer", "A company or another private employer.", "EMPLOYER", {}),
    ("PUBLIC_EMPLOYER", "Public-sector employer", "A council, hospital or agency as an employer.", "EMPLOYER", {}),
    ("TRAINING_PROVIDER", "Independent training provider", "Trains apprentices and adults.", "COLLEGE", {
        "needs_ukprn": True}),
    ("LOCAL_AUTHORITY", "Local authority", "A council.", "PUBLIC_BODY", {}),
    ("HEALTH_BODY", "Health body", "A hospital trust or another part of the health service.", "PUBLIC_BODY", {}),
    ("CONVENING_BODY", "Convening body", "Brings those of a place together: a mayor’s office, for example.",
     "PUBLIC_BODY", {}),
    ("REGULATOR", "Regulator or inspectorate", "Watches over standards by law.", "PUBLIC_BODY", {}),
    ("CHARITY", "Charity", "A registered charity.", "CHARITY", {}),
    ("COMMUNITY", "Community organisation", "A club, a faith group or a neighbourhood body.", "CHARITY", {}),
    ("SOCIAL_AGENCY", "Social or welfare agency", "A food bank, debt advice or social work.", "CHARITY", {}),
    ("FUNDER", "Funder", "Gives money to partnerships.", "CHARITY", {}),
    ("PARENT_BODY", "Parent or carer body", "Speaks for families.", "CHARITY", {}),
    ("INTERMEDIARY", "Intermediary", "Acts for its members, such as a chamber or a business network.",
     "NETWORK", {}),
]  # fmt: skip


def seed(apps, schema_editor):
    OrganisationType = apps.get_model("institutions", "OrganisationType")
    for position, (code, label, description, kind, facts) in enumerate(TYPES, start=1):
        given = {"label": label, "description": description, "kind": kind, "position": position}
        OrganisationType.objects.get_or_create(code=code, defaults=given | facts)


class Migration(migrations.Migration):
    dependencies = [("institutions", "0010_inspections_and_organisations")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
