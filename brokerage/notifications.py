"""Letters about offers and introductions. Each side learns the other's address only after a yes."""

from typing import Any

from django.urls import reverse

from brokerage import links
from brokerage.models import Introduction, Offer, PendingOffer
from core import mail
from institutions.access import Permission
from institutions.models import Institution, Welcome
from partnerships.queries.people import addresses_by_institution

MOST_TOLD = 5  # of a school without an address for such letters


def offer_submitted(pending: PendingOffer, *, title: str) -> None:
    """Somebody without an account proves that the address is theirs."""
    mail.queue(
        key=f"offer_submitted:{pending.pk}",
        to=pending.email,
        subject=f"Publish your offer: {title}",
        template="brokerage/offer_submitted",
        context={
            "title": title,
            "path": reverse("brokerage:publish_by_link", args=[links.publish_token(pending)]),
            "until": pending.created_at + PendingOffer.KEPT_FOR,
        },
    )


def offer_published(offer: Offer) -> None:
    mail.queue(
        key=f"offer_published:{offer.pk}",
        to=offer.contact_email,
        subject=f"Schools can see your offer: {offer}",
        template="brokerage/offer_published",
        context={"offer": offer, "path": reverse("brokerage:offer", args=[offer.pk])},
    )


def offer_meant_for(offer: Offer, *, school: Institution) -> None:
    """A school hears of an offer made with it in mind: at its own address, else those who may ask for it."""
    welcome = Welcome.objects.filter(institution=school).first()
    people = addresses_by_institution(institutions=[school], permission=Permission.REQUEST_MAKE)[school.pk]
    for address in [welcome.contact_email] if welcome and welcome.contact_email else people[:MOST_TOLD]:
        mail.queue(
            key=f"offer_meant_for:{offer.pk}:{address}"[:200],
            to=address,
            subject=f"{offer.provider} offers {school} something: {offer}",
            template="brokerage/offer_meant_for",
            context={
                "offer": offer,
                "school": school,
                "path": reverse("brokerage:request_offer", args=[school.pk, offer.areas[0], offer.pk]),
            },
        )


def offer_requested(introduction: Introduction) -> None:
    """The provider can answer from the letter, without signing in."""
    _to_provider(
        introduction,
        "offer_requested",
        f"{introduction.school} asks for your offer: {introduction.offer}",
        path=reverse("brokerage:answer_by_link", args=[links.answer_token(introduction)]),
    )


def introduction_answered(introduction: Introduction) -> None:
    """The school learns the answer; after a yes, both learn whom to write to."""
    state, provider = introduction.state, introduction.offer.provider
    subjects = {
        Introduction.State.ACCEPTED: f"Yes: {provider} will work with {introduction.school}",
        Introduction.State.MAYBE: f"Maybe: {provider} is thinking about it",
        Introduction.State.DECLINED: f"Not this time: {provider}",
    }
    _to_school(introduction, f"introduction_{state.lower()}", subjects[Introduction.State(state)])
    if state == Introduction.State.ACCEPTED:
        _to_provider(
            introduction,
            "introduction_accepted_provider",
            f"You said yes to {introduction.school}: how to reach them",
            path=reverse("partnerships:partnership", args=[introduction.partnership_id]),
        )


def introduction_withdrawn(introduction: Introduction) -> None:
    _to_provider(
        introduction, "introduction_withdrawn", f"{introduction.school} no longer asks for your offer"
    )


def introduction_expired(introduction: Introduction) -> None:
    _to_school(introduction, "introduction_expired", f"No answer from {introduction.offer.provider}")
    _to_provider(
        introduction,
        "introduction_expired_provider",
        f"The time to answer {introduction.school} has run out",
        path=reverse("brokerage:offer", args=[introduction.offer_id]),
    )


def school_contact(introduction: Introduction) -> tuple[str, str]:
    """Name and address of whoever asked, else the school's address for such letters."""
    asked = introduction.proposed_by
    if asked is not None and asked.is_active:
        return asked.get_full_name(), asked.email
    welcome = Welcome.objects.filter(institution=introduction.school).first()
    return "", welcome.contact_email if welcome else ""


def _to_provider(introduction: Introduction, event: str, subject: str, **context: Any) -> None:
    _send(introduction, event, introduction.offer.contact_email, subject, context)


def _to_school(introduction: Introduction, event: str, subject: str) -> None:
    path = reverse("brokerage:introduction", args=[introduction.pk])
    _send(introduction, event, school_contact(introduction)[1], subject, {"path": path})


def _send(introduction: Introduction, event: str, to: str, subject: str, context: dict[str, Any]) -> None:
    if not to:  # a school that nobody wrote down an address for sees the answer on its pages
        return
    name, email = school_contact(introduction)
    facts = {
        "introduction": introduction,
        "offer": introduction.offer,
        "school": introduction.school,
        "school_contact": name,
        "school_email": email,
    }
    mail.queue(
        key=f"{event}:{introduction.pk}",
        to=to,
        subject=subject,
        template=f"brokerage/{event}",
        context=facts | context,
    )
