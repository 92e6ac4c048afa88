"""The signed link with which somebody without an account confirms, corrects or disputes a record.

It is for one revision of one record: once the record has changed, an older link no longer answers for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from core import links
from partnerships.models import Collaboration, Contribution

PURPOSE = "confirm-collaboration"
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
