"""The Monday letter: what changed, what waits, what is missing, who could help; once, and to whoever wants it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.actions import choose_letters
from accounts.models import Frequency, Letter, User
from core.dates import monday_of
from core.models import OutgoingEmail
from institutions.models import Institution, Membership, Role
from outcomes import tasks
from outcomes.reports.digest import digest_of
from tests.factories import CollaborationFactory, OfferFactory, RoleHolderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks.send_digest, "delay", tasks.send_digest)


def _digests() -> list[OutgoingEmail]:
    return list(OutgoingEmail.objects.filter(key__startswith="digest:").order_by("to"))


def _send() -> list[OutgoingEmail]:
    tasks.send_digests()
    return _digests()


def test_a_lead_reads_what_changed_what_is_missing_and_who_could_help(
    schools: list[Institution], employer: Institution, lead: User
) -> None:
    CollaborationFactory.create(organiser=schools[0], partner=employer, schools=schools[:1])
    OfferFactory.create(provider=employer, title="A talk about kilns", areas=["LITERACY"])
    [letter] = _send()
    assert letter.to == lead.email
    assert "1 collaboration was recorded" in letter.body
    assert "3 of 3 schools have nothing in Leadership" in letter.body
    assert f"A talk about kilns, from {employer}: Life skills" in letter.body
    assert "roles are vacant" in letter.body
    assert "/letters/stop/" in letter.unsubscribe_url
    assert letter.unsubscribe_url in letter.body
    [section] = digest_of(lead, since=monday_of(timezone.localdate()))
    assert section.institution.kind == "TRUST"


def test_nobody_gets_the_same_monday_twice(schools: list[Institution], lead: User) -> None:
    _send()
    assert [letter.to for letter in _send()] == [lead.email]


def test_whoever_said_never_gets_none(schools: list[Institution], lead: User) -> None:
    choose_letters(user=lead, frequencies={Letter.DIGEST: Frequency.NEVER})
    assert _send() == []


def test_what_one_may_no_longer_do_is_no_longer_in_the_letter(schools: list[Institution], lead: User) -> None:
    Membership.objects.filter(user=lead).update(role=Role.READER)
    assert _send() == []
    Membership.objects.filter(user=lead).update(role=Role.MANAGER, ended_at=timezone.now())
    assert _send() == []


def test_no_letter_where_there_is_nothing_to_say(employer_user: User) -> None:
    assert digest_of(employer_user, since=date(2026, 1, 1)) == []
    assert _send() == []


def test_no_person_and_no_pupils_are_in_the_letter(schools: list[Institution], lead: User) -> None:
    RoleHolderFactory.create(
        institution=schools[0],
        name="Ada Okoye",
        started_on=timezone.localdate() - timedelta(days=900),
        term_ends_on=timezone.localdate() + timedelta(days=10),
    )
    [letter] = _send()
    assert "1 term has ended or ends within sixty days" in letter.body
    assert "1 name has not been confirmed for a year" in letter.body
    assert "Ada Okoye" not in letter.body
    assert "pupil" not in letter.body.lower()
