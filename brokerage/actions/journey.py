"""A first offer by somebody new: kept aside until their address is verified, then published with all that it needs."""

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from brokerage import notifications
from brokerage.actions import facts as rules
from brokerage.actions.facts import OfferFacts
from brokerage.actions.offers import publish_offer
from brokerage.models import Offer, PendingOffer
from core.errors import RuleBroken
from institutions import access
from institutions.actions import found_institution, refuse_known_institution
from institutions.models import Institution
from partnerships.models import Event

MOST_LETTERS = 5  # to one address in an hour, so that nobody's letter box is filled through this form


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """Who offers, when it is not on Causeway yet."""

    name: str
    kind: Institution.Kind
    postcode: str
    size_band: str = ""
    sector: str = ""


@transaction.atomic
def submit_offer(
    *,
    email: str,
    answers: dict[str, Any],
    facts: OfferFacts,
    organisation: Organisation,
    submission_key: UUID,
) -> PendingOffer:
    """Keep the answers and send the link that publishes them. A form sent twice sends one letter.

    Whatever would stop the offer later is said now, while the answers can still be changed.
    """
    rules.check_facts(facts, provider_kind=organisation.kind)
    rules.position(facts)
    refuse_known_institution(name=organisation.name, postcode=organisation.postcode)
    recent = PendingOffer.objects.filter(
        email__iexact=email, created_at__gt=timezone.now() - timedelta(hours=1)
    )
    if recent.exclude(submission_key=submission_key).count() >= MOST_LETTERS:
        raise RuleBroken(
            "We have sent several e-mails to this address in the last hour. Use the link in one of them, or try later.",
            code="too_many_letters",
        )
    pending, is_new = PendingOffer.objects.get_or_create(
        submission_key=submission_key, defaults={"email": email, "answers": answers}
    )
    if is_new:
        notifications.offer_submitted(pending, title=facts.title)
    return pending


@transaction.atomic
def publish_pending_offer(
    *,
    pending: PendingOffer,
    facts: OfferFacts,
    organisation: Organisation,
    name: str,
    meant_for: Institution | None,
    by: User | None,
) -> tuple[Offer, User]:
    """The address is verified by the link: make the person, the organisation and the offer, in one go.

    An address that belongs to somebody is used by that person alone, signed in.
    """
    pending = PendingOffer.objects.select_for_update().get(pk=pending.pk)
    if pending.offer_id is not None:
        raise RuleBroken("This offer has been published already.", code="already_published")
    person = _person(pending.email, name=name, by=by)
    offer = publish_first_offer(
        facts=facts,
        organisation=organisation,
        meant_for=meant_for,
        submission_key=pending.submission_key,
        by=person,
    )
    pending.offer, pending.answers = offer, {}
    pending.save(update_fields=["offer", "answers", "updated_at"])
    return offer, person


@transaction.atomic
def publish_first_offer(
    *,
    facts: OfferFacts,
    organisation: Organisation,
    meant_for: Institution | None,
    submission_key: UUID,
    by: User,
    after_event: Event | None = None,
) -> Offer:
    """Put the organisation on Causeway, with the person as its manager, and publish its first offer."""
    access.require_person(by)
    # The same form sent twice waits here, then finds the first.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    own = Institution.objects.of(by)
    if earlier := Offer.objects.filter(submission_key=submission_key, provider__in=own).first():
        return earlier
    provider = found_institution(by=by, **asdict(organisation))
    return publish_offer(
        provider=provider,
        facts=facts,
        contact_email=by.email,
        meant_for=meant_for,
        after_event=after_event,
        submission_key=submission_key,
        by=by,
    )


def _person(email: str, *, name: str, by: User | None) -> User:
    known = User.objects.filter(email__iexact=email).first()
    if known is None and by is None:
        person = User.objects.create_user(email, name=name)
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        audit.record("person_joined", person, by=person)
        return person
    if known is None or known != by:
        raise RuleBroken(f"Sign in as {email} to publish this offer.", code="sign_in_first")
    return known


@transaction.atomic
def forget_pending_offers() -> int:
    """Delete what was typed by people who never verified their address."""
    forgotten, _ = PendingOffer.objects.forgotten().delete()
    return forgotten
