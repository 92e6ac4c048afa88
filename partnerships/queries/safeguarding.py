"""Whether adults who meet young people are assured for, and who decides where they are not."""

from dataclasses import dataclass

from accounts.models import User
from institutions import access
from institutions.access import Permission
from institutions.models import Institution
from partnerships.models import ActivityKind, AdultDecision, Assurance, Collaboration
from partnerships.queries.schools import is_school_side


@dataclass(frozen=True)
class Adults:
    """What is known of the adults of an activity, for a page. `may_decide`: the reader, for the school's side."""

    assurance: Assurance | None
    decision: AdultDecision | None
    may_decide: bool


def adults_of(record: Collaboration, *, user: User) -> Adults | None:
    """None where the type asks nothing about them."""
    if not asks_assurance(record):
        return None
    permission, institutions = decides(record)
    return Adults(
        assurance=standing_assurance(record),
        decision=AdultDecision.objects.filter(collaboration=record).first(),
        may_decide=any(access.can(user, permission, institution) for institution in institutions),
    )


def standing_assurance(record: Collaboration) -> Assurance | None:
    """The partner's latest that stood on the day."""
    if record.partner_id is None or record.starts_on is None:
        return None
    own = Assurance.objects.filter(institution=record.partner_id).standing(record.starts_on)
    return own.order_by("-assured_on", "-pk").first()


def asks_assurance(record: Collaboration) -> bool:
    """Its type brings adults together with young people regularly."""
    return ActivityKind.objects.of(record.activity_type).needs_assurance


def needs_decision(record: Collaboration) -> bool:
    return (
        asks_assurance(record)
        and standing_assurance(record) is None
        and not AdultDecision.objects.filter(collaboration=record).exists()
    )


def decides(record: Collaboration) -> tuple[Permission, list[Institution]]:
    """The school's side: who logged it there, or those who confirm it there."""
    if is_school_side(record.organiser):
        return Permission.COLLABORATION_LOG, [record.organiser]
    schools = [part.school for part in record.contributions.select_related("school")]
    return Permission.COLLABORATION_CONFIRM, schools
