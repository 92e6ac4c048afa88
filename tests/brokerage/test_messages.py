"""Messages to a segment: only to those who agreed, stopped by one press, sent once, with what came of them."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Frequency, Letter, LetterChoice, User
from brokerage import actions, tasks
from brokerage.actions import messages as sending
from brokerage.actions.messages import Words
from brokerage.models import Message, MessageTemplate
from brokerage.queries.messages import reach_of, recipients_of
from core.errors import RuleBroken
from core.models import OutgoingEmail
from institutions.models import Area, Institution, Term
from tests.factories import AreaFactory, InstitutionFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority_user(authority: Area) -> User:
    return MembershipFactory.create(over_area=True, area=authority).user


def agree(*people: User) -> None:
    LetterChoice.objects.bulk_create(
        LetterChoice(user=person, letter=Letter.NEWS, frequency=Frequency.AS_IT_COMES) for person in people
    )


def write(area: Area, by: User, **different: Any) -> Message:
    usual: dict[str, Any] = {
        "area": area,
        "kinds": ["EMPLOYER"],
        "sector": "",
        "family_segment": None,
        "subject": "An hour?",
        "body": "Could you?",
    }
    return actions.write_message(words=Words(**(usual | different)), template=None, broker=None, by=by)


def employed_in(area: Area | None, **facts: Any) -> User:
    institution = InstitutionFactory.create(employer=True, local_authority=area, **facts)
    return MembershipFactory.create(institution=institution).user


def letters_of(message: Message) -> list[str]:
    sent = OutgoingEmail.objects.filter(key__startswith=f"message:{message.pk}:")
    return sorted(sent.values_list("to", flat=True))


def test_an_administrator_writes_to_employers_who_agreed_and_one_of_them_stops_it(
    client: Client, authority: Area, authority_user: User
) -> None:
    agreed, silent = employed_in(authority), employed_in(authority)
    reader = Client()
    reader.force_login(agreed)
    choices = reverse("accounts:letters")
    reader.post(choices, {"digest": "NEVER", "dates": "NEVER", "news": "AS_IT_COMES"})
    client.force_login(authority_user)
    start = reverse("brokerage:messages")
    assert start in client.get("/home/").content.decode()
    begin = reverse("brokerage:write_message", args=["employers-wanted"])
    assert begin in client.get(start).content.decode()
    template = MessageTemplate.objects.get(code="EMPLOYERS_WANTED")
    form = client.get(begin).context["form"]
    assert form["subject"].value() == template.subject
    typed = {
        "area": authority.code,
        "kinds": ["EMPLOYER"],
        "sector": "",
        "family_segment": "",
        "subject": template.subject,
        "body": template.body,
    }
    page = client.post(begin, typed, follow=True).content.decode()
    assert "<strong>1</strong> person who agreed, at 1 of 2 organisations" in page
    message = Message.objects.get()
    send = reverse("brokerage:send_message", args=[message.pk])
    assert "Fill in what stands in square brackets" in client.post(send, follow=True).content.decode()
    filled_in = typed | {"body": template.body.replace("[a role, and how to reach it]", "the skills team")}
    client.post(reverse("brokerage:change_message", args=[message.pk]), filled_in)
    client.post(send)
    tasks.send_message_batch(message_id=message.pk)
    assert letters_of(message) == [agreed.email]
    letter = OutgoingEmail.objects.get(to=agreed.email)
    assert template.body.splitlines()[0] in letter.body
    assert letter.unsubscribe_url in letter.body
    assert Client(enforce_csrf_checks=True).post(letter.unsubscribe_url).status_code == 200
    assert not recipients_of(message).exists()
    assert silent.email not in letters_of(message)


def test_a_segment_is_an_area_kinds_and_a_sector(authority: Area, authority_user: User) -> None:
    builder = employed_in(authority, sector="CONSTRUCTION")
    baker = employed_in(authority, sector="RETAIL")
    elsewhere = employed_in(AreaFactory.create(), sector="CONSTRUCTION")
    closed = employed_in(authority, sector="CONSTRUCTION", status="CLOSED")
    left = employed_in(authority, sector="CONSTRUCTION")
    left.memberships.update(ended_at=timezone.now())
    agree(builder, baker, elsewhere, closed, left)
    message = write(authority, authority_user, sector="CONSTRUCTION")
    assert list(recipients_of(message)) == [builder]
    assert reach_of(message).people == 1
    school = MembershipFactory.create(institution=InstitutionFactory.create(local_authority=authority)).user
    agree(school)
    message = write(authority, authority_user, kinds=["EMPLOYER", "SCHOOL"], sector="CONSTRUCTION")
    assert set(recipients_of(message)) == {builder, school}
    message = write(authority, authority_user)
    assert set(recipients_of(message)) == {builder, baker}
    assert not recipients_of(write(authority, authority_user, kinds=["COLLEGE"])).exists()


def test_it_is_sent_in_batches_and_to_each_person_once(
    authority: Area, authority_user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "BATCH", 2)
    people = [employed_in(authority) for _ in range(5)]
    MembershipFactory.create(
        user=people[0], institution=InstitutionFactory.create(employer=True, local_authority=authority)
    )
    agree(*people)
    message = actions.send_message(message=write(authority, authority_user), by=authority_user)
    tasks.send_message_batch(message_id=message.pk)
    message.refresh_from_db()
    assert (message.state, message.recipients) == ("SENDING", 2)
    Message.objects.update(updated_at=timezone.now() - timedelta(minutes=3))
    assert list(Message.objects.stalled()) == [message]
    for _ in range(4):
        tasks.send_message_batch(message_id=message.pk)
    message.refresh_from_db()
    assert (message.state, message.recipients) == ("SENT", 5)
    assert letters_of(message) == sorted(person.email for person in people)
    [delivery] = message.deliveries.all()
    assert (delivery.channel.code, delivery.people) == ("EMAIL", 5)
    with pytest.raises(RuleBroken, match="already"):
        actions.send_message(message=message, by=authority_user)


def test_a_message_for_families_is_handed_on_by_other_ways_and_what_came_of_it_is_kept(
    client: Client, authority: Area, authority_user: User, school_user: User
) -> None:
    template = MessageTemplate.objects.get(code="FAMILIES_UNSURE")
    assert template.family_segment
    assert template.family_segment.code == "UNSURE"
    message = write(authority, authority_user, kinds=["SCHOOL"], family_segment=template.family_segment)
    client.force_login(authority_user)
    page = reverse("brokerage:message", args=[message.pk])
    delivery = reverse("brokerage:note_delivery", args=[message.pk])
    today = timezone.localdate()
    typed = {
        "channel": "SOCIAL",
        "through": "The groups of six schools",
        "people": "900",
        "sent_on_day": today.day,
        "sent_on_month": today.month,
        "sent_on_year": today.year,
    }
    assert "Send it first" in client.post(delivery, typed).content.decode()
    client.post(
        reverse("brokerage:send_message", args=[message.pk])
    )  # nobody agreed: it is handed on all the same
    tasks.send_message_batch(message_id=message.pk)
    client.post(delivery, typed)
    client.post(
        reverse("brokerage:tell_outcome", args=[message.pk]), {"responses": "40", "outcome": "Forty came."}
    )
    shown = client.get(page).content.decode()
    for words in (
        "Social media, through The groups of six schools",
        "about 900 people",
        "40 answered",
        "Unsure how",
    ):
        assert words in shown
    assert Term.objects.filter(vocabulary="CHANNEL").count() == 6


def test_nobody_to_write_to_is_said_and_words_stand_once_sent(
    client: Client, authority: Area, authority_user: User
) -> None:
    message = write(authority, authority_user)
    client.force_login(authority_user)
    send = reverse("brokerage:send_message", args=[message.pk])
    assert "has agreed to get messages yet" in client.post(send, follow=True).content.decode()
    message.refresh_from_db()
    assert message.state == "DRAFT"
    agree(employed_in(authority))
    change = reverse("brokerage:change_message", args=[message.pk])
    typed = {"area": authority.code, "kinds": ["EMPLOYER"], "subject": "Two hours?", "body": "Could you?"}
    assert "Two hours?" in client.post(change, typed, follow=True).content.decode()
    client.post(send)
    assert "its words stand" in client.post(change, typed).content.decode()


def test_a_broker_writes_in_the_areas_it_serves_and_nobody_elsewhere(
    authority: Area, broker: User, school_user: User, authority_user: User, broker_organisation: Institution
) -> None:
    message = write(authority, broker)
    assert list(Message.objects.visible_to(authority_user)) == [message]
    assert not Message.objects.visible_to(school_user).exists()
    with pytest.raises(PermissionDenied):
        write(AreaFactory.create(), broker)
    for by in (school_user, MembershipFactory.create(over_area=True, area=AreaFactory.create()).user):
        with pytest.raises(PermissionDenied):
            write(authority, by)
        with pytest.raises(PermissionDenied):
            actions.send_message(message=message, by=by)
