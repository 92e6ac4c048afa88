"""One request, many providers: asking several at once, and telling the rest when one has said yes."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from django.db import transaction

from accounts import audit
from accounts.models import User
from brokerage import notifications
from brokerage.actions.introductions import propose
from brokerage.actions.places import locked_introduction, move
from brokerage.models import Introduction, Offer, Request
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission


def ask_many(
    *, request: Request, offers: Sequence[Offer], submission_key: UUID, by: User
) -> tuple[list[Introduction], list[str]]:
    """Ask for each of the offers, one by one: what cannot be had is told in words and stops nothing else."""
    access.require(by, Permission.REQUEST_MAKE, request.school)
    asked, refused = [], []
    for offer in sorted(offers, key=lambda offer: offer.pk):
        try:
            with transaction.atomic():
                introduction = propose(
                    offer=offer,
                    school=request.school,
                    area=request.area,
                    words="",
                    by=by,
                    submission_key=uuid5(submission_key, str(offer.pk)),
                    origin=Introduction.Origin.SCHOOL,
                    request=request,
                )
            asked.append(introduction)
        except RuleBroken as refusal:
            refused.append(f"{offer}: {refusal.message}")
    return asked, refused


@transaction.atomic
def withdraw_unneeded(*, introduction: Introduction) -> Introduction:
    """Another provider said yes, and the school wanted one only. Quiet when there is nothing left to do."""
    introduction = locked_introduction(introduction)
    if not Introduction.objects.unneeded().filter(pk=introduction.pk).exists():
        return introduction
    move(introduction, Introduction.State.WITHDRAWN)
    audit.record("introduction_withdrawn", introduction, by=None)
    notifications.introduction_withdrawn(introduction)
    return introduction
