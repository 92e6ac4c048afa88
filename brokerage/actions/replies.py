"""A provider answers a need with an offer; the school takes it or not."""

from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from accounts import audit
from accounts.models import User
from brokerage import request_notifications
from brokerage.actions.facts import misfit
from brokerage.actions.introductions import give_answer, propose
from brokerage.models import Introduction, Offer, Reply, Request
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission


@transaction.atomic
def reply_to_request(*, request: Request, offer: Offer, words: str, by: User) -> Reply:
    """A provider that read a need says: this offer is for you. Sent twice, it is one reply."""
    access.require(by, Permission.OFFER_EDIT, offer.provider)
    privacy.refuse_personal_data(words, field="words")
    if not request.is_open:
        raise RuleBroken("Something has come of this request already.", code="request_closed")
    if why_not := misfit(offer, school=request.school, area=request.area):
        raise why_not
    reply, is_new = Reply.objects.get_or_create(
        request=request, offer=offer, defaults={"words": words.strip(), "made_by": by}
    )
    if is_new:
        audit.record("request_replied_to", reply, by=by, offer=offer.pk)
        request_notifications.request_replied_to(reply)
    return reply


@transaction.atomic
def answer_reply(*, reply: Reply, takes: bool, by: User) -> Reply:
    """The school takes what it was offered, and it is agreed; or not this time."""
    access.require(by, Permission.REQUEST_MAKE, reply.request.school)
    rows = Reply.objects.select_for_update(of=("self",)).select_related("offer", "request__school", "made_by")
    reply = rows.get(pk=reply.pk)
    if reply.state != Reply.State.WAITING:
        raise RuleBroken("This has been answered already.", code="already_answered")
    if takes:
        return _take(reply, by=by)
    reply.state = Reply.State.DECLINED
    reply.save(update_fields=["state", "updated_at"])
    audit.record("reply_declined", reply, by=by)
    request_notifications.reply_declined(reply)
    return reply


def _take(reply: Reply, *, by: User) -> Reply:
    """The provider has said yes already, so what is asked is answered at once."""
    introduction = propose(
        offer=reply.offer,
        school=reply.request.school,
        area=reply.request.area,
        words="",
        by=by,
        submission_key=uuid5(NAMESPACE_URL, f"reply:{reply.pk}"),
        origin=Introduction.Origin.SCHOOL,
        request=reply.request,
        is_agreed=True,
    )
    give_answer(introduction, answer=Introduction.State.ACCEPTED, reason=None, words=reply.words, by=by)
    reply.state, reply.introduction = Reply.State.TAKEN, introduction
    reply.save(update_fields=["state", "introduction", "updated_at"])
    audit.record("reply_taken", reply, by=by, introduction=introduction.pk)
    return reply
