"""Everything that changes a partnership or a collaboration."""

from partnerships.actions.collaboration import (
    discard_draft,
    draft_collaboration,
    edit_collaboration,
    log_collaboration,
    record_collaboration,
    save_counts,
)
from partnerships.actions.confirmation import answer_confirmation, answer_confirmation_by_link
from partnerships.actions.details import Details, tell_details
from partnerships.actions.facts import Count, Counts, Facts, Others, OthersBySchool
from partnerships.actions.log_upload import import_collaborations, put_in_log, undo_upload, upload_log
from partnerships.actions.partnership import (
    agree_partnership,
    end_partnership,
    move_partnership,
    open_partnership,
    review_partnership,
    set_goal,
)

__all__ = [
    "Count",
    "Counts",
    "Details",
    "Facts",
    "Others",
    "OthersBySchool",
    "agree_partnership",
    "answer_confirmation",
    "answer_confirmation_by_link",
    "discard_draft",
    "draft_collaboration",
    "edit_collaboration",
    "end_partnership",
    "import_collaborations",
    "log_collaboration",
    "move_partnership",
    "open_partnership",
    "put_in_log",
    "record_collaboration",
    "review_partnership",
    "save_counts",
    "set_goal",
    "tell_details",
    "undo_upload",
    "upload_log",
]
