"""The other side's word: asked, given once, and asked anew when the record has changed."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from partnerships import links, notifications
from partnerships.actions.safeguarding import require_decision
from partnerships.models import Collaboration, Confirmation, Contribution
from partnerships.models.collaboration import UNANSWERED
from partnerships.queries.people import addresses_by_institution

MOST_WORDS = 1_000  # characters
ANSWERS = (Confirmation.CONFIRMED, Confirmation.CORRECTED, Confirmation.DISPUTED)


def withdraw_question(record: Collaboration) -> None:
    """The story has changed: the other side has not been asked about this one."""
    if record.is_logged_by_partner:
        record.contributions.update(confirmation=Confirmation.NOT_ASKED)
        record.partner_confirmation = Confirmation.CONFIRMED
    else:
        record.contributions.update(confirmation=Confirmation.CONFIRMED)
        record.partner_confirmation = Confirmation.NOT_ASKED
    record.partner_answered_at = None
    record.save(update_fields=["partner_confirmation", "partner_answered_at", "updated_at"])


def ask_other_side(record: Collaboration) -> None:
    """Write to those who can answer; where there is nobody, the side stays not asked."""
    withdraw_question(record)
    if record.is_logged_by_partner:
        _ask_schools(record)
    else:
        _ask_partner(record)


def _ask_schools(record: Collaboration) -> None:
    schools = [contribution.school for contribution in record.contributions.select_related("school")]
    people = addresses_by_institution(institutions=schools, permission=Permission.COLLABORATION_CONFIRM)
    reachable = [pk for pk, addresses in people.items() if addresses]
    record.contributions.update(words="")
    record.contributions.filter(school__in=reachable).update(confirmation=Confirmation.AWAITING)
    notifications.schools_asked(record, addresses=people)


def _ask_partner(record: Collaboration) -> None:
    assert record.partner is not None  # a complete record has one
    _refuse_own_address(record)
    people = addresses_by_institution(
        institutions=[record.partner], permission=Permission.COLLABORATION_CONFIRM
    )
    addresses = [record.partner_email] if record.partner_email else people[record.partner.pk]
    record.partner_confirmation = Confirmation.AWAITING if addresses else Confirmation.NOT_ASKED
    record.partner_words = ""
    record.save(update_fields=["partner_confirmation", "partner_words", "updated_at"])
    notifications.partner_asked(record, addresses=addresses)


def _refuse_own_address(record: Collaboration) -> None:
    """Nobody confirms their own record."""
    schools = [contribution.school for contribution in record.contributions.select_related("school")]
    own = addresses_by_institution(
        institutions=[record.organiser, *schools], permission=Permission.COLLABORATION_LOG
    )
    if record.partner_email.casefold() in {address.casefold() for group in own.values() for address in group}:
        raise RuleBroken(
            f"Enter the address of somebody at {record.partner}. Your own side cannot confirm its own record.",
            code="own_address",
            field="partner_email",
        )


@transaction.atomic
def answer_confirmation(
    *, collaboration: Collaboration, answer: str, words: str, by: User, revision: int | None = None
) -> Collaboration:
    """Somebody of the side that is asked answers, signed in: for the partner, or for all of their schools.

    With the `revision` that they read, the answer is refused once the record says something else.
    """
    record = _locked(collaboration.pk)
    if revision is not None and record.revision != revision:
        raise RuleBroken(
            "The record has changed since you opened this page. Read it again, then answer.",
            code="record_changed",
        )
    if record.is_logged_by_partner:
        mine = access.where_may(by, Permission.COLLABORATION_CONFIRM)
        asked = list(record.contributions.filter(school__in=mine).select_related("school"))
        access.require_any(by, Permission.COLLABORATION_CONFIRM, [each.school for each in asked[:1]])
        _answer_for_schools(record, asked, answer=answer, words=words, by=by)
    else:
        access.require_any(by, Permission.COLLABORATION_CONFIRM, [record.partner] if record.partner else [])
        _answer_for_partner(record, answer=answer, words=words, by=by)
    return record


@transaction.atomic
def answer_confirmation_by_link(*, token: str, answer: str, words: str) -> Collaboration:
    """Whoever holds the signed link answers, once, for the record as it was when the link was sent."""
    link = links.read(token)
    record = _locked(link.collaboration_id)
    if record.revision != link.revision:
        raise RuleBroken(
            "The record has changed since this e-mail was sent. Use the link in the latest one.",
            code="link_outdated",
        )
    if link.contributions:
        asked = list(record.contributions.filter(pk__in=link.contributions).select_related("school"))
        _answer_for_schools(record, asked, answer=answer, words=words, by=None)
    else:
        _answer_for_partner(record, answer=answer, words=words, by=None)
    return record


def _locked(pk: int) -> Collaboration:
    record = Collaboration.objects.select_for_update().filter(pk=pk).first()
    if record is None or not record.is_recorded:
        raise RuleBroken("This is no longer on record.", code="not_recorded")
    return record


def _answer_for_partner(record: Collaboration, *, answer: str, words: str, by: User | None) -> None:
    _refuse_unfit(record, answer, words, by=by)
    if record.partner_confirmation not in UNANSWERED:
        raise RuleBroken("This has been answered already.", code="already_answered")
    record.partner_confirmation = answer
    record.partner_words = "" if answer == Confirmation.CONFIRMED else words
    record.partner_answered_at = timezone.now()
    record.save(update_fields=["partner_confirmation", "partner_words", "partner_answered_at", "updated_at"])
    _conclude(record, side="partner", answered_for=str(record.partner), answer=answer, words=words, by=by)


def _answer_for_schools(
    record: Collaboration, asked: list[Contribution], *, answer: str, words: str, by: User | None
) -> None:
    _refuse_unfit(record, answer, words, by=by)
    if answer == Confirmation.CONFIRMED:
        require_decision(record)
    still_open = [contribution for contribution in asked if contribution.confirmation in UNANSWERED]
    if not still_open:
        raise RuleBroken("This has been answered already.", code="already_answered")
    record.contributions.filter(pk__in=[each.pk for each in still_open]).update(
        confirmation=answer, words="" if answer == Confirmation.CONFIRMED else words
    )
    record.save(update_fields=["updated_at"])  # by which coverage notices
    names = ", ".join(str(contribution.school) for contribution in still_open)
    _conclude(
        record, side=f"school:{still_open[0].pk}", answered_for=names, answer=answer, words=words, by=by
    )


def _refuse_unfit(record: Collaboration, answer: str, words: str, *, by: User | None) -> None:
    if by is not None and record.logged_by == by:
        raise RuleBroken("You recorded this yourself, so somebody else has to confirm it.", code="own_record")
    if answer not in ANSWERS:
        raise RuleBroken("Select whether this is right.", field="answer")
    if answer != Confirmation.CONFIRMED and not words.strip():
        raise RuleBroken("Say what is different, so that it can be put right.", field="words")
    privacy.refuse_personal_data(words, field="words")


def _conclude(
    record: Collaboration, *, side: str, answered_for: str, answer: str, words: str, by: User | None
) -> None:
    audit.record("collaboration_answered", record, by=by, answer=answer, answered_for=answered_for)
    if answer != Confirmation.CONFIRMED:
        notifications.collaboration_questioned(
            record,
            answer=Confirmation(answer),
            words=words,
            side=side,
            answered_for=answered_for,
            addresses=_organisers_people(record),
        )


def _organisers_people(record: Collaboration) -> list[str]:
    """Who logged it or, when that person may no longer, those who may."""
    if record.logged_by and access.can(record.logged_by, Permission.COLLABORATION_LOG, record.organiser):
        return [record.logged_by.email]
    people = addresses_by_institution(
        institutions=[record.organiser], permission=Permission.COLLABORATION_LOG
    )
    return people[record.organiser.pk]
