"""The other side's word: asked by e-mail or on the site, given once."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.models import AuditEvent, User
from core.errors import RuleBroken
from core.models import OutgoingEmail
from institutions.models import Institution, Role
from partnerships import actions, links
from partnerships.actions import Facts
from partnerships.models import Collaboration, Confirmation, Contribution
from partnerships.queries.records import answerable
from tests.factories import InstitutionFactory, MembershipFactory
from tests.partnerships.conftest import Log, links_in_outbox

pytestmark = pytest.mark.django_db

Make = Callable[..., Facts]


@pytest.fixture
def by_employer(
    log: Log, facts: Make, employer: Institution, employer_user: User, schools: list[Institution]
) -> Callable[[], Collaboration]:
    """The employer logs the same day with the same schools."""
    return lambda: log(told=facts(partner=employer), organiser=employer, counts={}, by=employer_user)


def test_the_partner_is_asked_at_the_address_given(log: Log) -> None:
    record = log()
    assert record.partner_confirmation == Confirmation.AWAITING
    letter = OutgoingEmail.objects.get()
    assert letter.to == "partner@example.com"
    assert "Bridge building day" in letter.body
    assert "you need no account" in letter.body


def test_without_an_address_the_partners_own_people_are_asked(log: Log, employer_user: User) -> None:
    assert log(partner_email="").partner_confirmation == Confirmation.AWAITING
    assert OutgoingEmail.objects.get().to == employer_user.email


def test_with_nobody_to_ask_it_is_logged_and_not_confirmed(log: Log) -> None:
    record = log(partner_email="")
    assert record.is_recorded
    assert record.partner_confirmation == Confirmation.NOT_ASKED
    assert not OutgoingEmail.objects.exists()


def test_nobody_confirms_their_own_record(log: Log, lead: User, school_user: User) -> None:
    for address in (lead.email, school_user.email.upper()):
        with pytest.raises(RuleBroken, match="cannot confirm its own") as refusal:
            log(partner_email=address)
        assert refusal.value.field == "partner_email"


def test_nobody_confirms_what_they_recorded_themselves_although_they_belong_to_both_sides(
    log: Log, lead: User, employer: Institution, employer_user: User
) -> None:
    MembershipFactory.create(user=lead, institution=employer)
    record = log()
    assert answerable(record, user=lead) == []
    with pytest.raises(RuleBroken, match="somebody else has to confirm it"):
        actions.answer_confirmation(collaboration=record, answer="CONFIRMED", words="", by=lead)
    assert answerable(record, user=employer_user) == [employer.name]


@pytest.mark.parametrize(
    ("answer", "words"),
    [("CONFIRMED", ""), ("CORRECTED", "It was Year 10."), ("DISPUTED", "We were not there.")],
)
def test_the_link_works_once(log: Log, client: Client, answer: str, words: str) -> None:
    record = log()
    link = links_in_outbox()[-1]
    assert client.get(link).status_code == 200
    record.refresh_from_db()
    assert record.partner_confirmation == Confirmation.AWAITING  # looking changes nothing

    client.post(link, {"answer": answer, "words": words})
    record.refresh_from_db()
    assert (record.partner_confirmation, record.partner_words) == (answer, words)

    client.post(link, {"answer": "DISPUTED", "words": "Second thoughts"})
    record.refresh_from_db()
    assert (record.partner_confirmation, record.partner_words) == (answer, words)
    assert b"has been used" in client.get(link).content


def test_two_answers_to_one_link_at_the_action_are_one(log: Log) -> None:
    token = links.sign(log())
    actions.answer_confirmation_by_link(token=token, answer="CONFIRMED", words="")
    with pytest.raises(RuleBroken, match="answered already"):
        actions.answer_confirmation_by_link(token=token, answer="DISPUTED", words="No")


def test_a_forged_link_is_refused_in_words(client: Client, log: Log) -> None:
    log()
    link = links_in_outbox()[-1]
    page = client.get(f"{link[:-3]}xx/")
    assert page.status_code == 410
    assert b"This link is not complete" in page.content


def test_a_link_runs_out_after_sixty_days(client: Client, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    assert timedelta(days=60) == links.LASTS
    log()
    link = links_in_outbox()[-1]
    monkeypatch.setattr(links, "LASTS", timedelta(0))
    page = client.post(link, {"answer": "CONFIRMED"})
    assert page.status_code == 410
    assert b"This link has run out" in page.content
    assert Collaboration.objects.get().partner_confirmation == Confirmation.AWAITING


def test_a_link_to_the_old_story_does_not_confirm_the_new_one(
    client: Client, log: Log, facts: Make, lead: User
) -> None:
    record = log()
    old = links_in_outbox()[-1]
    actions.edit_collaboration(
        collaboration=record, facts=facts(title="Tower"), revision=record.revision, by=lead
    )
    page = client.post(old, {"answer": "CONFIRMED"})
    assert page.status_code == 410
    assert b"has changed since" in page.content
    assert Collaboration.objects.get().partner_confirmation == Confirmation.NOT_ASKED


def test_a_correction_is_told_and_asked_anew_when_it_is_made(
    log: Log, lead: User, facts: Make, client: Client
) -> None:
    record = log()
    client.post(links_in_outbox()[-1], {"answer": "CORRECTED", "words": "It was Year 10."})
    told = OutgoingEmail.objects.order_by("-pk")[0]
    assert told.to == lead.email
    assert "It was Year 10." in told.body
    record.refresh_from_db()
    record = actions.edit_collaboration(
        collaboration=record, facts=facts(year_groups=["Y10"]), revision=record.revision, by=lead
    )
    assert record.partner_words == "It was Year 10."  # still to be read while it is put right
    actions.record_collaboration(
        collaboration=record,
        counts={},
        definition="",
        partner_email="partner@example.com",
        revision=record.revision,
        by=lead,
    )
    record.refresh_from_db()
    assert (record.partner_confirmation, record.partner_words) == (Confirmation.AWAITING, "")
    client.post(links_in_outbox()[-1], {"answer": "CONFIRMED"})
    record.refresh_from_db()
    assert record.partner_confirmation == Confirmation.CONFIRMED


def test_a_plain_yes_sends_no_letter(log: Log, client: Client) -> None:
    log()
    client.post(links_in_outbox()[-1], {"answer": "CONFIRMED"})
    assert OutgoingEmail.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [("", b"Say what is different"), ("It was A123456789012", b"unique pupil number")],
)
def test_a_correction_says_what_is_different_without_naming_pupils(
    log: Log, client: Client, words: str, sentence: bytes
) -> None:
    log()
    page = client.post(links_in_outbox()[-1], {"answer": "CORRECTED", "words": words})
    assert sentence in page.content
    assert Collaboration.objects.get().partner_confirmation == Confirmation.AWAITING


def test_what_is_disputed_is_seen_by_both_and_confirmed_for_neither(
    log: Log, lead: User, employer_user: User
) -> None:
    record = log()
    actions.answer_confirmation(collaboration=record, answer="DISPUTED", words="No", by=employer_user)
    assert list(Collaboration.objects.questioned()) == [record]
    assert not Contribution.objects.confirmed().exists()
    for person in (lead, employer_user):
        assert record in Collaboration.objects.visible_to(person)


def test_a_confirmed_record_confirms_each_schools_part(log: Log, employer_user: User) -> None:
    actions.answer_confirmation(collaboration=log(), answer="CONFIRMED", words="", by=employer_user)
    assert Contribution.objects.confirmed().count() == 3


def test_only_the_side_that_is_asked_may_answer(log: Log, lead: User, stranger: User) -> None:
    record = log()
    for person in (lead, stranger):
        with pytest.raises(PermissionDenied):
            actions.answer_confirmation(collaboration=record, answer="CONFIRMED", words="", by=person)


def test_a_reader_at_the_partner_may_not_answer(log: Log, employer: Institution) -> None:
    reader = MembershipFactory.create(institution=employer, role=Role.READER).user
    with pytest.raises(PermissionDenied):
        actions.answer_confirmation(collaboration=log(), answer="CONFIRMED", words="", by=reader)


# The partner logs, the schools are asked


def test_the_schools_are_asked_when_the_partner_logs(
    by_employer: Callable[[], Collaboration], lead: User
) -> None:
    record = by_employer()
    assert record.partner_confirmation == Confirmation.CONFIRMED
    assert {each.confirmation for each in record.contributions.all()} == {Confirmation.AWAITING}
    assert OutgoingEmail.objects.get().to == lead.email  # one letter for all three


def test_one_link_answers_for_all_the_schools_of_its_holder(
    by_employer: Callable[[], Collaboration], lead: User, client: Client
) -> None:
    record = by_employer()
    client.post(links_in_outbox()[-1], {"answer": "CONFIRMED"})
    assert {each.confirmation for each in record.contributions.all()} == {Confirmation.CONFIRMED}


def test_a_school_answers_for_itself_and_leaves_the_others_open(
    by_employer: Callable[[], Collaboration], lead: User, school_user: User, school: Institution
) -> None:
    record = by_employer()
    actions.answer_confirmation(collaboration=record, answer="DISPUTED", words="Not us", by=school_user)
    said = dict(record.contributions.values_list("school", "confirmation"))
    assert said.pop(school.pk) == Confirmation.DISPUTED
    assert set(said.values()) == {Confirmation.AWAITING}
    assert AuditEvent.objects.filter(verb="collaboration_answered").count() == 1


def test_the_trust_answers_for_what_is_left(
    by_employer: Callable[[], Collaboration], lead: User, school_user: User, school: Institution
) -> None:
    record = by_employer()
    actions.answer_confirmation(collaboration=record, answer="DISPUTED", words="Not us", by=school_user)
    actions.answer_confirmation(collaboration=record, answer="CONFIRMED", words="", by=lead)
    said = list(record.contributions.order_by("confirmation").values_list("confirmation", flat=True))
    assert said == ["CONFIRMED", "CONFIRMED", "DISPUTED"]


def test_schools_without_anybody_on_causeway_stay_not_asked(
    log: Log, facts: Make, employer: Institution, employer_user: User
) -> None:
    told = facts(partner=employer, schools=[InstitutionFactory.create()])
    record = log(told=told, organiser=employer, counts={}, by=employer_user)
    assert record.contributions.get().confirmation == Confirmation.NOT_ASKED
    assert not OutgoingEmail.objects.exists()


def test_a_partner_cannot_log_in_the_name_of_another(
    facts: Make, employer: Institution, employer_user: User, university: Institution
) -> None:
    with pytest.raises(RuleBroken, match="is the partner in what it logs"):
        actions.draft_collaboration(
            organiser=employer,
            facts=facts(partner=university),
            submission_key=uuid4(),
            by=employer_user,
        )
