"""The first administrator, and those after: appointed by whoever runs the service."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEvent, User
from institutions import access
from institutions.access import Permission
from institutions.models import Area, Institution

pytestmark = pytest.mark.django_db


def appoint(*arguments: str) -> str:
    said = StringIO()
    call_command("appoint_administrator", *arguments, stdout=said)
    return said.getvalue()


def test_somebody_with_an_account_administers_england_until_it_is_taken_away(
    stranger: User, england: Area, school: Institution
) -> None:
    for _ in range(2):
        assert appoint(stranger.email.upper()) == "Stefan Stranger administers England.\n"
    assert access.can(stranger, Permission.PEOPLE_MANAGE, school)
    assert appoint(stranger.email, "--end") == "Stefan Stranger no longer administers England.\n"
    assert not access.can(stranger, Permission.PEOPLE_MANAGE, school)
    verbs = AuditEvent.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["administrator_appointed", "administrator_dismissed"]


def test_an_administrator_of_one_authority_has_no_say_elsewhere(
    stranger: User, authority: Area, region: Area
) -> None:
    appoint(stranger.email, "--area", authority.code)
    assert access.can(stranger, Permission.PEOPLE_MANAGE, authority)
    assert not access.can(stranger, Permission.PEOPLE_MANAGE, region)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nobody@example.org"], "Nobody has an account"),
        (["nobody@example.org", "--end"], "has no role over England"),
        (["nobody@example.org", "--area", "E00"], "There is no area E00"),
    ],
)
def test_what_cannot_be_is_said(england: Area, arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        appoint(*arguments)
