"""The public “work with us” page of a school."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, User
from core.errors import RuleBroken
from institutions.actions import update_welcome
from institutions.models import Institution, InstitutionLink, Welcome
from tests.factories import InstitutionFactory, RoleHolderFactory

pytestmark = pytest.mark.django_db

WANTS = "Engineers who can talk about bridges."


def _address(institution: Institution) -> str:
    return reverse("institutions:work_with_us", args=[institution.pk])


def _update(school: Institution, by: User, **facts: Any) -> Welcome:
    given: dict[str, Any] = {"wants": WANTS, "contact_email": "partners@example.org", "response_days": 5}
    return update_welcome(institution=school, by=by, **(given | facts))


def test_everybody_sees_what_would_help_who_answers_and_how_soon(
    client: Client, school: Institution, school_user: User
) -> None:
    _update(school, school_user)
    RoleHolderFactory.create(institution=school, name="Ada Okoye", email="ada@example.org")
    page = client.get(_address(school)).content.decode()
    for words in (WANTS, "Secondary", "Ada Okoye", "Senior leader for business", "within 5 days", "Vacant"):
        assert words in page
    assert f"/offer/?school={school.pk}" in page


def test_no_address_of_anybody_is_on_the_page(client: Client, school: Institution, school_user: User) -> None:
    _update(school, school_user)
    RoleHolderFactory.create(institution=school, email="ada@example.org")
    page = client.get(_address(school)).content.decode()
    assert "@example.org" not in page
    assert "mailto:" not in page


def test_a_school_that_has_said_nothing_is_welcoming_still(client: Client, school: Institution) -> None:
    page = client.get(_address(school)).content.decode()
    assert "has not said yet" in page
    assert "within 10 days" in page
    assert f"/offer/?school={school.pk}" in page


def test_a_closed_school_sends_people_to_its_successor(client: Client, school: Institution) -> None:
    old = InstitutionFactory.create(closed=True)
    InstitutionLink.objects.create(institution=old, to_institution=school, kind="SUCCESSOR")
    page = client.get(_address(old)).content.decode()
    assert school.name in page
    assert "/offer/?school" not in page


def test_only_schools_and_colleges_have_one(
    client: Client, trust: Institution, employer: Institution
) -> None:
    assert client.get(_address(trust)).status_code == 404
    assert client.get(_address(employer)).status_code == 404


def test_what_the_school_writes_is_shown_as_text(
    client: Client, school: Institution, school_user: User
) -> None:
    _update(school, school_user, wants="<img src=x onerror=alert(1)>\n\nSecond paragraph")
    page = client.get(_address(school)).content.decode()
    assert "<img src=x" not in page
    assert "<p>Second paragraph</p>" in page


def test_saying_it_again_confirms_it_today(school: Institution, school_user: User) -> None:
    first = _update(school, school_user)
    Welcome.objects.filter(pk=first.pk).update(confirmed_on=None)
    again = _update(school, school_user, wants="")
    assert (again.pk, again.wants, again.confirmed_on) == (first.pk, "", timezone.localdate())
    assert (
        AuditEvent.objects.filter(verb="welcome_updated", subject_id=first.pk, actor=school_user).count() == 2
    )


def test_a_pupil_is_never_named_there(school: Institution, school_user: User) -> None:
    with pytest.raises(RuleBroken, match="counts, never pupils"):
        _update(school, school_user, wants="Help for Jane Smith, born 4 May 2014")


def test_others_may_not_change_it(
    client: Client, school: Institution, employer_user: User, administrator: User
) -> None:
    address = reverse("institutions:update_welcome", args=[school.pk])
    for other in (employer_user, administrator):
        with pytest.raises(PermissionDenied):
            _update(school, other)
        client.force_login(other)
        assert client.get(address).status_code == 403
    client.logout()
    assert client.get(address).status_code == 302


def test_a_member_changes_it_in_the_browser(client: Client, school: Institution, school_user: User) -> None:
    client.force_login(school_user)
    address = reverse("institutions:update_welcome", args=[school.pk])
    assert address in client.get(_address(school)).content.decode()
    given = {"wants": WANTS, "response_days": "7", "contact_email": "partners@example.org"}
    response = client.post(address, given, follow=True)
    assert WANTS in response.content.decode()
    assert 'value="7"' in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"response_days": ""}, "Enter the number of days that an answer usually takes"),
        ({"response_days": "soon"}, "Enter a whole number"),
        ({"response_days": "90"}, "Enter a number that is 60 or fewer"),
        ({"contact_email": "partners"}, "Enter an e-mail address in the correct format"),
        ({"wants": "Help for Jane Smith, born 4 May 2014"}, "counts, never pupils"),
        ({"wants": "x" * 1_001}, "must be 1000 characters or fewer"),
    ],
)
def test_a_mistake_is_named_at_its_field_and_what_was_typed_stays(
    client: Client, school: Institution, school_user: User, changes: dict[str, str], sentence: str
) -> None:
    client.force_login(school_user)
    given = {"wants": WANTS, "response_days": "7", "contact_email": "partners@example.org"} | changes
    response = client.post(reverse("institutions:update_welcome", args=[school.pk]), given)
    page = response.content.decode()
    assert sentence in page
    assert given["wants"] in page
    assert not Welcome.objects.filter(institution=school).exists()
