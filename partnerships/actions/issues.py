"""Issues and risks: who sees to each, by when, and what happens when nobody does."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions.models import Institution, Term
from partnerships import access, notifications
from partnerships.actions.steps import institutions_of, locked, refuse_ended
from partnerships.models import Body, Issue, Partnership
from partnerships.queries.people import addresses_of


@transaction.atomic
def note_issue(
    *,
    partnership: Partnership,
    words: str,
    owner: str,
    institution: Institution,
    due_on: date,
    category: Term | None,
    by: User,
) -> Issue:
    """Something stands in the way or, with a category, may come to."""
    access.require_keeper(by, partnership)
    privacy.refuse_personal_data(words, field="words")
    partnership = locked(partnership)
    refuse_ended(partnership)
    if due_on < timezone.localdate():
        raise RuleBroken("The date must be today or in the future.", field="due_on")
    if institution not in institutions_of(partnership):
        raise RuleBroken("Select one of the parties.", field="institution")
    issue = Issue.objects.create(
        partnership=partnership,
        words=words.strip(),
        owner=owner.strip(),
        institution=institution,
        due_on=due_on,
        category=category,
    )
    audit.record("issue_noted", partnership, by=by, words=issue.words)
    return issue


@transaction.atomic
def close_issue(*, issue: Issue, outcome: str, by: User) -> Issue:
    """It is settled, or the risk is over."""
    access.require_keeper(by, issue.partnership)
    privacy.refuse_personal_data(outcome, field="outcome")
    issue = Issue.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=issue.pk)
    if issue.closed_on:
        raise RuleBroken("This is closed already.", code="closed")
    issue.closed_on, issue.outcome = timezone.localdate(), outcome.strip()
    issue.save(update_fields=["closed_on", "outcome", "updated_at"])
    audit.record("issue_closed", issue.partnership, by=by, words=issue.words)
    return issue


@transaction.atomic
def escalate_issue(*, issue: Issue) -> None:
    """Overdue: the body that governs the partnership hears of it, once; of several, the oldest."""
    found = Issue.objects.to_escalate().select_for_update(of=("self",)).filter(pk=issue.pk).first()
    if found is None:
        return
    bodies = Body.objects.live().filter(partnership=found.partnership_id)
    found.escalated_to, found.escalated_on = bodies.order_by("started_on", "pk")[0], timezone.localdate()
    found.save(update_fields=["escalated_to", "escalated_on", "updated_at"])
    audit.record(
        "issue_escalated", found.partnership, by=None, words=found.words, body=found.escalated_to.name
    )
    sitting = Institution.objects.filter(seats__in=found.escalated_to.members.current()).distinct()
    notifications.issue_escalated(found, addresses=addresses_of(sitting))
