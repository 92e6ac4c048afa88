"""What is asked about the people of an institution."""

from django import forms

from core.forms import GovukForm, Radios
from institutions.models import Role
from institutions.models.membership import OVER_AREAS

# "Manager: can do …" is a choice and its hint.
ROLES = {role: role.label.partition(": ")[::2] for role in Role if role not in OVER_AREAS}


class RoleForm(GovukForm):
    role = forms.TypedChoiceField(
        coerce=Role,
        choices=[(role.value, name) for role, (name, _) in ROLES.items()],
        widget=Radios(hints={role.value: hint.capitalize() for role, (_, hint) in ROLES.items()}),
        error_messages={"required": "Select a role"},
    )


class InviteForm(RoleForm):
    email = forms.EmailField(
        label="E-mail address",
        help_text="Their work address. They accept with an account that has this address.",
        max_length=254,
        error_messages={"required": "Enter an e-mail address"},
    )
    field_order = ["email", "role"]
