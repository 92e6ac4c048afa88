"""Letters about collaborations and partnerships."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.urls import reverse
from django.utils import timezone

from core import mail
from partnerships import links
from partnerships.models import (
    Cohort,
    Collaboration,
    Concern,
    ConcernStep,
    Confirmation,
    Contribution,
    Funding,
    Issue,
    LibraryItem,
    Partnership,
    PartyInvitation,
    Review,
    Withdrawal,
)


def partner_asked(record: Collaboration, *, addresses: Iterable[str]) -> None:
    """Somebody at the partner is asked whether it happened like this."""
    for address in addresses:
        _ask(record, address=address, asked_for=str(record.partner), token=links.sign(record))


def schools_asked(record: Collaboration, *, addresses: Mapping[int, Iterable[str]]) -> None:
    """One letter to each person, for all the schools that they answer for. `addresses` are by school."""
    asked: dict[str, list[Contribution]] = defaultdict(list)
    for contribution in record.contributions.select_related("school").order_by("school__name", "pk"):
        for address in addresses.get(contribution.school_id, ()):
            asked[address].append(contribution)
    for address, contributions in asked.items():
        names = ", ".join(str(contribution.school) for contribution in contributions)
        _ask(record, address=address, asked_for=names, token=links.sign(record, contributions))


def _ask(record: Collaboration, *, address: str, asked_for: str, token: str) -> None:
    mail.queue(
        key=f"collaboration_recorded:{record.pk}:{record.revision}:{address}"[:200],
        to=address,
        subject=f"Did this happen? {record}, logged by {record.organiser}",
        template="partnerships/collaboration_recorded",
        context={
            "record": record,
            "asked_for": asked_for,
            "path": reverse("partnerships:confirm_by_link", args=[token]),
            "until": timezone.localdate() + links.LASTS,
        },
    )


def cohort_passed_on(cohort: Cohort, *, addresses: Iterable[str]) -> None:
    """Whoever takes over hears who hands it to them, and where to say that they have it."""
    for address in addresses:
        mail.queue(
            key=f"cohort_passed_on:{cohort.pk}:{cohort.passed_to_id}:{cohort.passed_on}:{address}"[:200],
            to=address,
            subject=f"Handed over to {cohort.passed_to}: {cohort}",
            template="partnerships/cohort_passed_on",
            context={
                "cohort": cohort,
                "lead": cohort.programme.lead,
                "path": reverse("partnerships:programme", args=[cohort.programme_id]),
            },
        )


def collaboration_questioned(
    record: Collaboration,
    *,
    answer: Confirmation,
    words: str,
    side: str,
    answered_for: str,
    addresses: Iterable[str],
) -> None:
    """The organiser hears of a correction or a dispute at once. A plain yes needs no letter."""
    for address in addresses:
        mail.queue(
            key=f"collaboration_questioned:{record.pk}:{record.revision}:{side}:{address}"[:200],
            to=address,
            subject=f"{answer.label}: {record}",
            template="partnerships/collaboration_questioned",
            context={
                "record": record,
                "is_disputed": answer == Confirmation.DISPUTED,
                "answered_for": answered_for,
                "words": words,
                "path": reverse("partnerships:collaboration", args=[record.pk]),
            },
        )


def party_invited(invitation: PartyInvitation, *, addresses: Iterable[str]) -> None:
    """Somebody at the institution is asked whether it wants to be a party."""
    for address in addresses:
        mail.queue(
            key=f"party_invited:{invitation.pk}:{address}"[:200],
            to=address,
            subject=f"{invitation.asked_by} asks {invitation.institution} to work together",
            template="partnerships/party_invited",
            context={
                "invitation": invitation,
                "partnership": invitation.partnership,
                "path": reverse("partnerships:invitation_by_link", args=[links.sign_invitation(invitation)]),
            },
        )


def invitation_answered(invitation: PartyInvitation, *, addresses: Iterable[str]) -> None:
    """Whoever asked hears of the answer."""
    answer = "yes" if invitation.is_accepted else "no"
    for address in addresses:
        mail.queue(
            key=f"invitation_answered:{invitation.pk}:{address}"[:200],
            to=address,
            subject=f"{invitation.institution} says {answer}: {invitation.partnership}",
            template="partnerships/invitation_answered",
            context={
                "invitation": invitation,
                "path": reverse("partnerships:partnership", args=[invitation.partnership_id]),
            },
        )


def party_withdrew(withdrawal: Withdrawal, *, addresses: Iterable[str]) -> None:
    """The other parties hear who leaves, from when on, and what it means for them."""
    partnership = withdrawal.party.partnership
    for address in addresses:
        mail.queue(
            key=f"party_withdrew:{withdrawal.pk}:{address}"[:200],
            to=address,
            subject=f"{withdrawal.party.institution} leaves {partnership}",
            template="partnerships/party_withdrew",
            context={
                "withdrawal": withdrawal,
                "partnership": partnership,
                "path": reverse("partnerships:partnership", args=[partnership.pk]),
            },
        )


def issue_escalated(issue: Issue, *, addresses: Iterable[str]) -> None:
    """Whoever sits on the body hears of what is overdue."""
    for address in addresses:
        mail.queue(
            key=f"issue_escalated:{issue.pk}:{address}"[:200],
            to=address,
            subject=f"Overdue in {issue.partnership}: {issue}",
            template="partnerships/issue_escalated",
            context={"issue": issue, "path": _governance(issue.partnership)},
        )


def funding_ending(funding: Funding, *, months: int, addresses: Iterable[str]) -> None:
    """Once at each distance from its end; an extension is warned of afresh."""
    for address in addresses:
        mail.queue(
            key=f"funding_ending:{funding.pk}:{funding.ends_on}:{months}:{address}"[:200],
            to=address,
            subject=f"{funding} ends in less than {months} months",
            template="partnerships/funding_ending",
            context={"funding": funding, "months": months, "path": _governance(funding.partnership)},
        )


def partnership_quiet(partnership: Partnership, *, since: date, addresses: Iterable[str]) -> None:
    """The parties hear that nobody has been in touch for long."""
    for address in addresses:
        mail.queue(
            key=f"partnership_quiet:{partnership.pk}:{since}:{address}"[:200],
            to=address,
            subject=f"{partnership} has gone quiet",
            template="partnerships/partnership_quiet",
            context={"partnership": partnership, "since": since, "path": _governance(partnership)},
        )


def _governance(partnership: Partnership) -> str:
    return reverse("partnerships:governance", args=[partnership.pk])


def review_opened(review: Review, *, addresses: Iterable[str]) -> None:
    """Those who are asked hear of it, and until when they may answer."""
    for address in addresses:
        mail.queue(
            key=f"review_opened:{review.pk}:{address}"[:200],
            to=address,
            subject=f"{review.asked_by} asks you about {review.subject}",
            template="partnerships/review_opened",
            context={"review": review, "path": reverse("partnerships:review", args=[review.pk])},
        )


def review_revealed(review: Review, *, addresses: Iterable[str]) -> None:
    """The last answer is in: all may now read what each said."""
    for address in addresses:
        mail.queue(
            key=f"review_revealed:{review.pk}:{address}"[:200],
            to=address,
            subject=f"Everybody has answered: {review}",
            template="partnerships/review_revealed",
            context={"review": review, "path": reverse("partnerships:review", args=[review.pk])},
        )


def consent_asked(item: LibraryItem, *, addresses: Iterable[str]) -> None:
    """Those whom a case study names read it before anybody else does."""
    for address in addresses:
        mail.queue(
            key=f"consent_asked:{item.pk}:{item.updated_at.isoformat()}:{address}"[:200],
            to=address,
            subject=f"{item.owner} wrote about you: do you agree?",
            template="partnerships/consent_asked",
            context={"item": item, "path": _in_library(item)},
        )


def item_sent_back(item: LibraryItem, *, addresses: Iterable[str]) -> None:
    """The owner hears what the reviewer asks for."""
    for address in addresses:
        mail.queue(
            key=f"item_sent_back:{item.pk}:{item.updated_at.isoformat()}:{address}"[:200],
            to=address,
            subject=f"Before it is published: {item}",
            template="partnerships/item_sent_back",
            context={"item": item, "path": _in_library(item)},
        )


def _in_library(item: LibraryItem) -> str:
    return reverse("partnerships:library_item", args=[item.pk])


def concern_raised(concern: Concern, *, addresses: Iterable[str]) -> None:
    """The school hears of it; the family, if it gave an address, gets the link back to it."""
    _concern_to_school(concern, "concern_raised", f"A family tells you: {concern.entitlement}", addresses)
    _concern_to_family(concern, "concern_kept", f"You told {concern.school}: {concern.entitlement}")


def concern_answered(concern: Concern, step: ConcernStep) -> None:
    _concern_to_family(concern, "concern_answered", f"{concern.school} has answered you", step=step)


def concern_taken_further(concern: Concern, *, addresses: Iterable[str]) -> None:
    subject = f"A family was not content: {concern.entitlement}"
    _concern_to_school(concern, "concern_taken_further", subject, addresses)


def concern_overdue(concern: Concern, *, addresses: Iterable[str]) -> None:
    """Once at each stage."""
    _concern_to_school(concern, "concern_overdue", f"Overdue: {concern.entitlement}", addresses)


def _concern_to_school(concern: Concern, event: str, subject: str, addresses: Iterable[str]) -> None:
    for address in addresses:
        mail.queue(
            key=f"{event}:{concern.pk}:{concern.stage_id}:{address}"[:200],
            to=address,
            subject=subject,
            template=f"partnerships/{event}",
            context={"concern": concern, "path": reverse("partnerships:concern", args=[concern.pk])},
            in_working_hours=True,
        )


def _concern_to_family(
    concern: Concern, event: str, subject: str, *, step: ConcernStep | None = None
) -> None:
    if not concern.email:
        return
    path = reverse("partnerships:concern_by_link", args=[links.sign_concern(concern)])
    mail.queue(
        key=f"{event}:{concern.pk}:{concern.stage_id}",
        to=concern.email,
        subject=subject,
        template=f"partnerships/{event}",
        context={"concern": concern, "step": step, "path": path},
    )
