"""What keeps an initiative from getting further, what is done about it, and the day on which it is overcome."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions.models import Term
from partnerships import access
from partnerships.actions.steps import locked, refuse_ended
from partnerships.models import Barrier, Partnership, Programme


@transaction.atomic
def note_barrier(
    *, initiative: Partnership | Programme, kind: Term, words: str, response: str, by: User
) -> Barrier:
    """A code of the list, how it shows, and the response that was chosen."""
    access.require_runner(by, initiative)
    for field, said in (("words", words), ("response", response)):
        privacy.refuse_personal_data(said, field=field)
    if isinstance(initiative, Partnership):
        initiative = locked(initiative)
        refuse_ended(initiative)
    of = "partnership" if isinstance(initiative, Partnership) else "programme"
    barrier = Barrier.objects.create(
        **{of: initiative}, kind=kind, words=words.strip(), response=response.strip()
    )
    audit.record("barrier_noted", initiative, by=by, kind=kind.code, label=kind.label)
    return barrier


@transaction.atomic
def overcome_barrier(*, barrier: Barrier, by: User) -> Barrier:
    """It stands in the way no more."""
    access.require_runner(by, barrier.initiative)
    related = Barrier.objects.select_for_update(of=("self",)).select_related(
        "kind", "partnership", "programme"
    )
    barrier = related.get(pk=barrier.pk)
    if barrier.overcome_on:
        raise RuleBroken("This was overcome already.", code="overcome")
    barrier.overcome_on = timezone.localdate()
    barrier.save(update_fields=["overcome_on", "updated_at"])
    audit.record(
        "barrier_overcome", barrier.initiative, by=by, kind=barrier.kind.code, label=barrier.kind.label
    )
    return barrier
