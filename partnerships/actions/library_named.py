"""Those whom a case study names agree or not; and an adviser asks for one."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution
from partnerships.actions.library import locked_item, take_out
from partnerships.models import CaseNomination, Consent, LibraryItem

State = LibraryItem.State


@transaction.atomic
def answer_consent(*, consent: Consent, is_given: bool, words: str, by: User) -> Consent:
    """An institution that is named agrees or not, and may change its mind: what it takes back is read no more."""
    access.require(by, Permission.PARTNERSHIP_EDIT, consent.institution)
    item = locked_item(consent.item)
    consent = Consent.objects.select_for_update(of=("self",)).select_related("institution").get(pk=consent.pk)
    if item.state not in (State.IN_REVIEW, *LibraryItem.LIVE):
        raise RuleBroken("It is not up for publishing.", code="not_asked")
    consent.is_given, consent.words = is_given, words
    consent.answered_by, consent.answered_at = by, timezone.now()
    consent.save()
    if not is_given and item.is_live:
        take_out(item)
    audit.record("consent_answered", item, by=by, institution=str(consent.institution), is_given=is_given)
    return consent


@transaction.atomic
def nominate_case(*, institution: Institution, words: str, by: User) -> CaseNomination:
    """An adviser says that something here deserves a case study."""
    access.require(by, Permission.CASE_NOMINATE, institution)
    privacy.refuse_personal_data(words, field="words")
    nomination = CaseNomination.objects.create(institution=institution, words=words, nominated_by=by)
    audit.record("case_nominated", institution, by=by)
    return nomination
