"""Letters about requests: to the school that asks, and to the brokers and partners who work on it."""

from typing import Any

from django.urls import reverse

from brokerage import links
from brokerage.models import Reply, Request, RequestStage, Routing
from core import mail
from institutions.access import Permission
from institutions.models import Institution, Welcome
from partnerships.queries.people import addresses_by_institution

MOST_TOLD = 5  # of one institution


def request_taken(request: Request) -> None:
    _to_school(request, f"{request.handled_by} is working on your request", "request_taken")


def request_handed_on(routing: Routing) -> None:
    """The partner may take it or hand it back."""
    for address in _people(routing.partner):
        _send(
            routing.request,
            address,
            f"{routing.request.school} needs support: can you take it?",
            "request_handed_on",
            number=routing.pk,
            routing=routing,
        )


def request_handed_back(routing: Routing) -> None:
    if routing.routed_by is not None and routing.routed_by.is_active:
        _send(
            routing.request,
            routing.routed_by.email,
            f"{routing.partner} hands back the request of {routing.request.school}",
            "request_handed_back",
            number=routing.pk,
            routing=routing,
        )


def outcome_recorded(request: Request) -> None:
    """The school is asked whether it is so; the link in the letter answers without an account."""
    token = links.word_token(request.stages.latest("pk"))
    _to_school(
        request,
        f"Is this right? {request}",
        "outcome_recorded",
        word_path=reverse("brokerage:word_by_link", args=[token]),
    )


def request_reopened(request: Request) -> None:
    """Whoever recorded the outcome learns that it is not the school's."""
    recorded = RequestStage.objects.filter(request=request, state=Request.State.SOLVED)
    last = recorded.select_related("by").order_by("-reached_at", "-pk").first()
    if last and last.by and last.by.is_active:
        subject = f"{request.school} says that something is still missing"
        _send(request, last.by.email, subject, "request_reopened", number=last.pk)


def school_address(request: Request) -> str:
    """Of whoever asked for the school, else the school's address for such letters, else one of its people."""
    if request.made_by is not None and request.made_by.is_active and not request.made_as:
        return request.made_by.email
    welcome = Welcome.objects.filter(institution=request.school).first()
    if welcome and welcome.contact_email:
        return welcome.contact_email
    people = addresses_by_institution(institutions=[request.school], permission=Permission.REQUEST_CONFIRM)
    return next(iter(people[request.school_id]), "")


def _people(institution: Institution) -> list[str]:
    people = addresses_by_institution(institutions=[institution], permission=Permission.REQUEST_ROUTE)
    return people[institution.pk][:MOST_TOLD]


def _to_school(request: Request, subject: str, event: str, **context: Any) -> None:
    address = school_address(request)
    if address:  # a school that nobody wrote down an address for sees it on its pages
        _send(request, address, subject, event, **({"number": request.stages.count()} | context))


def _send(request: Request, to: str, subject: str, event: str, *, number: int, **context: Any) -> None:
    """`number` tells one event of its kind from the next."""
    facts = {"request": request, "path": reverse("brokerage:request", args=[request.pk])}
    mail.queue(
        key=f"{event}:{request.pk}:{number}:{to}"[:200],
        to=to,
        subject=subject,
        template=f"brokerage/{event}",
        context=facts | context,
    )


def request_replied_to(reply: Reply) -> None:
    """The school can take it on the page of its request."""
    context = {"reply": reply, "number": reply.pk}
    _to_school(reply.request, f"{reply.offer.provider} answers your request", "request_replied_to", **context)


def reply_declined(reply: Reply) -> None:
    if reply.made_by.is_active:
        subject = f"Not this time: {reply.request.school}"
        _send(reply.request, reply.made_by.email, subject, "reply_declined", number=reply.pk, reply=reply)
