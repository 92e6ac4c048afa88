"""Signed links with which somebody without an account answers: for a record, for an invitation to be a party, or for
what a family told a school.

A link to confirm is for one revision of one record: once the record has changed, an older one no longer answers for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from core import links
from core.errors import RuleBroken
from partnerships.models import Collaboration, Concern, Contribution, PartyInvitation

PURPOSE = "confirm-collaboration"
INVITATION = "answer-party-invitation"
CONCERN = "follow-concern"
LASTS = timedelta(days=60)


@dataclass(frozen=True)
class ConfirmationLink:
    """`contributions` are those of the schools asked; none when the partner is asked."""

    collaboration_id: int
    revision: int
    contributions: tuple[int, ...] = ()


def sign(record: Collaboration, contributions: Iterable[Contribution] = ()) -> str:
    asked = ",".join(str(contribution.pk) for contribution in contributions)
    return links.sign(PURPOSE, record.pk, revision=record.revision, asked=asked)


def read(token: str) -> ConfirmationLink:
    """What a link is for, or RuleBroken in words when it is forged or too old."""
    data = links.read(PURPOSE, token, max_age=LASTS)
    asked = tuple(int(pk) for pk in str(data["asked"]).split(",") if pk)
    return ConfirmationLink(int(data["id"]), int(data["revision"]), asked)


def sign_invitation(invitation: PartyInvitation) -> str:
    return links.sign(INVITATION, invitation.pk)


def invitation_of(token: str) -> PartyInvitation:
    """What a link asks an institution to join, or RuleBroken in words."""
    data = links.read(INVITATION, token, max_age=LASTS)
    rows = PartyInvitation.objects.select_related("partnership__kind", "institution", "asked_by")
    found = rows.filter(pk=data["id"]).first()
    if found is None:
        raise RuleBroken("This invitation is no longer there.", code="link_outdated")
    return found


def sign_concern(concern: Concern) -> str:
    """A family's way back to its own report; it works for as long as the report is kept."""
    return links.sign(CONCERN, concern.pk)


def concern_of(token: str) -> Concern:
    """The report that a link belongs to, or RuleBroken in words."""
    data = links.read(CONCERN, token, max_age=None)
    return Concern.objects.select_related("school", "entitlement", "stage").get(pk=data["id"])
