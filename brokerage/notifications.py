"""Letters about offers and introductions. Each side learns the other's address only after a yes."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from accounts import letters
from accounts.models import Letter, User
from brokerage import links
from brokerage.models import Booking, Introduction, Message, Offer, PendingOffer
from core import mail
from institutions.access import Permission
from institutions.models import Institution, RoleHolder, Welcome
from institutions.queries.people import leader_of
from partnerships.queries.people import addresses_by_institution

State = Introduction.State
LEADER = "SLT_BUSINESS_LEAD"
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


def offer_may_stand(offer: Offer) -> None:
    """Once a year: does it still stand? One click in the letter answers, without signing in."""
    mail.queue(
        key=f"offer_may_stand:{offer.pk}:{offer.confirmed_on}:{offer.times_to_ask}",
        to=offer.contact_email,
        subject=f"Does your offer still stand? {offer}",
        template="brokerage/offer_may_stand",
        context={
            "offer": offer,
            "path": reverse("brokerage:offer_stands", args=[links.stands_token(offer)]),
            "own_path": reverse("brokerage:offer", args=[offer.pk]),
        },
        in_working_hours=True,
    )


def slot_booked(booking: Booking) -> None:
    offer = booking.slot.offer
    _about_booking(booking, "slot_booked", offer.contact_email, f"{booking.school} wants to book: {offer}")


def booking_answered(booking: Booking) -> None:
    if booking.made_by:
        word = "Confirmed" if booking.state == Booking.State.CONFIRMED else "Not possible"
        subject = f"{word}: your booking of {booking.slot.offer}"
        _about_booking(booking, "booking_answered", booking.made_by.email, subject)


def booking_cancelled(booking: Booking, *, by_provider: bool) -> None:
    school = booking.made_by.email if booking.made_by else ""
    to = school if by_provider else booking.slot.offer.contact_email
    if to:
        subject = f"Cancelled: the booking of {booking.slot.offer}"
        _about_booking(booking, "booking_cancelled", to, subject, by_provider=by_provider)


def _about_booking(booking: Booking, event: str, to: str, subject: str, **context: Any) -> None:
    path = reverse("brokerage:booking", args=[booking.pk])
    mail.queue(
        key=f"{event}:{booking.pk}",
        to=to,
        subject=subject,
        template=f"brokerage/{event}",
        context={"booking": booking, "path": path} | context,
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
    """The provider can answer from the letter, without signing in: whoever the offer names, and its named leader."""
    subject = f"{introduction.school} asks for your offer: {introduction.offer}"
    path = _answer_path(introduction)
    _to_provider(introduction, "offer_requested", subject, path=path, leader="")
    name, email = leader_of(introduction.offer.provider) or ("", "")
    if email.lower() != introduction.offer.contact_email.lower():
        context = {"path": path, "leader": name}
        _send(introduction, "offer_requested", email, subject, context, working_hours=True)


def school_matched(introduction: Introduction) -> None:
    """The school's leader hears what was arranged for it, and can decline from the letter."""
    name, email = school_leader(introduction.school)
    path = reverse("brokerage:decline_match_by_link", args=[links.match_token(introduction)])
    subject = f"{introduction.offer.provider} was asked to help {introduction.school}"
    _send(introduction, "school_matched", email, subject, {"path": path, "leader": name})


def answer_due(introduction: Introduction) -> None:
    """A reminder, before the place is given to others."""
    day = date_format(introduction.expires_on, "j F")
    _to_provider(
        introduction,
        "answer_due",
        f"{introduction.school} waits for your answer until {day}",
        path=_answer_path(introduction),
    )


def introduction_answered(introduction: Introduction) -> None:
    """The school learns the answer; after a yes, both learn whom to write to."""
    state, provider = introduction.state, introduction.offer.provider
    subjects = {
        State.ACCEPTED: f"Yes: {provider} will work with {introduction.school}",
        State.MAYBE: f"Maybe: {provider} is thinking about it",
        State.DECLINED: f"Not this time: {provider}",
    }
    _to_school(
        introduction,
        f"introduction_{state.lower()}",
        subjects[State(state)],
        ready_path=_ready_path(introduction, Introduction.Side.SCHOOL),
    )
    if state == State.ACCEPTED:
        _send(
            introduction,
            "introduction_accepted_provider",
            introduction.offer.contact_email,
            f"You said yes to {introduction.school}: how to reach them",
            {
                "path": reverse("partnerships:partnership", args=[introduction.partnership_id]),
                "ready_path": _ready_path(introduction, Introduction.Side.PROVIDER),
            },
        )


def match_confirmed(introduction: Introduction) -> None:
    """Both sides read what is there already on either side, and what is not yet."""
    sides = {each.side: each for each in introduction.readiness.all()}
    context = {
        "of_school": sides[Introduction.Side.SCHOOL],
        "of_provider": sides[Introduction.Side.PROVIDER],
        "path": reverse("brokerage:introduction", args=[introduction.pk]),
    }
    subject = f"Confirmed: {introduction.offer} for {introduction.school}"
    _to_school(introduction, "match_confirmed", subject, **context)
    _to_provider(introduction, "match_confirmed", subject, **context)


def match_declined(introduction: Introduction) -> None:
    """The provider need not answer any more; whoever asked for the school learns why."""
    school = introduction.school
    _to_provider(introduction, "match_declined_provider", f"{school} does not need your offer this time")
    asked = introduction.proposed_by
    if asked is not None and asked.is_active:
        subject = f"{school} declines what was arranged for it"
        path = reverse("brokerage:introduction", args=[introduction.pk])
        _send(introduction, "match_declined", asked.email, subject, {"path": path})


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


def introduction_handed_to_broker(introduction: Introduction, *, words: str) -> None:
    """The broker's people are asked to take it on or hand it back."""
    broker = introduction.broker
    assert broker is not None  # introduction_with_a_broker_names_it
    people = addresses_by_institution(institutions=[broker], permission=Permission.INTRODUCTION_ANSWER)
    subject = f"{introduction.school} and {introduction.offer.provider} would like your help"
    path = reverse("brokerage:introduction", args=[introduction.pk])
    for address in people[broker.pk][:MOST_TOLD]:
        context = {"path": path, "handed_with": words}
        _send(introduction, "introduction_handed_to_broker", address, subject, context)


def introduction_taken_on(introduction: Introduction, *, by: User) -> None:
    subject = f"{introduction.broker} helps you and {{}}"
    _to_school(introduction, "introduction_taken_on", subject.format(introduction.offer.provider), helper=by)
    _to_provider(
        introduction,
        "introduction_taken_on_provider",
        subject.format(introduction.school),
        helper=by,
        path=_answer_path(introduction),
    )


def introduction_handed_back(introduction: Introduction, *, broker: Institution | None, words: str) -> None:
    subject = f"{broker} cannot help with {introduction.offer.provider}"
    _to_school(introduction, "introduction_handed_back", subject, former_broker=broker, why=words)


def broker_helped(introduction: Introduction) -> None:
    """Once there is an end, both sides are asked how the broker's help was."""
    subject = f"How was the help of {introduction.broker}?"
    for side, to in (
        (Introduction.Side.PROVIDER, introduction.offer.contact_email),
        (Introduction.Side.SCHOOL, school_contact(introduction)[1]),
    ):
        path = reverse("brokerage:rate_broker", args=[links.rating_token(introduction, side=side)])
        _send(introduction, "broker_helped", to, subject, {"path": path}, working_hours=True)


def introduction_cancelled(introduction: Introduction) -> None:
    """The side that did not cancel learns it."""
    subject = f"Cancelled: {introduction.offer}"
    if introduction.other_side == Introduction.Side.PROVIDER:
        _to_provider(introduction, "introduction_cancelled_provider", subject)
    else:
        _to_school(introduction, "introduction_cancelled", subject)


def asked_whether_it_happened(introduction: Introduction) -> None:
    """Both sides are asked, each with a link of its own."""
    subject = f"Did it take place? {introduction.offer}"
    for side, to in (
        (Introduction.Side.PROVIDER, introduction.offer.contact_email),
        (Introduction.Side.SCHOOL, school_contact(introduction)[1]),
    ):
        path = reverse("brokerage:happened_by_link", args=[links.happened_token(introduction, side=side)])
        context = {"path": path, "is_provider": side == Introduction.Side.PROVIDER}
        _send(introduction, "asked_whether_it_happened", to, subject, context, working_hours=True)


def introduction_told(introduction: Introduction) -> None:
    """What one side said came of it, the other side learns."""
    subject = f"{introduction.get_state_display()}: {introduction.offer}"
    if introduction.other_side == Introduction.Side.PROVIDER:
        path = reverse("brokerage:introduction", args=[introduction.pk])
        _to_provider(introduction, "introduction_told", subject, path=path)
    else:
        _to_school(introduction, "introduction_told", subject)


def school_contact(introduction: Introduction) -> tuple[str, str]:
    """Name and address of whoever asked for the school, else of its leader."""
    asked = introduction.proposed_by
    if introduction.is_asked_by_the_school and asked is not None and asked.is_active:
        return asked.get_full_name(), asked.email
    return school_leader(introduction.school)


def school_leader(school: Institution) -> tuple[str, str]:
    """Who answers for the school's work with employers, else its address for such letters, else its people."""
    leaders = RoleHolder.objects.current().filter(institution=school, role_type__code=LEADER)
    if leader := leaders.exclude(email="").order_by("pk").first():
        return leader.name, leader.email
    welcome = Welcome.objects.filter(institution=school).first()
    if welcome and welcome.contact_email:
        return "", welcome.contact_email
    people = addresses_by_institution(institutions=[school], permission=Permission.REQUEST_MAKE)
    return "", next(iter(people[school.pk]), "")


def _ready_path(introduction: Introduction, side: Introduction.Side) -> str:
    return reverse("brokerage:ready_by_link", args=[links.ready_token(introduction, side=side)])


def _answer_path(introduction: Introduction) -> str:
    return reverse("brokerage:answer_by_link", args=[links.answer_token(introduction)])


def _to_provider(introduction: Introduction, event: str, subject: str, **context: Any) -> None:
    """Nobody at a workplace is written to by night or at the weekend."""
    _send(introduction, event, introduction.offer.contact_email, subject, context, working_hours=True)


def _to_school(introduction: Introduction, event: str, subject: str, **context: Any) -> None:
    path = reverse("brokerage:introduction", args=[introduction.pk])
    _send(introduction, event, school_contact(introduction)[1], subject, {"path": path, **context})


def _send(
    introduction: Introduction,
    event: str,
    to: str,
    subject: str,
    context: dict[str, Any],
    *,
    working_hours: bool = False,
) -> None:
    """One letter to each address for each revision of an introduction."""
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
        key=f"{event}:{introduction.pk}:{introduction.revision}:{to}"[:200],
        to=to,
        subject=subject,
        template=f"brokerage/{event}",
        context=facts | context,
        in_working_hours=working_hours,
    )


def message_to(message: Message, person: User) -> None:
    """One letter of a message, which whoever gets it can stop by one press."""
    mail.queue(
        key=f"message:{message.pk}:{person.pk}",
        to=person.email,
        subject=message.subject,
        template="brokerage/message",
        context={"message": message},
        in_working_hours=True,
        unsubscribe_url=letters.stop_url(person, Letter.NEWS),
    )
