"""Every change to the ground: one function each, called by pages, the API, tasks and commands alike."""

from institutions.actions.administrators import appoint_administrator, dismiss_administrator
from institutions.actions.feeders import end_feeder, link_feeder
from institutions.actions.founding import found_institution, refuse_known_institution
from institutions.actions.hand_over import finish_hand_over_task, open_hand_over
from institutions.actions.import_areas import import_areas
from institutions.actions.import_establishments import import_establishments
from institutions.actions.import_feeder_links import import_feeder_links
from institutions.actions.import_links import import_establishment_links
from institutions.actions.import_neighbourhoods import import_neighbourhoods
from institutions.actions.import_priority_list import import_priority_list
from institutions.actions.import_providers import import_providers
from institutions.actions.import_trusts import import_trusts
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
from institutions.actions.welcome import update_welcome

__all__ = [
    "accept_invitation",
    "appoint_administrator",
    "appoint_role_holder",
    "change_role",
    "confirm_roles",
    "dismiss_administrator",
    "end_feeder",
    "end_membership",
    "end_role",
    "finish_hand_over_task",
    "found_institution",
    "import_areas",
    "import_establishment_links",
    "import_establishments",
    "import_feeder_links",
    "import_neighbourhoods",
    "import_priority_list",
    "import_providers",
    "import_trusts",
    "invite_person",
    "link_feeder",
    "open_hand_over",
    "read_invitation",
    "refuse_known_institution",
    "remind_of_term",
    "undo_appointment",
    "update_welcome",
    "withdraw_invitation",
]
