"""This year's list becomes next year's plan."""

from collections.abc import Collection
from datetime import timedelta
from uuid import uuid4

from django.db import transaction

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution
from partnerships.actions.collaboration import FACT_FIELDS
from partnerships.models import Collaboration, Contribution
from partnerships.queries.schools import schools_open_to

A_YEAR = timedelta(weeks=52)  # so that it falls on the same day of the week


@transaction.atomic
def plan_next_year(
    *, organiser: Institution, records: Collection[Collaboration], by: User
) -> list[Collaboration]:
    """A draft of each for a year later, with those of its schools that are still the organiser's to log for.

    What has been carried forward already is not again, so a second click changes nothing.
    """
    access.require(by, Permission.COLLABORATION_LOG, organiser)
    keys = [record.pk for record in records]
    own = Collaboration.objects.select_for_update().filter(pk__in=keys, organiser=organiser)
    found = list(own.recorded().order_by("starts_on", "pk"))
    if len(found) != len(keys):
        raise RuleBroken("Select activities that you have recorded.", field="records")
    open_now = set(schools_open_to(organiser).open().values_list("pk", flat=True))
    carried = set(Collaboration.objects.filter(follows__in=found).values_list("follows", flat=True))
    return [_carried_forward(record, open_now, by=by) for record in found if record.pk not in carried]


def _carried_forward(record: Collaboration, open_now: set[int], *, by: User) -> Collaboration:
    assert record.starts_on  # what is recorded has its day
    facts = {name: getattr(record, name) for name in FACT_FIELDS}
    facts |= {
        "starts_on": record.starts_on + A_YEAR,
        "ends_on": record.ends_on + A_YEAR if record.ends_on else None,
    }
    draft = Collaboration.objects.create(
        organiser=record.organiser,
        follows=record,
        logged_by=by,
        submission_key=uuid4(),
        delivery=record.delivery,
        depth=record.depth,
        flags=record.flags,
        **facts,
    )
    schools = record.contributions.filter(school__in=open_now).values_list("school", flat=True)
    Contribution.objects.bulk_create(
        Contribution(collaboration=draft, school_id=school) for school in schools
    )
    audit.record("collaboration_drafted", draft, by=by, is_new=True)
    return draft
