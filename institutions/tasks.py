"""What happens to the ground by the clock."""

from typing import Any

from celery import shared_task

from institutions.actions.roles import remind_of_term
from institutions.models import Institution, RoleHolder
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
