"""The stages of a request: every way into one goes through here, so that each has its clock.

Inner steps of the actions that know who may. A request's row is locked after an offer's and an introduction's.
"""

from typing import Any

from django.utils import timezone

from accounts import audit
from accounts.models import User
from brokerage.models import Offer, Request, RequestKind, RequestStage, Routing
from core.errors import RuleBroken
from institutions.models import Institution, Term, Vocabulary

State = Request.State


def locked_request(request: Request) -> Request:
    rows = Request.objects.select_for_update(no_key=True, of=("self",)).select_related("school", "kind")
    return rows.get(pk=request.pk)


def open_request(
    *,
    school: Institution,
    area: str,
    words: str,
    by: User | None,
    kind: str = RequestKind.SCHOOL_NEED,
    made_as: str = "",
) -> Request:
    """The school's open request of one kind for an area, or a new one. Words that are said replace those before."""
    rows = Request.objects.open().select_for_update(no_key=True)
    request, is_new = rows.get_or_create(
        school=school,
        area=area,
        kind_id=kind,
        defaults={"words": words.strip(), "made_by": by, "made_as": made_as},
    )
    if is_new:
        RequestStage.objects.create(request=request, state=request.state, by=by)
        audit.record("request_made", request, by=by, school=school.pk)
    elif words.strip() and words.strip() != request.words:
        request.words = words.strip()
        request.save(update_fields=["words", "updated_at"])
    return request


def request_for(
    offer: Offer, *, school: Institution, area: str, words: str, by: User | None, request: Request | None
) -> Request:
    """The request that an introduction belongs to: the given one, else the school's open one for such an offer."""
    if request is None:
        kind = RequestKind.objects.filter(offer_kind=offer.kind_id).first()
        code = kind.code if kind else RequestKind.SCHOOL_NEED
        return open_request(school=school, area=area, words=words, by=by, kind=code)
    request = locked_request(request)
    if not request.is_open:
        raise RuleBroken("Something has come of this request already.", code="request_closed")
    return request


def reach(request: Request, state: str, *, by: User | None, words: str = "", **changes: Any) -> None:
    """Move a locked request on, and note when. What waited for a partner's answer waits no more."""
    request.move_to(state)
    for name, value in changes.items():
        setattr(request, name, value)
    request.save(update_fields=["state", *changes, "updated_at"])
    RequestStage.objects.create(request=request, state=state, by=by, words=words.strip())
    waiting = Routing.objects.waiting().filter(request=request)
    waiting.update(state=Routing.State.OVERTAKEN, updated_at=timezone.now())


def solve(request: Request, *, outcome: Term, unmet_reason: Term | None, words: str, by: User | None) -> None:
    """Write down what came of a locked request. It closes when the school has said that it is so."""
    if outcome.vocabulary != Vocabulary.REQUEST_OUTCOME:
        raise RuleBroken("Select what came of it.", code="outcome_missing", field="outcome")
    is_unmet = outcome.code == "UNMET"
    if is_unmet and (unmet_reason is None or unmet_reason.vocabulary != Vocabulary.UNMET_REASON):
        raise RuleBroken("Select why it could not be met.", code="reason_missing", field="unmet_reason")
    reach(
        request,
        State.SOLVED,
        by=by,
        words=words,
        outcome=outcome,
        unmet_reason=unmet_reason if is_unmet else None,
    )


def meet(request: Request, *, by: User | None) -> None:
    """A provider said yes: the request is met, unless something came of it before."""
    request = locked_request(request)
    if request.is_open:
        outcome = Term.objects.get(vocabulary=Vocabulary.REQUEST_OUTCOME, code="PARTNERSHIP")
        solve(request, outcome=outcome, unmet_reason=None, words="", by=by)
        audit.record("request_met", request, by=by)
