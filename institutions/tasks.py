"""What happens to the ground by the clock."""

from typing import Any

from celery import shared_task

from institutions.actions.roles import remind_of_term
from institutions.actions.search_words import refresh_search_words
from institutions.models import Institution, RegisterImport, RoleHolder
from institutions.queries.roles import terms_ending


@shared_task
def remind_of_terms_ending(**_: Any) -> None:
    """Nightly: whoever looks after the institution hears once of each term that ends soon."""
    for holder in terms_ending(within=Institution.objects.open()):
        remind_of_term_of.delay(role_holder_id=holder.pk)


@shared_task
def remind_of_term_of(*, role_holder_id: int, **_: Any) -> None:
    if role_holder := RoleHolder.objects.filter(pk=role_holder_id).first():
        remind_of_term(role_holder=role_holder)


@shared_task
def take_new_words(**_: Any) -> None:
    """Every minute: the words that imports have brought since, for the search to correct typing errors with."""
    if RegisterImport.objects.filter(words_taken_at=None).exists():
        refresh_search_words()
