"""Every change to the ground: one function each, called by pages, the API, tasks and commands alike."""

from institutions.actions.founding import found_institution, refuse_known_institution
from institutions.actions.people import (
    accept_invitation,
    change_role,
    end_membership,
    invite_person,
    read_invitation,
    withdraw_invitation,
)
from institutions.actions.roles import appoint_role_holder, end_role
from institutions.actions.welcome import update_welcome

__all__ = [
    "accept_invitation",
    "appoint_role_holder",
    "change_role",
    "end_membership",
    "end_role",
    "found_institution",
    "invite_person",
    "read_invitation",
    "refuse_known_institution",
    "update_welcome",
    "withdraw_invitation",
]
