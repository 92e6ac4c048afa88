"""Leaders who serve at other schools, and what advisers note of their visits."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from institutions import actions
from institutions.models import Deployment, Institution, RoleHolder, RoleType, VisitNote
from tests.factories import InstitutionFactory, MembershipFactory, RoleHolderFactory, UserFactory

pytestmark = pytest.mark.django_db


def in_role(code: str, institution: Institution, **facts: Any) -> RoleHolder:
    role = RoleType.objects.get(code=code)
    return RoleHolderFactory.create(
        role_type=role, institution=institution, started_on=date(2026, 9, 1), **facts
    )


def day(name: str, on: date) -> dict[str, str]:
    return {f"{name}_{part}": str(getattr(on, part)) for part in ("day", "month", "year")}


def test_a_system_leader_is_lent_to_a_school_and_what_came_of_it_is_kept(
    client: Client, school: Institution, school_user: User, stranger: User
) -> None:
    leader = in_role("SYSTEM_LEADER", school, name="Lea Leader", remit="Mathematics")
    helped = InstitutionFactory.create(name="Helped School")
    client.force_login(school_user)
    roles = reverse("institutions:roles", args=[school.pk])
    address = reverse("institutions:deploy", args=[school.pk, leader.pk])
    assert address in client.get(roles).content.decode()
    typed = {"at": helped.name, "purpose": "Mathematics in Year 7", "days": "6"} | day(
        "started_on", date(2026, 9, 14)
    )
    assert client.post(address, typed).status_code == 302
    deployment = Deployment.objects.get()
    network = client.get(reverse("institutions:network", args=["system-leader"])).content.decode()
    assert "Serving at other institutions today" in network
    for page in (network, client.get(reverse("institutions:roles", args=[helped.pk])).content.decode()):
        assert "Lea Leader" in page
        assert "Mathematics in Year 7" in page
        assert "14 September 2026 until further notice, 6 days of work" in page
    end = reverse("institutions:end_deployment", args=[school.pk, deployment.pk])
    told = {"outcome": "Three teachers teach it alike.", "days": "7.5"}
    yesterday = timezone.localdate() - timedelta(days=1)
    assert client.post(end, told | day("ended_on", yesterday)).status_code == 302
    client.force_login(stranger)
    assert "7.5 days of work" in client.get(roles).content.decode()
    assert client.get(end).status_code == 403
    register = client.get(reverse("institutions:network", args=["system-leader"])).content.decode()
    assert "Serving at other institutions today" not in register


def test_only_people_in_a_role_that_serves_elsewhere_are_lent_while_they_hold_it(
    school: Institution, school_user: User
) -> None:
    facts: dict[str, Any] = {"purpose": "P", "ended_on": None, "days": None, "by": school_user}
    elsewhere = InstitutionFactory.create()
    leader, careers = in_role("SYSTEM_LEADER", school), in_role("CAREERS_LEADER", school)
    for holder, at, started_on, sentence in (
        (careers, elsewhere, date(2026, 9, 1), "do not serve elsewhere"),
        (leader, school, date(2026, 9, 1), "another institution"),
        (leader, elsewhere, date(2026, 8, 31), "not in the role on that day"),
    ):
        with pytest.raises(RuleBroken, match=sentence):
            actions.deploy(role_holder=holder, at=at, started_on=started_on, **facts)


def test_an_adviser_notes_visits_which_the_school_and_its_trust_read(
    client: Client, school: Institution, school_user: User, lead: User, employer_user: User
) -> None:
    adviser = UserFactory.create(name="Ada Adviser")
    in_role("SCHOOL_IMPROVEMENT_OFFICER", school, name="Ada Adviser", email=adviser.email)
    client.force_login(adviser)
    address = reverse("institutions:note_visit", args=[school.pk])
    assert address in client.get(reverse("institutions:my_roles")).content.decode()
    typed = {"words": "Reading in Year 7 is on its way."} | day("visited_on", timezone.localdate())
    named = client.post(address, typed | {"words": "Ann Reader, born 3 May 2014"}).content.decode()
    assert "name with a date of birth" in named
    assert client.post(address, typed).status_code == 302
    visits = reverse("institutions:visits", args=[school.pk])
    for reader, reads in ((adviser, True), (school_user, True), (lead, True), (employer_user, False)):
        client.force_login(reader)
        assert client.get(visits).status_code == (200 if reads else 403)
        assert VisitNote.objects.visible_to(reader).exists() is reads
        roles = client.get(reverse("institutions:roles", args=[school.pk])).content.decode()
        assert (visits in roles) is reads
    client.force_login(lead)
    assert "Reading in Year 7 is on its way." in client.get(visits).content.decode()


def test_somebody_deployed_notes_visits_where_they_serve_and_as_long_as_they_do(
    school: Institution, school_user: User
) -> None:
    leader = in_role("SYSTEM_LEADER", school, user=school_user)
    helped = MembershipFactory.create().institution
    assert helped is not None
    actions.deploy(
        role_holder=leader,
        at=helped,
        purpose="P",
        started_on=date(2026, 9, 1),
        ended_on=date(2026, 9, 30),
        days=None,
        by=school_user,
    )
    said: dict[str, Any] = {"role_holder": leader, "institution": helped, "words": "W"}
    actions.note_visit(visited_on=date(2026, 9, 30), by=school_user, **said)
    with pytest.raises(RuleBroken, match="had no work at"):
        actions.note_visit(visited_on=date(2026, 10, 1), by=school_user, **said)
    with pytest.raises(RuleBroken, match="when it has taken place"):
        actions.note_visit(visited_on=timezone.localdate() + timedelta(days=1), by=school_user, **said)
    with pytest.raises(PermissionDenied):
        actions.note_visit(visited_on=date(2026, 9, 30), by=UserFactory.create(), **said)
