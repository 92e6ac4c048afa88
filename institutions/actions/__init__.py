"""Every change to the ground: one function each, called by pages, the API, tasks and commands alike."""

from institutions.actions.roles import appoint_role_holder, end_role
from institutions.actions.welcome import update_welcome

__all__ = ["appoint_role_holder", "end_role", "update_welcome"]
