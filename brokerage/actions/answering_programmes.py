"""Which programmes answer a need: from what was found by asking people, to what is done about it."""

from django.db import transaction

from accounts import audit
from accounts.models import User
from brokerage import access
from brokerage.models import Request
from core.errors import RuleBroken
from partnerships.models import Programme


@transaction.atomic
def name_answering_programme(*, request: Request, programme: Programme, by: User) -> None:
    """By the school, or by whoever works on the request. Each page names the other from now on."""
    access.require_recording(by, request)
    if programme.is_over:
        raise RuleBroken("This programme is over.", code="programme_over", field="programme")
    if request.programmes.filter(pk=programme.pk).exists():
        raise RuleBroken("It is named already.", field="programme")
    request.programmes.add(programme)
    audit.record("answering_programme_named", request, by=by, programme=programme.pk)


@transaction.atomic
def drop_answering_programme(*, request: Request, programme: Programme, by: User) -> None:
    """It was named by mistake, or answers it no more."""
    access.require_recording(by, request)
    request.programmes.remove(programme)
    audit.record("answering_programme_dropped", request, by=by, programme=programme.pk)
