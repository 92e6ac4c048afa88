"""Every change to the ground: one function each, called by pages, the API, tasks and commands alike."""

from institutions.actions.administrators import appoint_administrator, dismiss_administrator
from institutions.actions.deployments import deploy, end_deployment, note_visit
from institutions.actions.designations import designate, review_designation
from institutions.actions.feeders import link_feeder
from institutions.actions.founding import (
    found_institution,
    found_organisation,
    refuse_known_institution,
)
from institutions.actions.group_record import (
    accredit_group,
    end_accreditation,
    end_service,
    share_service,
    tell_of_year,
)
from institutions.actions.groups import (
    answer_affiliation,
    ask_to_join,
    describe_group,
    end_affiliation,
    let_group_act,
    start_group,
    withdraw_affiliation,
)
from institutions.actions.hand_over import finish_hand_over_task, open_hand_over
from institutions.actions.import_areas import import_areas
from institutions.actions.import_establishments import import_establishments
from institutions.actions.import_feeder_links import import_feeder_links
from institutions.actions.import_inspections import import_inspections, publish_inspections
from institutions.actions.import_links import import_establishment_links
from institutions.actions.import_neighbourhoods import import_neighbourhoods
from institutions.actions.import_priority_list import import_priority_list
from institutions.actions.import_providers import import_providers
from institutions.actions.import_trusts import import_trusts
from institutions.actions.inspections import note_inspected, withdraw_inspected
from institutions.actions.organisations import set_organisation_target
from institutions.actions.people import (
    accept_invitation,
    change_role,
    end_membership,
    invite_person,
    read_invitation,
    withdraw_invitation,
)
from institutions.actions.roles import (
    appoint_role_holder,
    confirm_roles,
    end_role,
    remind_of_term,
    undo_appointment,
)
from institutions.actions.ties import end_tie, found_part, tie_institutions
from institutions.actions.welcome import update_welcome

__all__ = [
    "accept_invitation",
    "accredit_group",
    "answer_affiliation",
    "appoint_administrator",
    "appoint_role_holder",
    "ask_to_join",
    "change_role",
    "confirm_roles",
    "deploy",
    "describe_group",
    "designate",
    "dismiss_administrator",
    "end_accreditation",
    "end_affiliation",
    "end_deployment",
    "end_membership",
    "end_role",
    "end_service",
    "end_tie",
    "finish_hand_over_task",
    "found_institution",
    "found_organisation",
    "found_part",
    "import_areas",
    "import_establishment_links",
    "import_establishments",
    "import_feeder_links",
    "import_inspections",
    "import_neighbourhoods",
    "import_priority_list",
    "import_providers",
    "import_trusts",
    "invite_person",
    "let_group_act",
    "link_feeder",
    "note_inspected",
    "note_visit",
    "open_hand_over",
    "publish_inspections",
    "read_invitation",
    "refuse_known_institution",
    "remind_of_term",
    "review_designation",
    "set_organisation_target",
    "share_service",
    "start_group",
    "tell_of_year",
    "tie_institutions",
    "undo_appointment",
    "update_welcome",
    "withdraw_affiliation",
    "withdraw_inspected",
    "withdraw_invitation",
]
