"""What an activity was for, in words of the vocabularies."""

from collections.abc import Collection

from django.db import transaction

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Term
from partnerships.actions.facts import locked
from partnerships.models import Collaboration, TagList
from partnerships.queries.told import differences, told


@transaction.atomic
def tag_collaboration(
    *, collaboration: Collaboration, tags: Collection[Term], revision: int, by: User
) -> Collaboration:
    """Say what it was for.

    The other side confirmed what happened, not the words it is sorted by, so it is not asked again.
    """
    access.require(by, Permission.COLLABORATION_LOG, collaboration.organiser)
    record = locked(collaboration, revision=revision)
    asked = set(TagList.objects.asked_of(record).values_list("vocabulary", flat=True))
    if unfit := [tag for tag in tags if tag.vocabulary not in asked]:
        raise RuleBroken(f"This is not asked of such an activity: “{unfit[0]}”.", field="tags")
    before = told(record)
    record.tags.set(tags)
    record.revision += 1
    record.save(update_fields=["revision", "updated_at"])
    audit.record("collaboration_tagged", record, by=by, changes=differences(before, told(record)))
    return record
