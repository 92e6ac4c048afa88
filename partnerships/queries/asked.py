"""What a signed link asks, and whether it has been answered."""

from dataclasses import dataclass

from core.errors import RuleBroken
from partnerships import links
from partnerships.models import Collaboration, Confirmation
from partnerships.models.collaboration import UNANSWERED


@dataclass(frozen=True)
class Asked:
    """`names`: the partner or the schools that the holder of the link answers for."""

    record: Collaboration
    names: list[str]
    answer: Confirmation
    words: str

    @property
    def is_open(self) -> bool:
        return self.answer in UNANSWERED


def asked_by_link(token: str) -> Asked:
    """RuleBroken in words when the link is forged, too old, or for what the record used to say."""
    link = links.read(token)
    rows = Collaboration.objects.recorded().select_related(
        "organiser", "partner", "activity_type", "partnership"
    )
    record = rows.filter(pk=link.collaboration_id).first()
    if record is None or record.revision != link.revision:
        raise RuleBroken(
            "The record has changed since this e-mail was sent. Use the link in the latest one.",
            code="link_outdated",
        )
    if not link.contributions:
        return Asked(
            record=record,
            names=[str(record.partner)],
            answer=Confirmation(record.partner_confirmation),
            words=record.partner_words,
        )
    asked = list(
        record.contributions.filter(pk__in=link.contributions)
        .select_related("school")
        .order_by("school__name")
    )
    still_open = [each for each in asked if each.confirmation in UNANSWERED]
    shown = still_open or asked
    return Asked(
        record=record,
        names=[each.school.name for each in shown],
        answer=Confirmation(shown[0].confirmation),
        words=shown[0].words,
    )
