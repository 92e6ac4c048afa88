"""A live partnership goes quiet."""

from django.db import transaction

from partnerships import notifications
from partnerships.actions.steps import institutions_of
from partnerships.models import Partnership
from partnerships.queries.contact import last_contact, quiet_and_untold
from partnerships.queries.people import addresses_of


@transaction.atomic
def tell_of_silence(*, partnership: Partnership) -> None:
    """All parties hear of it, once for each silence."""
    found = quiet_and_untold().select_for_update(of=("self",)).filter(pk=partnership.pk).first()
    if found is None:
        return
    since = last_contact(found)
    found.told_quiet_since = since
    found.save(update_fields=["told_quiet_since", "updated_at"])
    notifications.partnership_quiet(found, since=since, addresses=addresses_of(institutions_of(found)))
