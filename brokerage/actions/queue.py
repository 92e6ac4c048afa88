"""What brokers do with a request: look at it, take it, hand it on, put an offer to it, say what came of it."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from brokerage import access, request_notifications
from brokerage.actions import stages
from brokerage.actions.introductions import propose
from brokerage.models import Introduction, Offer, Request, Routing
from brokerage.queries.queue import partners_for
from core import privacy
from core.errors import RuleBroken
from institutions.models import Institution, Term, Vocabulary

State = Request.State


@transaction.atomic
def triage_request(*, request: Request, by: User) -> Request:
    """Somebody has looked at it. From here it stays in the queue until it is taken or handed on."""
    access.require_routing(by, request)
    request = stages.locked_request(request)
    if request.state != State.TRIAGED:
        stages.reach(request, State.TRIAGED, by=by, handled_by=None)
        audit.record("request_triaged", request, by=by)
    return request


@transaction.atomic
def take_request(*, request: Request, broker: Institution, by: User) -> Request:
    """A broker works on it from now on. What was handed on to it is taken with that."""
    access.require_routing_as(by, broker, request)
    request = stages.locked_request(request)
    if request.state == State.ACCEPTED and request.handled_by_id == broker.pk:
        return request
    _accept(request, broker, by=by)
    audit.record("request_taken", request, by=by, broker=broker.pk)
    request_notifications.request_taken(request)
    return request


@transaction.atomic
def hand_on_request(*, request: Request, partner: Institution, words: str, by: User) -> Routing:
    """Ask another broker or partner to take it. It stays in view of both until they answer."""
    access.require_routing(by, request)
    privacy.refuse_personal_data(words, field="words")
    request = stages.locked_request(request)
    if partner.pk == request.handled_by_id:
        raise RuleBroken(f"{partner} is working on it already.", code="same_partner", field="partner")
    if not partners_for(request).filter(pk=partner.pk).exists():
        raise RuleBroken(f"{partner} does not take requests.", code="not_a_partner", field="partner")
    stages.reach(request, State.ROUTED, by=by, words=words, handled_by=None)
    routing = Routing.objects.create(request=request, partner=partner, words=words.strip(), routed_by=by)
    audit.record("request_handed_on", request, by=by, partner=partner.pk)
    request_notifications.request_handed_on(routing)
    return routing


@transaction.atomic
def answer_routing(*, routing: Routing, takes: bool, reason: Term | None, words: str, by: User) -> Routing:
    """The partner takes it, or hands it back and says why."""
    access.require_routing_as(by, routing.partner, routing.request)
    privacy.refuse_personal_data(words, field="words")
    request = stages.locked_request(routing.request)
    routing = Routing.objects.select_for_update(of=("self",)).select_related("partner").get(pk=routing.pk)
    routing.request = request
    if routing.state != Routing.State.WAITING:
        raise RuleBroken("This has been answered already.", code="already_answered")
    if takes:
        _accept(request, routing.partner, by=by)
        return routing
    if reason is None or reason.vocabulary != Vocabulary.HAND_BACK_REASON:
        raise RuleBroken("Select why you hand it back.", code="reason_missing", field="reason")
    _answer(routing, Routing.State.HANDED_BACK, reason=reason, words=words)
    stages.reach(request, State.TRIAGED, by=by, words=words, handled_by=None)
    audit.record("request_handed_back", request, by=by, partner=routing.partner_id, reason=reason.code)
    request_notifications.request_handed_back(routing)
    return routing


@transaction.atomic
def match_request(*, request: Request, offer: Offer, submission_key: UUID, by: User) -> Introduction:
    """Put an offer to its provider for the school that asks."""
    access.require_routing(by, request)
    introduction = propose(
        offer=offer,
        school=request.school,
        area=request.area,
        words="",
        by=by,
        submission_key=submission_key,
        origin=Introduction.Origin.BROKER,
        broker=request.handled_by,
        request=request,
    )
    audit.record("request_matched", request, by=by, offer=offer.pk)
    return introduction


@transaction.atomic
def record_outcome(
    *, request: Request, outcome: Term, unmet_reason: Term | None, words: str, by: User
) -> Request:
    """Say what came of it, or that nothing did and why. The school is asked whether it is so."""
    access.require_routing(by, request)
    privacy.refuse_personal_data(words, field="words")
    request = stages.locked_request(request)
    stages.solve(request, outcome=outcome, unmet_reason=unmet_reason, words=words, by=by)
    audit.record("outcome_recorded", request, by=by, outcome=outcome.code)
    request_notifications.outcome_recorded(request)
    return request


def _accept(request: Request, broker: Institution, *, by: User) -> None:
    routing = Routing.objects.waiting().filter(request=request, partner=broker).first()
    if routing:
        _answer(routing, Routing.State.ACCEPTED, reason=None, words="")
    stages.reach(request, State.ACCEPTED, by=by, handled_by=broker)


def _answer(routing: Routing, state: str, *, reason: Term | None, words: str) -> None:
    routing.state, routing.reason, routing.answer_words = state, reason, words.strip()
    routing.answered_at = timezone.now()
    routing.save(update_fields=["state", "reason", "answer_words", "answered_at", "updated_at"])
