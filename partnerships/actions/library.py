"""Items of the library: written, looked through by a reviewer, published, and looked at again in time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution, Term
from partnerships import notifications
from partnerships.actions.library_files import copy_files
from partnerships.actions.steps import refuse_stale
from partnerships.models import (
    CaseNomination,
    Collaboration,
    Consent,
    Event,
    ItemKind,
    LibraryItem,
    Partnership,
    Uptake,
)
from partnerships.queries.library import earlier_versions, lacks, named_in, part_in
from partnerships.queries.people import addresses_of

State = LibraryItem.State
MANY = ("themes", "practices", "training", "shared_with")  # of a text, what an item has several of
CHECKED_FOR_NAMES = ("title", "summary", "words", "transcript", "source")


@dataclass(frozen=True, kw_only=True)
class Text:
    """What an item says, of which case it tells, for whom it is, and who may read it."""

    title: str
    summary: str
    words: str = ""
    link: str = ""
    accessible_version: str = ""
    transcript: str = ""
    source: str = ""
    strength: str = ""
    languages: Sequence[str] = ()
    formats: Sequence[str] = ()
    task: str = ""
    closes_on: date | None = None
    areas: Sequence[str] = ()
    phases: Sequence[str] = ()
    themes: Iterable[Term] = ()
    practices: Iterable[LibraryItem] = ()
    training: Iterable[Event] = ()
    shared_with: Iterable[Institution] = ()
    partnership: Partnership | None = None
    collaboration: Collaboration | None = None
    visibility: str = LibraryItem.Visibility.SECTOR.value
    visibility_reason: str = ""


@transaction.atomic
def write_item(
    *,
    owner: Institution,
    kind: ItemKind,
    text: Text,
    nomination: CaseNomination | None = None,
    answers_to: LibraryItem | None = None,
    by: User,
) -> LibraryItem:
    """A draft that its owner's people alone see; because somebody asked for it, or in answer to a call."""
    access.require(by, Permission.PARTNERSHIP_EDIT, owner)
    if answers_to and not answers_to.takes_answers:
        raise RuleBroken("This call for evidence has closed.", code="call_closed")
    item = LibraryItem(kind=kind, owner=owner, author=by, answers_to=answers_to)
    _write(item, text)
    if nomination:
        _answer(nomination, item)
    audit.record("item_written", item, by=by)
    return item


@transaction.atomic
def change_item(*, item: LibraryItem, text: Text, revision: int, by: User) -> LibraryItem:
    """A draft is changed as it is; what is published, by a new version."""
    access.require(by, Permission.PARTNERSHIP_EDIT, item.owner)
    item = locked_item(item)
    if item.state != State.DRAFT:
        raise RuleBroken("Only a draft can be changed. Begin a new version.", code="not_a_draft")
    refuse_stale(item, revision)
    item.revision += 1
    _write(item, text)
    audit.record("item_changed", item, by=by)
    return item


@transaction.atomic
def revise_item(*, item: LibraryItem, by: User) -> LibraryItem:
    """Begin a new version: a draft that says the same. The published one stays until the new one is published."""
    access.require(by, Permission.PARTNERSHIP_EDIT, item.owner)
    item = locked_item(item)
    if not item.is_live:
        raise RuleBroken("Only what is in the library gets a new version.", code="not_published")
    if item.replaced_by.exclude(state=State.WITHDRAWN).exists():
        raise RuleBroken("A new version has been begun already.", code="has_next_version")
    draft = _copy(item)
    draft.author, draft.replaces, draft.version = by, item, item.version + 1
    draft.save(force_insert=True)
    for name in MANY:
        getattr(draft, name).set(getattr(item, name).all())
    copy_files(item, to=draft)
    audit.record("item_revised", draft, by=by, of=item.pk)
    return draft


@transaction.atomic
def submit_item(*, item: LibraryItem, by: User) -> LibraryItem:
    """Send it to review. All whom it names are asked; for those of whom the person is one, that is their word."""
    access.require(by, Permission.PARTNERSHIP_EDIT, item.owner)
    item = locked_item(item)
    if missing := lacks(item):
        raise RuleBroken(missing[0], code="incomplete")
    item.move_to(State.IN_REVIEW)
    item.sent_back = ""
    item.save(update_fields=["state", "sent_back", "updated_at"])
    _ask_named(item, by)
    audit.record("item_submitted", item, by=by)
    return item


@transaction.atomic
def confirm_item(*, item: LibraryItem, by: User) -> LibraryItem:
    """Its owner has looked at it, and at its link: it still holds."""
    access.require(by, Permission.PARTNERSHIP_EDIT, item.owner)
    item = locked_item(item)
    if not item.is_live:
        raise RuleBroken("It is not in the library.", code="not_published")
    look_again(item)
    item.save(update_fields=["review_on", "link_due_on", "updated_at"])
    audit.record("item_confirmed", item, by=by)
    return item


@transaction.atomic
def withdraw_item(*, item: LibraryItem, by: User) -> LibraryItem:
    """Its owner takes it back, with its earlier versions. A new version that is not published goes alone."""
    access.require(by, Permission.PARTNERSHIP_EDIT, item.owner)
    item = locked_item(item)
    take_out(item)
    audit.record("item_withdrawn", item, by=by)
    return item


@transaction.atomic
def take_up_item(*, item: LibraryItem, institution: Institution, by: User) -> Uptake:
    """An institution says that it does this now, or has used it. Saying it twice counts once."""
    access.require(by, Permission.PARTNERSHIP_EDIT, institution)
    item = locked_item(item)
    if not (item.is_live and item.kind.uptake):
        raise RuleBroken("This is nothing that can be taken up.", code="no_uptake")
    if institution.pk == item.owner_id:
        raise RuleBroken("It is your own. Others say that they took it up.", code="own_item")
    uptake, is_new = Uptake.objects.get_or_create(
        item=item, institution=institution, defaults={"said_by": by}
    )
    if is_new:
        audit.record("item_taken_up", item, by=by, institution=str(institution))
    return uptake


@transaction.atomic
def give_up_item(*, item: LibraryItem, institution: Institution, by: User) -> None:
    """It does so no more, or said it by mistake."""
    access.require(by, Permission.PARTNERSHIP_EDIT, institution)
    count, _ = Uptake.objects.filter(item=item, institution=institution).delete()
    if count:
        audit.record("item_given_up", item, by=by, institution=str(institution))


def locked_item(item: LibraryItem) -> LibraryItem:
    related = ("kind", "owner", "partnership", "collaboration", "replaces")
    return LibraryItem.objects.select_for_update(of=("self",)).select_related(*related).get(pk=item.pk)


def look_again(item: LibraryItem) -> None:
    """Set the days by which its owner looks at it, and at its link, again. The caller saves."""
    today, kind = timezone.localdate(), item.kind
    item.review_on = today + timedelta(days=kind.review_days)
    item.link_due_on = today + timedelta(days=kind.link_days) if kind.link_days else None


def take_out(item: LibraryItem) -> None:
    """Nobody but its owner reads it any more, nor what it said before."""
    before = earlier_versions(item) if item.is_live else []
    for each in (item, *before):
        each.move_to(State.WITHDRAWN)
        each.save(update_fields=["state", "updated_at"])


def _answer(nomination: CaseNomination, item: LibraryItem) -> None:
    if nomination.institution_id != item.owner_id:
        raise RuleBroken("Another institution is nominated.", code="not_nominated")
    nomination.item = item
    nomination.save(update_fields=["item", "updated_at"])


def _check_case(text: Text, owner: Institution) -> None:
    case, field = (
        text.partnership or text.collaboration,
        "partnership" if text.partnership else "collaboration",
    )
    if text.partnership and text.collaboration:
        raise RuleBroken("Choose a partnership or a record, not both.", code="two_cases", field=field)
    if text.collaboration and not text.collaboration.is_recorded:
        raise RuleBroken("Record it first: others read of what happened.", code="not_recorded", field=field)
    if case and not part_in(case).filter(pk__in=Institution.objects.with_members(owner)).exists():
        raise RuleBroken(f"{owner} has no part in this.", code="no_part", field=field)


def _write(item: LibraryItem, text: Text) -> None:
    _check_case(text, item.owner)
    for name in CHECKED_FOR_NAMES:
        privacy.refuse_personal_data(getattr(text, name), field=name)
    is_kept = text.visibility == LibraryItem.Visibility.TRUST
    if is_kept and not text.visibility_reason:
        raise RuleBroken("Say why it stays within your trust.", field="visibility_reason")
    if is_kept and text.shared_with:
        raise RuleBroken("What stays within your trust is not shared with a group.", field="shared_with")
    told = {field.name: getattr(text, field.name) for field in fields(text)}
    many = {name: told.pop(name) for name in MANY}
    told["visibility_reason"] = text.visibility_reason if is_kept else ""
    for name, value in told.items():
        setattr(item, name, value)
    item.save()
    for name, rows in many.items():
        getattr(item, name).set(rows)


def _copy(item: LibraryItem) -> LibraryItem:
    """A draft, not saved, that says the same of the same case."""
    text = [field.name for field in fields(Text) if field.name not in MANY]
    stays = [*text, "kind", "owner", "answers_to"]
    return LibraryItem(**{name: getattr(item, name) for name in stays})


def _ask_named(item: LibraryItem, by: User) -> None:
    """A row for each; whoever may speak for one of them gives its word by submitting."""
    named = list(named_in(item).defer("search").order_by("name", "pk"))
    own = set(access.where_may(by, Permission.PARTNERSHIP_EDIT).values_list("pk", flat=True))
    now = timezone.now()
    given = {"is_given": True, "answered_by": by, "answered_at": now}
    Consent.objects.bulk_create(
        Consent(item=item, institution=each, **(given if each.pk in own else {})) for each in named
    )
    asked = [each for each in named if each.pk not in own]
    notifications.consent_asked(item, addresses=addresses_of(asked))
