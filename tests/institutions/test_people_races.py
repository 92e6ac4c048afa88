"""Two people act on the same institution's people in the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.models import User
from core import links
from core.errors import RuleBroken
from institutions import actions
from institutions.models import Institution, Membership, Role
from institutions.notifications import INVITATION_LINK
from tests.factories import InstitutionFactory, InvitationFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Start them together; answer the code of each refusal, and "done" for the others."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> str:
        start.wait()
        try:
            deed()
        except RuleBroken as refusal:
            return refusal.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(run, deeds))


def test_two_managers_cannot_each_remove_the_other() -> None:
    institution = InstitutionFactory.create(employer=True)
    one, two = MembershipFactory.create_batch(2, institution=institution, role=Role.MANAGER)
    outcome = at_once(
        lambda: actions.end_membership(membership=one, by=one.user),
        lambda: actions.change_role(membership=two, role=Role.READER, by=two.user),
    )
    assert outcome == ["done", "last_manager"]
    assert Membership.objects.current().filter(institution=institution, role=Role.MANAGER).count() == 1


def test_a_link_opened_twice_at_once_is_accepted_once() -> None:
    invitation = InvitationFactory.create()
    person = UserFactory.create(email=invitation.email)
    token = links.sign(INVITATION_LINK, invitation.pk)
    accept = lambda: actions.accept_invitation(token=token, by=User.objects.get(pk=person.pk))  # noqa: E731
    assert at_once(accept, accept) == ["done", "invitation_used"]
    assert Membership.objects.filter(user=person).count() == 1


def test_one_address_is_invited_once_and_one_employer_founded_once() -> None:
    institution = InstitutionFactory.create(employer=True)
    manager = MembershipFactory.create(institution=institution)
    person = UserFactory.create()

    def invite() -> None:
        actions.invite_person(
            institution=institution, email="nia@example.org", role=Role.EDITOR, by=manager.user
        )

    def found() -> None:
        actions.found_institution(
            name="New Works", kind=Institution.Kind.EMPLOYER, postcode="S1 2AB", by=person
        )

    assert at_once(invite, invite) == ["done", "is_invited"]
    assert at_once(found, found) == ["done", "institution_exists"]
