"""An offer from the day it is published to the day it is withdrawn."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from brokerage import notifications
from brokerage.actions import facts as rules
from brokerage.actions.facts import OfferDetails, OfferFacts
from brokerage.actions.introductions import give_answer
from brokerage.actions.places import locked_offer
from brokerage.models import Introduction, Offer
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution, Term, Vocabulary
from partnerships.models import Event


@transaction.atomic
def publish_offer(
    *,
    provider: Institution,
    facts: OfferFacts,
    contact_email: str,
    submission_key: UUID,
    by: User,
    meant_for: Institution | None = None,
    after_event: Event | None = None,
) -> Offer:
    """Put an offer before schools; the one it is meant for hears of it. A form sent twice comes to the same offer.

    It may have come of an event. Made by a group for its member, the provider, it says through whom.
    """
    access.require(by, Permission.OFFER_EDIT, provider)
    rules.check_facts(facts, provider_kind=provider.kind)
    offer, is_new = Offer.objects.get_or_create(
        submission_key=submission_key,
        provider=provider,
        defaults={
            "kind": facts.kind,
            "areas": list(facts.areas),
            "phases": list(facts.phases),
            "year_groups": list(facts.year_groups),
            "delivery": facts.delivery,
            "assurance": facts.assurance,
            "contact_email": contact_email,
            "after_event": after_event,
            "made_through": access.group_between(by, Permission.OFFER_EDIT, provider),
            "visibility": facts.visibility,
            "everyone_from": facts.everyone_from,
            **rules.detail_fields(facts, kind=facts.kind, provider_kind=provider.kind),
            **rules.place_fields(facts),
        },
    )
    if is_new:
        offer.named.set(facts.named)
        audit.record("offer_published", offer, by=by, provider=provider.pk)
        notifications.offer_published(offer)
        if meant_for and not rules.misfit(offer, school=meant_for, area=offer.areas[0]):
            notifications.offer_meant_for(offer, school=meant_for)
    return offer


@transaction.atomic
def edit_offer(*, offer: Offer, details: OfferDetails, by: User) -> Offer:
    """Say it better, or offer more or fewer places: never fewer than are taken."""
    access.require(by, Permission.OFFER_EDIT, offer.provider)
    rules.check_details(details, kind=offer.kind, provider_kind=offer.provider.kind)
    offer = locked_offer(offer.pk)
    refuse_withdrawn(offer)
    if details.places < offer.places_taken:
        raise RuleBroken(
            f"Enter {offer.places_taken} or more: that many places are taken.",
            code="places_taken",
            field="places",
        )
    changes = rules.detail_fields(details, kind=offer.kind, provider_kind=offer.provider.kind)
    changed = [name for name, value in changes.items() if getattr(offer, name) != value]
    for name, value in changes.items():
        setattr(offer, name, value)
    offer.save(update_fields=[*changes, "updated_at"])
    audit.record("offer_edited", offer, by=by, changed=changed)
    return offer


@transaction.atomic
def confirm_offer(*, offer: Offer, by: User) -> Offer:
    """The provider says that it still stands, so that it stays in the lists for another thirteen months."""
    access.require(by, Permission.OFFER_EDIT, offer.provider)
    return confirm(offer, by=by)


@transaction.atomic
def withdraw_offer(*, offer: Offer, by: User) -> Offer:
    """Take it out of the lists. Schools that wait for an answer get one; what was accepted goes on."""
    access.require(by, Permission.OFFER_EDIT, offer.provider)
    offer = locked_offer(offer.pk)
    if offer.state == Offer.State.WITHDRAWN:
        return offer
    offer.state = Offer.State.WITHDRAWN
    offer.save(update_fields=["state", "updated_at"])
    reason = Term.objects.get(vocabulary=Vocabulary.DECLINE_REASON, code="OTHER")
    for introduction in Introduction.objects.awaiting_answer().filter(offer=offer).order_by("pk"):
        give_answer(
            introduction,
            answer=Introduction.State.DECLINED,
            reason=reason,
            words="The offer has been withdrawn.",
            by=by,
        )
    audit.record("offer_withdrawn", offer, by=by)
    return offer


def confirm(offer: Offer, *, by: User | None) -> Offer:
    """An inner step: whoever calls it knows that the provider speaks."""
    offer = locked_offer(offer.pk)
    refuse_withdrawn(offer)
    offer.confirmed_on = timezone.localdate()
    offer.save(update_fields=["confirmed_on", "updated_at"])
    audit.record("offer_confirmed", offer, by=by)
    return offer


def refuse_withdrawn(offer: Offer) -> None:
    if offer.state == Offer.State.WITHDRAWN:
        raise RuleBroken("This offer has been withdrawn. Make a new one instead.", code="offer_withdrawn")
