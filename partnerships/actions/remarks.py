"""What those who were there say of an activity."""

from django.db import transaction

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution
from partnerships.models import Collaboration, Remark
from partnerships.queries.remarks import sides_of


@transaction.atomic
def add_remark(
    *,
    collaboration: Collaboration,
    institution: Institution,
    voice: str,
    words: str,
    may_be_quoted: bool,
    by: User,
) -> Remark:
    """Either side says how it went. What is quoted outside needs the word of whoever said it."""
    access.require(by, Permission.COLLABORATION_CONFIRM, institution)
    record = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    if not record.is_recorded:
        raise RuleBroken("Record it first: feedback is about what happened.", code="not_recorded")
    if not sides_of(record).filter(pk=institution.pk).exists():
        raise RuleBroken(f"{institution} has no part in this.", code="no_part", field="institution")
    privacy.refuse_personal_data(words, field="words")
    remark = Remark.objects.create(
        collaboration=record,
        institution=institution,
        voice=voice,
        words=words,
        may_be_quoted=may_be_quoted,
        said_by=by,
    )
    audit.record("remark_added", record, by=by, institution=str(institution), voice=voice)
    return remark


@transaction.atomic
def stop_quoting(*, remark: Remark, by: User) -> Remark:
    """Consent is taken back: from now on only the two sides read it."""
    access.require(by, Permission.COLLABORATION_CONFIRM, remark.institution)
    remark = Remark.objects.select_for_update(of=("self",)).get(pk=remark.pk)
    remark.may_be_quoted = False
    remark.save(update_fields=["may_be_quoted", "updated_at"])
    audit.record("quoting_stopped", remark.collaboration, by=by, institution=str(remark.institution))
    return remark
