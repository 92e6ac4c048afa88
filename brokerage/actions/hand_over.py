"""When somebody leaves a role, what they had in hand is listed for those who stay."""

from brokerage.queries.carried import carried_by
from institutions.actions import open_hand_over
from institutions.models import RoleHolder


def list_what_was_carried(*, role_holder: RoleHolder) -> None:
    """Partnerships, open introductions and drafts become tasks at the institution, once for each departure."""
    open_hand_over(role_holder=role_holder, carried=carried_by(role_holder))
