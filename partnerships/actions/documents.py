"""Plans and documents: added, submitted, accepted, looked up, and told of."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions.actions.answers import checked_answers
from institutions.models import Area, Institution
from partnerships import access
from partnerships.access import DocumentOwner
from partnerships.models import Document, DocumentKind, DocumentProgress, Partnership, PlanGoal
from partnerships.queries.documents import partnerships_for_goals


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What a document says about itself."""

    link: str
    review_on: date
    year: str = ""
    sections: list[str] = field(default_factory=list)
    answers: Mapping[str, Any] = field(default_factory=dict)
    partners: list[Institution] = field(default_factory=list)
    outcomes: str = ""


@transaction.atomic
def add_document(*, kind: DocumentKind, owner: DocumentOwner, contents: Contents, by: User) -> Document:
    """Begin a draft. What is in force stays so until the draft is submitted."""
    access.require_document_keeper(by, owner)
    if not DocumentKind.objects.of_owner(owner).filter(pk=kind.pk).exists():
        raise RuleBroken(f"“{kind}” is not a document of {owner}.", code="other_owner")
    type(owner)._default_manager.select_for_update().get(pk=owner.pk)  # so that two do not begin one at once
    if Document.objects.of_owner(owner).filter(kind=kind, submitted_on=None).exists():
        raise RuleBroken("There is a draft already. Change it instead.", code="draft_exists")
    document = Document(kind=kind)
    if isinstance(owner, Area):
        document.area = owner
    else:
        document.institution = owner
    _write(document, contents)
    audit.record("document_added", document, by=by)
    return document


@transaction.atomic
def edit_document(*, document: Document, contents: Contents, by: User) -> Document:
    """Change what it says, as long as nobody has accepted it."""
    access.require_document_keeper(by, document.owner)
    document = _locked(document)
    if document.accepted_on or document.replaced_on:
        raise RuleBroken("It stands as it is. Add a new one in its place.", code="document_stands")
    if contents.link != document.link:
        document.link_opened_on, document.is_link_broken = None, False
    _write(document, contents)
    if document.submitted_on:
        _refuse_unfinished(document)
    audit.record("document_edited", document, by=by)
    return document


@transaction.atomic
def submit_document(*, document: Document, by: User) -> Document:
    """Hand it in. From then on everybody may read it, and it takes the place of the one before."""
    access.require_document_keeper(by, document.owner)
    document = _locked(document)
    if document.submitted_on:
        raise RuleBroken("It was submitted already.", code="document_submitted")
    _refuse_unfinished(document)
    today = timezone.localdate()
    before = Document.objects.in_force().of_owner(document.owner).filter(kind=document.kind)
    before.update(replaced_on=today, updated_at=timezone.now())
    document.submitted_on = today
    document.save(update_fields=["submitted_on", "updated_at"])
    audit.record("document_submitted", document, by=by)
    return document


@transaction.atomic
def accept_document(*, document: Document, by: User) -> Document:
    """By whoever administers the place of its owner."""
    access.require_accepter(by, document)
    document = _locked(document)
    if not document.waits_for_acceptance:
        raise RuleBroken("It does not wait to be accepted.", code="not_waiting")
    document.accepted_on = timezone.localdate()
    document.save(update_fields=["accepted_on", "updated_at"])
    audit.record("document_accepted", document, by=by)
    return document


@transaction.atomic
def note_link(*, document: Document, is_broken: bool, by: User) -> Document:
    """Somebody opened the link today, and says whether the document is there."""
    access.require_reader(by, document)
    document = _locked(document)
    document.link_opened_on, document.is_link_broken = timezone.localdate(), is_broken
    document.save(update_fields=["link_opened_on", "is_link_broken", "updated_at"])
    audit.record("document_link_noted", document, by=by, is_broken=is_broken)
    return document


@transaction.atomic
def tell_progress(*, document: Document, words: str, by: User) -> DocumentProgress:
    """What came of it so far."""
    access.require_document_keeper(by, document.owner)
    if document.submitted_on is None:
        raise RuleBroken("Submit it first: nobody else can read it yet.", code="not_submitted")
    privacy.refuse_personal_data(words, field="words")
    progress = document.progress.create(words=words, told_by=by)
    audit.record("document_progress_told", document, by=by)
    return progress


@transaction.atomic
def set_plan_goal(
    *,
    document: Document,
    words: str,
    measured_by: str,
    partnerships: Collection[Partnership],
    goal: PlanGoal | None = None,
    by: User,
) -> PlanGoal:
    """A new goal, or another wording of one, and the partnerships that are to reach it."""
    access.require_document_keeper(by, document.owner)
    if not document.kind.has_goals:
        raise RuleBroken(f"“{document.kind}” has no goals.", code="no_goals")
    for name, said in (("words", words), ("measured_by", measured_by)):
        privacy.refuse_personal_data(said, field=name)
    possible = partnerships_for_goals(document).filter(pk__in=[each.pk for each in partnerships])
    if possible.count() != len(partnerships):
        raise RuleBroken("Choose partnerships that you are in.", field="partnerships")
    goal = goal or PlanGoal(document=document)
    goal.words, goal.measured_by = words, measured_by
    goal.save()
    goal.partnerships.set(possible)
    audit.record("plan_goal_set", document, by=by, what=words)
    return goal


def _locked(document: Document) -> Document:
    rows = Document.objects.select_related("kind", "institution", "area")
    return rows.select_for_update(of=("self",)).get(pk=document.pk)


def _refuse_unfinished(document: Document) -> None:
    if document.missing:
        raise RuleBroken(f"Still missing: {'; '.join(document.missing)}.", code="document_incomplete")


def _write(document: Document, contents: Contents) -> None:
    kind = document.kind
    if kind.is_yearly and not contents.year:
        raise RuleBroken("Say for which school year it is.", field="year")
    if kind.names_partners and not contents.partners:
        raise RuleBroken("Name the partner schools: without them the plan is not valid.", field="partners")
    if kind.names_partners and not contents.outcomes.strip():
        raise RuleBroken(
            "Say what their pupils are to learn: without it the plan is not valid.", field="outcomes"
        )
    privacy.refuse_personal_data(contents.outcomes, field="outcomes")
    document.link, document.review_on = contents.link, contents.review_on
    document.year = contents.year if kind.is_yearly else ""
    document.sections = [section for section in kind.sections if section in contents.sections]
    document.answers = checked_answers(contents.answers, questions=kind.asked)
    document.outcomes = contents.outcomes if kind.names_partners else ""
    document.save()
    document.partners.set(contents.partners if kind.names_partners else [])
