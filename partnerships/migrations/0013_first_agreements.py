"""Whatever was signed before agreements had a record of their own."""

from itertools import islice

from django.db import migrations

AT_A_TIME = 5_000


def record(apps, schema_editor):
    Agreement = apps.get_model("partnerships", "Agreement")
    Partnership = apps.get_model("partnerships", "Partnership")
    Term = apps.get_model("institutions", "Term")
    memorandum = Term.objects.get(vocabulary="AGREEMENT_TYPE", code="MEMORANDUM")
    signed = Partnership.objects.filter(agreed_on__isnull=False, agreements=None)
    found = (
        Agreement(
            partnership_id=pk,
            agreement_type=memorandum,
            signed_on=agreed_on,
            starts_on=agreed_on,
            ends_on=ends_on if ends_on and ends_on > agreed_on else None,
        )
        for pk, agreed_on, ends_on in signed.values_list("pk", "agreed_on", "agreement_ends_on")
    )
    while batch := list(islice(found, AT_A_TIME)):
        Agreement.objects.bulk_create(batch)


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0012_kinds_of_partnership")]
    operations = [migrations.RunPython(record, migrations.RunPython.noop, elidable=True)]
