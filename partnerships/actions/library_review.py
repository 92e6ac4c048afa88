"""What a reviewer decides about an item of the library."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from partnerships import access, notifications
from partnerships.actions.library import locked_item, look_again
from partnerships.models import CaseNomination, LibraryItem, Uptake
from partnerships.queries.library import earlier_versions, lacks
from partnerships.queries.people import addresses_of

State = LibraryItem.State


@transaction.atomic
def send_back_item(*, item: LibraryItem, words: str, by: User) -> LibraryItem:
    """The reviewer asks for a change. All whom it names are asked afresh when it comes again."""
    access.require_reviewer(by, item)
    item = locked_item(item)
    item.move_to(State.DRAFT)
    item.sent_back = words
    item.save(update_fields=["state", "sent_back", "updated_at"])
    item.consents.all().delete()
    audit.record("item_sent_back", item, by=by, words=words)
    notifications.item_sent_back(item, addresses=addresses_of([item.owner]))
    return item


@transaction.atomic
def publish_item(*, item: LibraryItem, by: User) -> LibraryItem:
    """It comes into the library once all whom it names agree; the version before makes way and stays readable."""
    access.require_reviewer(by, item)
    item = locked_item(item)
    if item.author_id == by.pk:
        raise RuleBroken("Somebody else reviews what you wrote.", code="own_item")
    _refuse_unfinished(item)
    item.move_to(State.PUBLISHED)
    item.published_on = timezone.localdate()
    look_again(item)
    if item.replaces and item.replaces.is_live:
        _take_over(item, item.replaces)
    item.save(update_fields=["state", "published_on", "review_on", "link_due_on", "updated_at"])
    audit.record("item_published", item, by=by, version=item.version)
    return item


@transaction.atomic
def feature_item(*, item: LibraryItem, by: User) -> LibraryItem:
    """It is shown first, and in the Monday letter."""
    access.require_reviewer(by, item)
    return _moved(item, State.FEATURED, "item_featured", by)


@transaction.atomic
def stop_featuring_item(*, item: LibraryItem, by: User) -> LibraryItem:
    """It makes room for another, and stays in the library."""
    access.require_reviewer(by, item)
    if item.state != State.FEATURED:
        raise RuleBroken("It is not featured.", code="not_featured")
    return _moved(item, State.PUBLISHED, "item_featured_no_more", by)


def _moved(item: LibraryItem, state: str, verb: str, by: User) -> LibraryItem:
    item = locked_item(item)
    item.move_to(state)
    item.save(update_fields=["state", "updated_at"])
    audit.record(verb, item, by=by)
    return item


def _refuse_unfinished(item: LibraryItem) -> None:
    silent = item.consents.exclude(is_given=True).select_related("institution").order_by("pk")
    if names := [str(each.institution) for each in silent]:
        raise RuleBroken(f"It waits for the word of {', '.join(names)}.", code="consent_missing")
    if missing := lacks(item):
        raise RuleBroken(missing[0], code="incomplete")


def _take_over(item: LibraryItem, before: LibraryItem) -> None:
    """What others said of the version before stands beside the new one, which may be read by the same people."""
    before = locked_item(before)
    if before.state == State.FEATURED:
        item.move_to(State.FEATURED)
    before.move_to(State.REPLACED)
    before.save(update_fields=["state", "updated_at"])
    LibraryItem.objects.filter(pk__in=[each.pk for each in earlier_versions(item)]).update(
        visibility=item.visibility, visibility_reason=item.visibility_reason
    )
    Uptake.objects.filter(item=before).update(item=item)
    LibraryItem.objects.filter(answers_to=before).update(answers_to=item)
    CaseNomination.objects.filter(item=before).update(item=item)
    LibraryItem.practices.through.objects.filter(to_libraryitem=before).update(to_libraryitem=item)
