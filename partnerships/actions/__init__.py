"""Everything that changes a partnership or a collaboration."""

from partnerships.actions.agreements import Signed, agree_partnership
from partnerships.actions.bodies import Charter, Seat, change_body, end_seat, seat_member, set_up_body
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
from partnerships.actions.event import (
    announce_event,
    count_attendance,
    count_reach,
    keep_commitment,
    make_commitment,
    register_for_event,
)
from partnerships.actions.facts import Count, Counts, Facts, Others, OthersBySchool
from partnerships.actions.funding import apply_for_funding, settle_funding, warn_of_funding
from partnerships.actions.issues import close_issue, escalate_issue, note_issue
from partnerships.actions.log_upload import import_collaborations, put_in_log, undo_upload, upload_log
from partnerships.actions.meetings import (
    Decided,
    Held,
    Present,
    agree_action_point,
    finish_action_point,
    note_decision,
    note_meeting,
)
from partnerships.actions.next_year import plan_next_year
from partnerships.actions.opening import (
    Description,
    answer_invitation,
    answer_invitation_by_link,
    invite_parties,
    join_partnership,
    propose_partnership,
)
from partnerships.actions.partnership import (
    describe_partnership,
    end_partnership,
    hand_over_lead,
    move_partnership,
    open_partnership,
    review_partnership,
    set_aim,
)
from partnerships.actions.programme import (
    add_programme_party,
    count_stage,
    decide_programme,
    found_programme,
    hand_over_programme,
    join_cohort,
    leave_cohort,
    open_cohort,
    put_in_programme,
)
from partnerships.actions.remarks import add_remark, stop_quoting
from partnerships.actions.results import report_result, verify_result
from partnerships.actions.reviews import (
    Judged,
    answer_review,
    finish_finding,
    make_criteria_set,
    note_finding,
    note_inspection,
    open_review,
)
from partnerships.actions.safeguarding import decide_on_adults, give_assurance
from partnerships.actions.sides import Side, bring_asset, edit_side, take_back_asset
from partnerships.actions.silence import tell_of_silence
from partnerships.actions.tags import tag_collaboration
from partnerships.actions.withdrawal import Notice, withdraw_party

__all__ = [
    "Charter",
    "Count",
    "Counts",
    "Decided",
    "Description",
    "Details",
    "Facts",
    "Held",
    "Judged",
    "Notice",
    "Others",
    "OthersBySchool",
    "Present",
    "Seat",
    "Side",
    "Signed",
    "add_programme_party",
    "add_remark",
    "agree_action_point",
    "agree_partnership",
    "announce_event",
    "answer_confirmation",
    "answer_confirmation_by_link",
    "answer_invitation",
    "answer_invitation_by_link",
    "answer_review",
    "apply_for_funding",
    "bring_asset",
    "change_body",
    "close_issue",
    "count_attendance",
    "count_reach",
    "count_stage",
    "decide_on_adults",
    "decide_programme",
    "describe_partnership",
    "discard_draft",
    "draft_collaboration",
    "edit_collaboration",
    "edit_side",
    "end_partnership",
    "end_seat",
    "escalate_issue",
    "finish_action_point",
    "finish_finding",
    "found_programme",
    "give_assurance",
    "hand_over_lead",
    "hand_over_programme",
    "import_collaborations",
    "invite_parties",
    "join_cohort",
    "join_partnership",
    "keep_commitment",
    "leave_cohort",
    "log_collaboration",
    "make_commitment",
    "make_criteria_set",
    "move_partnership",
    "note_decision",
    "note_finding",
    "note_inspection",
    "note_issue",
    "note_meeting",
    "open_cohort",
    "open_partnership",
    "open_review",
    "plan_next_year",
    "propose_partnership",
    "put_in_log",
    "put_in_programme",
    "record_collaboration",
    "register_for_event",
    "report_result",
    "review_partnership",
    "save_counts",
    "seat_member",
    "set_aim",
    "set_up_body",
    "settle_funding",
    "stop_quoting",
    "tag_collaboration",
    "take_back_asset",
    "tell_details",
    "tell_of_silence",
    "undo_upload",
    "upload_log",
    "verify_result",
    "warn_of_funding",
    "withdraw_party",
]
