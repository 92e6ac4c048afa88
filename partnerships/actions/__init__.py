"""Everything that changes a partnership or a collaboration."""

from partnerships.actions.partnership import (
    agree_partnership,
    end_partnership,
    move_partnership,
    open_partnership,
    review_partnership,
    set_goal,
)

__all__ = [
    "agree_partnership",
    "end_partnership",
    "move_partnership",
    "open_partnership",
    "review_partnership",
    "set_goal",
]
