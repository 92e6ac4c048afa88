"""What an evaluation found, on its way into the library."""

from django.db import transaction

from accounts.models import User
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from outcomes.models import Claim, Evaluation
from partnerships.actions import Text, write_item
from partnerships.models import ItemKind, LibraryItem


@transaction.atomic
def write_finding(*, evaluation: Evaluation, by: User) -> LibraryItem:
    """A draft with the claims that somebody else verified, and with how far they go.

    Whoever is a party of the partnership that was evaluated is asked before it is published, as with a case study.
    """
    access.require(by, Permission.PARTNERSHIP_EDIT, evaluation.owner)
    claims = list(evaluation.claims.exclude(verified_by=None).select_related("verified_by").order_by("pk"))
    if not claims:
        raise RuleBroken("Only what somebody else has verified goes into the library.", code="not_verified")
    text = Text(
        title=evaluation.title,
        summary=claims[0].words,
        words=_words(evaluation, claims),
        source=f"An evaluation by {evaluation.owner}, verified by {claims[0].verified_by}"[:200],
        strength=evaluation.evidence,
        partnership=evaluation.partnership,
    )
    kind = ItemKind.objects.get(code="FINDING")
    evaluation.finding = write_item(owner=evaluation.owner, kind=kind, text=text, by=by)
    evaluation.save(update_fields=["finding", "updated_at"])
    return evaluation.finding


def _words(evaluation: Evaluation, claims: list[Claim]) -> str:
    """What may be said, how it was found out, and what it cannot show."""
    told = {
        "What we asked": evaluation.question,
        "What we found": "\n".join(claim.words for claim in claims),
        "How": evaluation.method,
        "Compared with": evaluation.comparison,
        "What it cannot show": evaluation.limitations,
    }
    return "\n\n".join(f"{heading}: {words}" for heading, words in told.items() if words)
