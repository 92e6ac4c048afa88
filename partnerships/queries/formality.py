"""How formal a partnership is, told from its records and never from what anybody declares."""

from django.db import models
from django.utils import timezone

from partnerships.models import Partnership
from partnerships.queries.record import Record


class Formality(models.IntegerChoices):
    """Each step holds all below it."""

    AD_HOC = 1, "Ad hoc"
    NAMED_CONTACTS = 2, "Named contacts"
    WRITTEN_AGREEMENT = 3, "Written agreement"
    SHARED_GOVERNANCE = 4, "Shared governance"


def formality_of(partnership: Partnership, record: Record) -> Formality:
    """A named sponsor for every party, then an agreement that holds today, then a body that they share."""
    if not record.parties or not all(party.sponsor for party in record.parties):
        return Formality.AD_HOC
    today, ends = timezone.localdate(), partnership.agreement_ends_on
    if partnership.agreed_on is None or partnership.agreed_on > today or (ends and ends < today):
        return Formality.NAMED_CONTACTS
    return Formality.SHARED_GOVERNANCE if record.is_governed_together else Formality.WRITTEN_AGREEMENT
